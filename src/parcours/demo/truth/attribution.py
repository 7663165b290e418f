"""Which channel an order is owed to: the last, the first, or all that brought the customer lately.

A direct visit counts only where the customer came by no other way in the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.truth.purchases import Purchases
from parcours.demo.truth.touches import Touches, latest_before
from parcours.touchpoints import DAY

WINDOW = 30 * DAY
DIRECT = "direct"


@dataclass(frozen=True)
class Credit:
    """What one channel is owed; revenue in minor units."""

    orders: float
    revenue: float


def attribution(
    bought: Purchases, visits: Touches, channel: Ints, names: Sequence[str]
) -> dict[str, dict[str, Credit]]:
    """Share the orders out among channels, by the last and the first known touch and evenly among all.

    ``channel`` is the place in ``names`` by which each visit came.
    """
    order, touch = _pairs(bought, visits)
    by = channel[touch]
    counts = _known_before_unknown(order, by != names.index(DIRECT))
    order, by = order[counts], by[counts]
    starts = np.append(True, order[1:] != order[:-1])[: len(order)]
    ends = np.append(starts[1:], True)[: len(order)]
    even = 1 / np.bincount(order, minlength=len(bought))[order]
    shares = {"last_non_direct": ends.astype(float), "first": starts.astype(float), "linear": even}
    return {model: _credits(bought, order, by, share, names) for model, share in shares.items()}


def _pairs(bought: Purchases, visits: Touches) -> tuple[Ints, Ints]:
    """Return each order with each visit of its profile in the window, in the order of time."""
    by = np.lexsort((visits.visit, visits.moment, visits.profile))
    ordered = visits.where(by)
    last = latest_before(ordered, _at(bought, 0))
    old = latest_before(ordered, _at(bought, -WINDOW - 1))
    first = np.where(old >= 0, old + 1, np.searchsorted(ordered.profile, bought.profile, side="left"))
    length = np.where(last >= 0, last - first + 1, 0)
    order = np.repeat(np.arange(len(bought)), length)
    within = np.arange(len(order)) - np.repeat(np.cumsum(length) - length, length)
    return order, by[np.repeat(first, length) + within]


def _at(bought: Purchases, shift: int) -> Touches:
    return Touches(bought.profile, bought.moment + shift, bought.order, bought.order)


def _known_before_unknown(order: Ints, known: Flags) -> Flags:
    some = np.bincount(order, weights=known, minlength=order.max(initial=-1) + 1)[order] > 0
    counts: Flags = known | ~some
    return counts


def _credits(
    bought: Purchases, order: Ints, by: Ints, share: Floats, names: Sequence[str]
) -> dict[str, Credit]:
    orders = np.bincount(by, weights=share, minlength=len(names))
    revenue = np.bincount(by, weights=share * bought.revenue[order], minlength=len(names))
    return {
        name: Credit(round(float(orders[place]), 4), round(float(revenue[place]), 2))
        for place, name in enumerate(names)
        if orders[place]
    }
