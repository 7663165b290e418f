"""What befell orders after they were placed, kind by kind: late, sent back, a question left open."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from parcours.journeys.drop_offs.returns import followed
from parcours.journeys.drop_offs.worth import Worths, worths
from parcours.journeys.frictions.befell import Befell, befell
from parcours.journeys.frictions.goods import RETURNED, Goods, goods
from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.orders.settle import NEVER
from parcours.journeys.sequences import Flags, Ints, Sequences
from parcours.touchpoints import DAY, day_number, instant_of_day, to_local

DELIVERED = "Order Delivered"
ASKED = ("Contact Opened", "Complaint Opened")
ANSWERED = ("Contact Answered", "Contact Resolved", "Complaint Resolved")
_CARRIED = ("Order Completed", "Order Shipped", DELIVERED, "Delivery Delayed", "Delivery Failed")
PATIENCE = 2 * DAY
"""How long an answer may take before the question counts as left open."""

LATE, BACK, OPEN = range(3)


@dataclass(frozen=True)
class AfterKind:
    """One kind of friction that an order can meet; those that came as far without it are compared."""

    name: str
    meaning: str


AFTER_KINDS: tuple[AfterKind, ...] = (
    AfterKind("late_delivery", "an order that had not arrived when it was promised"),
    AfterKind("goods_returned", "a delivered order of which something was sent back, or money given back"),
    AfterKind(
        "unanswered_contact", "a question or complaint after an order, without an answer within two days"
    ),
)


@dataclass(frozen=True, eq=False)
class After:
    """Orders of some profiles and what befell them, sorted by (profile, time); one array element an order.

    Parameters
    ----------
    profiles, owner
        Root ids, and the place of each order's profile among them.
    time, number, counts, worth
        When it was placed, which of its customer's orders it is, whether it counts, what it is worth.
    country
        Code of the country that it was placed from.
    came
        The moment from which coming back is awaited, one row a kind; `NEVER` where it came not as far.
    told
        The moment at which it was met, `NEVER` where it was not; rows as above.
    carrier, carriers
        Who delivers: codes, 0 where unknown, and what they mean.
    goods
        What was sold, and what of it came back.
    recorded
        Which kinds the log can show at all.
    priced
        Whether any order has a revenue.
    """

    profiles: Ints
    owner: Ints
    time: Ints
    number: Ints
    counts: Flags
    worth: Worths
    country: Ints
    came: Ints
    told: Ints
    carrier: Ints
    carriers: npt.NDArray[np.object_]
    goods: Goods
    recorded: Flags
    priced: bool

    @classmethod
    def of(cls, sequences: Sequences, *, as_of: int, zone: ZoneInfo) -> After:
        """Read the orders that count, and those that were delivered and given back whole."""
        kinds = _recorded(sequences)
        orders = _orders(sequences, as_of, kinds)
        profiles, owner = np.unique(orders.profile, return_inverse=True)
        counts = orders.number > 0
        came, told, back = _met(sequences, orders, as_of=as_of, zone=zone)
        came[~kinds], told[~kinds] = NEVER, NEVER
        carrier = optional(sequences, "carrier")
        return cls(
            profiles=sequences.profiles[profiles],
            owner=owner,
            time=orders.time,
            number=_numbers(owner, counts),
            counts=counts,
            worth=_worth(sequences, orders, counts),
            country=optional(sequences, "country").codes[orders.position].astype(np.int64),
            came=came,
            told=told,
            carrier=_carrier(sequences, orders, as_of) if kinds[LATE] else np.zeros(len(orders), np.int64),
            carriers=carrier.values,
            goods=goods(sequences, orders, back) if kinds[BACK] else {},
            recorded=kinds,
            priced=bool(orders.priced.any()),
        )

    @classmethod
    def joined(cls, pieces: tuple[After, ...]) -> After:
        """Put the orders of all pieces in one row."""
        rows = ("profiles", "time", "number", "counts", "worth", "country", "came", "told", "carrier")
        before = np.cumsum([0, *(len(piece.profiles) for piece in pieces[:-1])])
        found: Goods = {}
        for piece in pieces:
            for product, sold in piece.goods.items():
                found[product] = found[product] + sold if product in found else sold
        return cls(
            **{name: np.concatenate([getattr(piece, name) for piece in pieces], axis=-1) for name in rows},
            owner=np.concatenate([piece.owner + n for piece, n in zip(pieces, before, strict=True)]),
            carriers=max((piece.carriers for piece in pieces), key=len),
            goods=found,
            recorded=np.any([piece.recorded for piece in pieces], axis=0),
            priced=any(piece.priced for piece in pieces),
        )


def _recorded(sequences: Sequences) -> Flags:
    names = {name for name, system in zip(sequences.names, sequences.system, strict=True) if not system}
    delivered = DELIVERED in names
    promised = not optional(sequences, "promised_at").is_missing
    answered = not names.isdisjoint(ASKED) and not names.isdisjoint(ANSWERED)
    return np.array([delivered and promised, delivered and not names.isdisjoint(RETURNED), answered])


def _orders(sequences: Sequences, as_of: int, kinds: Flags) -> Orders:
    told = followed(sequences, Orders.told(sequences, until=as_of))
    delivered = (told.delivered != NEVER) & (told.delivered_position < told.voided_position)
    kept = ((told.number > 0) | delivered) & kinds.any()
    return told.where(kept, np.ones(len(told.loose_profile), np.bool_))


def _numbers(owner: Ints, counts: Flags) -> Ints:
    """Return which of its customer's orders each is; one that was given back is where it stood."""
    before: Ints = np.cumsum(counts) - counts
    first = np.searchsorted(owner, owner, side="left")
    numbers: Ints = before - before[first] + 1
    return numbers


