"""What a story cost: the shop beside its twin, the same shop without it, person by person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.diary import Diary
from parcours.demo.simulate.state import NEVER
from parcours.demo.truth.touches import Touches, latest_before
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
    """After how many late orders the customer ordered again within some days, here and in the twin.

    ``revenue`` is that of all orders in these days, minor units. Customers of the same orders are followed
    in both worlds over the same days; what happened before the first delay is the same in both.
    """

    days: int
    late: int
    again: int
    again_in_twin: int
    revenue: int
    revenue_in_twin: int


def returns(shop: Diary, twin: Diary, days: int) -> Returns:
    """Follow the customers of all late orders whose days are over."""
    orders, kept = shop.orders, _counting(shop)
    kept = kept[orders.promised[kept] + days * DAY <= shop.end]
    late = kept[orders.delivered[kept] > orders.promised[kept]]
    due = np.maximum(orders.promised[late], orders.moment[late])
    here, there = (_after(each, orders.person[late], due, days * DAY) for each in (shop, twin))
    return Returns(days, len(late), here[0], there[0], here[1], there[1])


def _after(diary: Diary, person: Ints, moment: Ints, within: int) -> tuple[int, int]:
    """Return after how many moments an order of theirs followed in time, and the revenue of all that did."""
    which = _counting(diary)
    which = which[np.lexsort((diary.orders.moment[which], diary.orders.person[which]))]
    placed = _touches(diary.orders.person[which], diary.orders.moment[which])
    running = np.concatenate([[0], np.cumsum(_kept(diary, which))])

    def orders_until(moments: Ints) -> Ints:
        last = latest_before(placed, _touches(person, moments))
        return np.where(last >= 0, last + 1, np.searchsorted(placed.profile, person))

    before, after = orders_until(moment), orders_until(moment + within)
    return int((after > before).sum()), int((running[after] - running[before]).sum())


def _touches(person: Ints, moment: Ints) -> Touches:
    return Touches(person, moment, moment, moment)


def _counting(diary: Diary) -> Ints:
    orders = diary.orders
    return np.flatnonzero((orders.cancelled == NEVER) & (orders.refund < orders.goods))


def _kept(diary: Diary, which: Ints) -> Ints:
    kept: Ints = diary.orders.goods[which] - diary.orders.refund[which]
    return kept
