"""Orders, revenue and customers, in all and by month, and who came back after a first order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.truth.purchases import Purchases
from parcours.touchpoints import DAY, day_number

DAYS = (30, 60, 90, 180, 365)


@dataclass(frozen=True)
class Cohort:
    """Customers of one month of first order; ``active[k]`` ordered in the k-th month after it."""

    month: str
    customers: int
    active: tuple[int, ...]


def totals(bought: Purchases) -> dict[str, int]:
    """Count the orders that count; revenue in minor units."""
    return {
        "orders": len(bought),
        "revenue": int(bought.revenue.sum()),
        "customers": len(np.unique(bought.profile)),
        "repeat_customers": int((bought.number == 2).sum()),
    }


def by_month(bought: Purchases, zone: ZoneInfo) -> dict[str, dict[str, int]]:
    """Count them month by month of the shop's calendar; a repeat customer has ordered before."""
    month = months(bought.moment, zone)
    found = {}
    for one in np.unique(month).tolist():
        those = bought.where(month == one)
        later = len(np.unique(those.profile[those.number > 1]))
        found[name_of(one)] = {**totals(those), "repeat_customers": later}
    return found


def cohorts(bought: Purchases, zone: ZoneInfo, end: int) -> tuple[Cohort, ...]:
    """Follow the customers of each month of first order until the last month before the end."""
    month = months(bought.moment, zone)
    first = dict(zip(bought.profile[bought.number == 1].tolist(), month[bought.number == 1], strict=True))
    begun = np.array([first[profile] for profile in bought.profile.tolist()], np.int64)
    last = int(months(np.array([end - 1]), zone)[0])
    seen = np.unique(np.column_stack([begun, month - begun, bought.profile]), axis=0)
    found = []
    for one in np.unique(begun).tolist():
        active = np.bincount(seen[seen[:, 0] == one, 1], minlength=last - one + 1)
        found.append(Cohort(name_of(one), int(active[0]), tuple(active.tolist())))
    return tuple(found)


def not_again(bought: Purchases, end: int) -> dict[str, dict[str, int]]:
    """Count who did not order again within some days of a first order that long before the end."""
    first = np.flatnonzero(bought.number == 1)
    following = np.minimum(first + 1, len(bought) - 1)
    again = (following > first) & (bought.profile[following] == bought.profile[first])
    wait = np.where(again, bought.moment[following] - bought.moment[first], np.iinfo(np.int64).max)
    found = {}
    for days in DAYS:
        long_ago = bought.moment[first] + days * DAY <= end
        gone = long_ago & (wait > days * DAY)
        found[str(days)] = {"customers": int(long_ago.sum()), "gone": int(gone.sum())}
    return found


def months(moment: Ints, zone: ZoneInfo) -> Ints:
    """Return the shop's months, counted from January 1970."""
    days = day_number(moment, zone).astype("datetime64[D]")
    numbers: Ints = days.astype("datetime64[M]").astype(np.int64)
    return numbers


def name_of(month: int) -> str:
    """Return a month as text.

    >>> name_of(1)
    '1970-02'
    """
    return str(np.datetime64(month, "M"))


def document(bought: Purchases, zone: ZoneInfo) -> dict[str, Any]:
    """Return what ``orders.json`` holds."""
    return {**totals(bought), "by_month": by_month(bought, zone)}
