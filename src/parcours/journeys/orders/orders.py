"""Orders: each (shop, order) of a profile once, whichever doors told of it."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from parcours.journeys.memory import remembered
from parcours.journeys.orders.rows import deeds, left_out, positions, read
from parcours.journeys.orders.settle import NEVER, Settled, settle
from parcours.journeys.sequences import Flags, Ints, Sequences


@dataclass(frozen=True, eq=False)
class Orders:
    """The orders of some profiles, sorted by (profile, time); one array element an order.

    An order is one ``(shop_id, order_id)`` of a profile with an *Order Completed* touchpoint; a
    completed order without an id is an order of its own. Several touchpoints may tell of it (a pixel
    and a webhook): its place is the first of them, its money that of the most trusted one that names
    a price (signed before server before browser), the latest where trust is equal. Refunds are those
    of the most trusted door that tells of any; one without an amount gives all of it back.

    An order counts unless it was cancelled or fully refunded, or its last payment failed. An order
    that two *profiles* tell of counts in both: profiles are read apart, and joining them is the work
    of identities. Orders that the shop leaves out, such as tests and those of staff, are not there.

    Parameters
    ----------
    profile
        The profile's number within the sequences, from 0.
    position
        Where the order stands in the sequences: the first touchpoint that tells of it.
    time
        When it was placed, microseconds UTC.
    number
        1 for the profile's first order that counts, 2 for its second; 0 for one that does not count.
    revenue
        Goods after discounts and refunds in the shop's currency, minor units; 0 where unknown.
    priced
        Whether the revenue is known.
    delivered, promised
        When it was delivered first, and when that was first promised; `NEVER` where unknown.
    delivered_position, voided_position
        The touchpoints by which it was delivered, and by which it ceased to count; `NEVER` where
        there is none.
    loose_profile, loose_refund
        Money given back without naming an order of the profile: whose, and how much. It lowers the
        profile's revenue and touches no order.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from parcours.journeys import Journeys
    >>> log = pa.table({
    ...     "who": ["ann", "ann", "bob"],
    ...     "at": pa.array([1, 2, 3], pa.timestamp("us", tz="UTC")),
    ...     "what": ["Order Completed", "Order Refunded", "Order Completed"],
    ...     "order_id": ["1", "1", "2"],
    ...     "revenue_shop": [5000, -2000, 700],
    ... })
    >>> journeys = Journeys.from_frame(log, profile="who", time="at", event="what")
    >>> Orders.of(journeys.parts[0]).revenue.tolist()
    [3000, 700]
    """

    profile: Ints
    position: Ints
    time: Ints
    number: Ints
    revenue: Ints
    priced: Flags
    delivered: Ints
    promised: Ints
    delivered_position: Ints
    voided_position: Ints
    loose_profile: Ints
    loose_refund: Ints

    @classmethod
    def of(cls, sequences: Sequences, *, until: int | None = None) -> Orders:
        """Return the orders that count: neither cancelled nor fully refunded.

        ``until`` leaves out what was told after that moment (microseconds UTC).
        """
        return cls.told(sequences, until=until).counting()

    @classmethod
    def told(cls, sequences: Sequences, *, until: int | None = None) -> Orders:
        """Return all orders that were ever placed; ``voided_position`` tells those that count no more."""
        at = remembered(sequences, "deeds", sequences.left_out, lambda: _told(sequences))
        if until is not None:
            at = at[sequences.times[at] <= until]
        # Touchpoints up to a moment are nested, so their count says which they are.
        asked = len(at), sequences.left_out
        orders = remembered(sequences, "orders", asked, lambda: _settled(sequences, at))
        if not sequences.hidden.any():
            return orders
        seen = ~sequences.hidden
        return orders.where(seen[orders.profile], seen[orders.loose_profile])

    def counting(self) -> Orders:
        """Return only the orders that count."""
        return self.where(self.number > 0, np.ones(len(self.loose_profile), dtype=np.bool_))

    def __len__(self) -> int:
        return len(self.profile)

    def revenue_by_profile(self, profiles: int) -> Ints:
        """Return what each profile brought: its orders that count, less refunds that name none."""
        counted = np.where(self.number > 0, self.revenue, 0)
        brought = np.zeros(profiles, dtype=np.int64)
        np.add.at(brought, self.profile, counted)
        np.subtract.at(brought, self.loose_profile, self.loose_refund)
        return brought

    def where(self, keep: Flags, loose: Flags) -> Orders:
        """Return some of the orders, and some of the refunds that name none."""
        arrays = {
            field.name: getattr(self, field.name)[loose if field.name.startswith("loose_") else keep]
            for field in fields(self)
        }
        return Orders(**arrays)


def _told(sequences: Sequences) -> Ints:
    """Return the touchpoints that tell of orders."""
    at = positions(sequences, deeds(sequences) > 0)
    return at[~left_out(sequences, at)]


def _settled(sequences: Sequences, at: Ints) -> Orders:
    rows = read(sequences, at)
    told = settle(rows)
    return Orders(
        profile=told.owner,
        position=told.placed,
        time=sequences.times[told.placed],
        number=_numbers(told),
        revenue=told.revenue,
        priced=told.priced,
        delivered=_times(sequences, told.delivered),
        promised=told.promised,
        delivered_position=told.delivered,
        voided_position=told.voided,
        loose_profile=told.loose_owner,
        loose_refund=told.loose_refund,
    )


def _times(sequences: Sequences, at: Ints) -> Ints:
    return np.where(at == NEVER, NEVER, sequences.times[np.where(at == NEVER, 0, at)])


def _numbers(told: Settled) -> npt.NDArray[np.int64]:
    counts = told.voided == NEVER
    running = np.cumsum(counts)
    first = np.searchsorted(told.owner, told.owner, side="left")
    before = np.where(first > 0, running[first - 1], 0)
    return np.where(counts, running - before, 0)
