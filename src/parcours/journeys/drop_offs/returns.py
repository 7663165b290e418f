"""Customers who did not order again: the drop-off from one order to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.drop_offs.analysis import DropOffs
from parcours.journeys.drop_offs.matching import LEAST
from parcours.journeys.drop_offs.result import DropOffsResult, result_of
from parcours.journeys.drop_offs.told import Told, followers, traits_at
from parcours.journeys.drop_offs.worth import Worths, worths
from parcours.journeys.funnel import Step
from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.result import Definition
from parcours.journeys.sequences import Flags, Ints, Sequences
from parcours.journeys.stages.survival import kaplan_meier
from parcours.journeys.stages.template import Template
from parcours.touchpoints import DAY, format_duration

COME_BACK = 0.8
"""The share of those who come back that the window waits for."""

NUMBERS = (1, 2)
"""The orders after which another one is awaited."""

ORDINALS = ("", "1st order", "2nd order", "3rd order")

_ORDER = "Order Completed"


@dataclass(frozen=True, eq=False)
class Bought:
    """The orders of a piece that count, one array element an order, sorted by (profile, time).

    ``owner`` is the place of the order's profile in ``profiles``; ``traits``, ``payment`` and what
    ``values`` mean are as in `Told`, at the order itself; ``following`` is known of the first orders.
    """

    profiles: Ints
    owner: Ints
    number: Ints
    time: Ints
    worth: Worths
    traits: Ints
    payment: Ints
    following: Ints
    values: tuple[npt.NDArray[Any], ...]
    names: tuple[str, ...]

    def joined(self, other: Bought) -> Bought:
        """Put the orders of two disjoint sets of profiles in one row."""
        rows = ("profiles", "number", "time", "worth", "traits", "payment", "following")
        return Bought(
            **{name: np.concatenate([getattr(self, name), getattr(other, name)], axis=-1) for name in rows},
            owner=np.concatenate([self.owner, other.owner + len(self.profiles)]),
            values=tuple(max(both, key=len) for both in zip(self.values, other.values, strict=True)),
            names=self.names,
        )

    def waits(self, as_of: int) -> tuple[Ints, Flags]:
        """Return how long after each order its profile's next one came, or has not come."""
        return waits(self.owner, self.time, as_of)


def waits(owner: Ints, time: Ints, as_of: int) -> tuple[Ints, Flags]:
    """Return the same of orders sorted by (owner, time)."""
    happened = np.append(np.diff(owner) == 0, np.zeros(1, np.bool_))[: len(time)]
    following = np.append(time[1:], as_of)[: len(time)]
    return np.where(happened, following, as_of) - time, happened