def _worth(sequences: Sequences, orders: Orders, counts: Flags) -> Worths:
    worth = np.zeros(len(orders))
    counted = orders.where(counts, np.ones(len(orders.loose_profile), np.bool_))
    worth[counts] = worths(sequences, counted, margin=None, costs=None)
    return worth


def _met(sequences: Sequences, orders: Orders, *, as_of: int, zone: ZoneInfo) -> tuple[Ints, Ints, Befell]:
    """Return by kind from when on coming back is awaited and when it was met, and what was sent back."""
    due = _due(orders, zone)
    came, told = np.full((3, len(orders)), NEVER), np.full((3, len(orders)), NEVER)
    came[LATE] = np.where(orders.number > 0, due, NEVER)
    told[LATE] = np.where(orders.delivered > due, due, NEVER)
    came[BACK] = orders.delivered
    back = befell(sequences, orders, RETURNED, until=as_of)
    told[BACK] = back.first_since(orders.delivered)
    asked = befell(sequences, orders, ASKED, until=as_of).first(len(orders))
    answered = befell(sequences, orders, ANSWERED, until=as_of).first_since(asked)
    patient = np.where(asked < NEVER, asked, 0) + PATIENCE
    came[OPEN] = np.where((asked < NEVER) & (orders.number > 0), patient, NEVER)
    told[OPEN] = np.where((asked < NEVER) & (answered > patient), patient, NEVER)
    return np.where(came < NEVER, np.maximum(came, orders.time), NEVER), told, back


def _due(orders: Orders, zone: ZoneInfo) -> Ints:
    """Return when each order is late; one promised for a day, told as its midnight, has that day."""
    promised = np.where(orders.promised == NEVER, 0, orders.promised)
    whole_day = to_local(promised, zone) % DAY == 0
    due = np.where(whole_day, instant_of_day(day_number(promised, zone) + 1, zone) - 1, promised)
    return np.where(orders.promised == NEVER, NEVER, due)


def _carrier(sequences: Sequences, orders: Orders, as_of: int) -> Ints:
    """Return the code of the last carrier told of each order."""
    found = befell(sequences, orders, _CARRIED, until=as_of)
    codes = optional(sequences, "carrier").codes[found.position].astype(np.int64)
    carrier = np.zeros(len(orders), np.int64)
    carrier[found.order[codes > 0]] = codes[codes > 0]
    return carrier
