"""What a story cost: the shop beside its twin, the same shop without it, person by person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.diary import Diary
from parcours.demo.simulate.state import NEVER
from parcours.touchpoints import DAY


@dataclass(frozen=True)
class Gap:
    """How much more the twin has; revenue in minor units."""

    orders: int
    revenue: int
    customers: int


def gap(shop: Diary, twin: Diary) -> Gap:
    """Return what is missing for a story, whatever came of it later."""
    here, there = _counting(shop), _counting(twin)
    customers = (len(np.unique(each.orders.person[which])) for each, which in ((twin, there), (shop, here)))
    return Gap(
        len(there) - len(here),
        int(_kept(twin, there).sum() - _kept(shop, here).sum()),
        next(customers) - next(customers),
    )


def at_the_spot(visits: Ints, twin: Diary) -> Gap:
    """Return what visits that a story ended would have bought, had they gone on."""
    there = _counting(twin)
    there = there[np.isin(twin.orders.visit[there], visits)]
    customers = len(np.unique(twin.orders.person[there]))
    return Gap(len(there), int(_kept(twin, there).sum()), customers)


@dataclass(frozen=True)
class Returns:
    """Of customers who waited for a first time, how many ordered again within some days, with and without.

    ``waited`` are the customers; ``all_waited`` all orders that were late, first time or not.
    """

    days: int
    waited: int
    all_waited: int
    again: int
    again_in_twin: int
    revenue: int
    revenue_in_twin: int


def returns(shop: Diary, twin: Diary, days: int) -> Returns:
    """Follow everybody whose first late order is the same in both worlds but for the delay.

    What happens before it is the same in both, so what differs after it is owed to the delay.
    """
    late = np.flatnonzero(_late(shop) & (shop.orders.promised + days * DAY <= shop.end))
    first = late[np.lexsort((shop.orders.moment[late], shop.orders.person[late]))]
    first = first[np.unique(shop.orders.person[first], return_index=True)[1]]
    first = first[np.isin(shop.orders.order[first], twin.orders.order[~_late(twin)])]
    person, due = shop.orders.person[first], shop.orders.promised[first]
    here, there = (_again(each, person, due, days) for each in (shop, twin))
    return Returns(days, len(first), len(late), here[0], there[0], here[1], there[1])


def _late(diary: Diary) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    orders = diary.orders
    return (orders.delivered > orders.promised) & (orders.cancelled == NEVER) & (orders.promised < diary.end)


def _again(diary: Diary, person: Ints, due: Ints, days: int) -> tuple[int, int]:
    """Return how many of some people ordered within some days after a moment of theirs, and for how much."""
    which = _counting(diary)
    which = which[np.isin(diary.orders.person[which], person)]
    at = np.searchsorted(person, diary.orders.person[which])
    after = diary.orders.moment[which] - due[at]
    inside = (after > 0) & (after <= days * DAY)
    return len(np.unique(at[inside])), int(_kept(diary, which[inside]).sum())


def _counting(diary: Diary) -> Ints:
    orders = diary.orders
    return np.flatnonzero((orders.cancelled == NEVER) & (orders.refund < orders.goods))


def _kept(diary: Diary, which: Ints) -> Ints:
    kept: Ints = diary.orders.goods[which] - diary.orders.refund[which]
    return kept