@dataclass(frozen=True)
class Returns:
    """Who did not order again after the first order, and after the second.

    The window of each is the time by which four in five of those who come back have come back, by the
    Kaplan-Meier curve of the time to the next order, as far as it rests on `LEAST` customers, in whole
    days; with too few customers a fixed length. Orders that name nobody, such as guests' of an export,
    are left out: who placed them cannot be seen coming back.

    Parameters
    ----------
    as_of
        The moment of judgement, microseconds since 1970 UTC.
    currency
        Of the orders' revenue.
    fewest_buyers
        How many customers a curve takes.
    fixed
        The window of fewer, microseconds.
    """

    as_of: int
    currency: str
    fewest_buyers: int
    fixed: int

    @classmethod
    def usual(cls, as_of: int, currency: str, template: Template | None) -> Returns:
        """Return the question by the limits of a template of stages; None is the one that ships."""
        flags = Template.load(template).flags
        return cls(as_of, currency, flags.fewest_buyers, flags.fixed[1])

    def partial(self, sequences: Sequences) -> Bought:
        """Read the orders of some profiles."""
        orders = followed(sequences, Orders.of(sequences, until=self.as_of))
        profiles, owner = np.unique(orders.profile, return_inverse=True)
        traits, values = traits_at(sequences, orders.position)
        payment = optional(sequences, "payment_method")
        asked = orders.number <= max(NUMBERS)
        following = np.full(len(orders), -1)
        following[asked] = followers(sequences, orders.profile[asked], orders.time[asked])
        return Bought(
            profiles=sequences.profiles[profiles],
            owner=owner,
            number=orders.number,
            time=orders.time,
            worth=worths(sequences, orders, margin=None, costs=None),
            traits=traits,
            payment=payment.codes[orders.position].astype(np.int64),
            following=following,
            values=(*values, payment.values),
            names=sequences.names,
        )

    def merge(self, one: Bought, other: Bought) -> Bought:
        """Put the orders of two disjoint sets of profiles in one row."""
        return one.joined(other)

    def result(self, state: Bought) -> tuple[DropOffsResult, ...]:
        """Return one answer an order number, as far as enough customers came back to tell."""
        found = [self._after(state, number) for number in NUMBERS]
        return (found[0], *(more for more in found[1:] if more.drops[0].completers >= LEAST))

    def _after(self, bought: Bought, number: int) -> DropOffsResult:
        waited, happened = bought.waits(self.as_of)
        those = bought.number == number
        window = self.window(waited[those], happened[those])
        first = int(bought.time[those].min(initial=self.as_of))
        params = DropOffs(
            steps=(Step(_ORDER, name=ORDINALS[number]), Step(_ORDER, name=ORDINALS[number + 1])),
            as_of=self.as_of,
            within=timedelta(microseconds=window),
            recovery=timedelta(microseconds=max(self.as_of - first, window)),
            currency=self.currency,
        )
        found = result_of(params, _told(bought, params, np.flatnonzero(those), happened & (waited <= window)))
        return replace(found, definition=_definition(params))

    def window(self, waited: Ints, happened: Flags) -> int:
        """Return how long the next order is awaited, by how long it has taken; microseconds."""
        if len(waited) < self.fewest_buyers:
            return self.fixed
        end = np.sort(waited)[-LEAST]
        curve = kaplan_meier(np.minimum(waited, end), happened & (waited <= end))
        back = 1 - curve.shares
        if not len(back):
            return self.fixed
        found = int(curve.times[np.searchsorted(back, COME_BACK * back[-1])])
        return (found // DAY + 1) * DAY


def followed(sequences: Sequences, orders: Orders) -> Orders:
    """Return the orders of somebody who would be known again: a guest's order may name nobody."""
    columns = [optional(sequences, name) for name in ("user_id", "anonymous_id")]
    if all(column.is_missing for column in columns):
        return orders
    named = np.any([column.codes[orders.position] != 0 for column in columns], axis=0)
    return orders.where(named, np.ones(len(orders.loose_profile), np.bool_))


def _told(bought: Bought, params: DropOffs, orders: Ints, came_back: Flags) -> Told:
    """Return the chains from those orders to the next ones, judged alike."""
    old = bought.time[orders] + params.window <= params.as_of
    at, chains = orders[old], np.count_nonzero(old)
    chain = np.full(len(bought.profiles), -1)
    chain[bought.owner[at]] = np.arange(chains)
    later = _later(bought, at, chain)
    in_time = bought.time[later] - bought.time[at][chain[bought.owner[later]]] <= params.window

    def worth(those: Ints) -> Worths:
        return np.bincount(chain[bought.owner[those]], bought.worth[those], minlength=chains).astype(
            np.float64
        )

    return Told(
        profiles=bought.profiles[bought.owner[at]],
        levels=(came_back[at] + 1).astype(np.uint8),
        traits=bought.traits[:, at],
        payments=bought.payment[None, at],
        values=bought.values,
        brought=worth(later[in_time])[None],
        later=worth(later),
        following=bought.following[at],
        names=bought.names,
        still_open=np.array([0, len(orders) - chains, 0]),
    )


def _later(bought: Bought, at: Ints, chain: Ints) -> Ints:
    """Return the orders after those of the chains."""
    mine = chain[bought.owner]
    number = np.append(bought.number[at], np.iinfo(np.int64).max)  # the last stands for no chain: -1
    return np.flatnonzero(bought.number > number[mine])


def _definition(params: DropOffs) -> Definition:
    return Definition(
        what=f"Who did not order again after the {params.steps[0].name}, and the revenue at risk there.",
        formula=(
            f"Customers lost x what customers like them who ordered again within "
            f"{format_duration(params.window)} brought in that time after the {params.steps[0].name}, less "
            "all that the same customers brought since. By that time four in five of those who come back "
            "have come back (Kaplan-Meier), or it is a fixed length where customers are few."
        ),
        exactness="estimated",
        source="Kaplan and Meier, JASA 53, 1958.",
    )
