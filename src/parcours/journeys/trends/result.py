"""The answer of trends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from parcours.charts.table import Field, Table
from parcours.journeys.result import Definition, Result
from parcours.journeys.sequences import Flags, Ints
from parcours.journeys.trends.tally import Tally

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.trends.analysis import Trends

_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """A share or a mean of ``n``, with its 95 % interval; all None of nothing."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ChannelTrend:
    """What came by one channel: profiles seen with it, and orders of which it was the last one known."""

    name: str
    profiles: int
    orders: int
    revenue: int


@dataclass(frozen=True)
class TrendsResult(Result):
    """Who was seen and what was ordered in some days.

    Parameters
    ----------
    days
        The days, ISO 8601.
    daily_profiles, daily_orders, daily_revenue, daily_new
        By day: profiles seen, orders that count, what these brought, customers with their first order.
    profiles
        How many different profiles were seen.
    customers, new_customers, returning
        How many of them ordered; with their first order; with another than their first.
    orders, voided
        Orders that count, and those placed in these days that were cancelled or given back since.
    revenue
        Of the orders that count, in minor units; ``unpriced`` of these have no price and add nothing.
    conversion, order_value, repeat, void_share
        Customers among profiles seen; the mean of priced orders; returning among customers; voided
        among all orders placed.
    channels
        The most profiles first; the last one is without a channel, named by an empty text.
    """

    params: Trends
    days: tuple[str, ...]
    daily_profiles: Ints
    daily_orders: Ints
    daily_revenue: Ints
    daily_new: Ints
    profiles: int
    customers: int
    new_customers: int
    returning: int
    orders: int
    voided: int
    revenue: int
    unpriced: int
    conversion: Estimate
    order_value: Estimate
    repeat: Estimate
    void_share: Estimate
    channels: tuple[ChannelTrend, ...]

    def table(self) -> Table:
        """Return one row a day."""
        columns = (
            Field("day", "text", list(self.days)),
            Field("profiles", "count", self.daily_profiles.tolist()),
            Field("orders", "count", self.daily_orders.tolist()),
            Field("revenue", "money", self.daily_revenue.tolist()),
            Field("new_customers", "count", self.daily_new.tolist()),
        )
        return Table("Day by day", columns, self.params.currency)

    def by_channel(self) -> Table:
        """Return one row a channel."""
        columns = (
            Field("channel", "text", [channel.name or None for channel in self.channels]),
            Field("profiles", "count", [channel.profiles for channel in self.channels]),
            Field("orders", "count", [channel.orders for channel in self.channels]),
            Field("revenue", "money", [channel.revenue for channel in self.channels]),
        )
        return Table("By channel", columns, self.params.currency)

    def chart(self) -> Picture:
        """Draw the channels' profiles as bars."""
        from parcours.charts import bars

        return bars(self.by_channel(), value="profiles")


def result_of(params: Trends, tally: Tally) -> TrendsResult:
    """Count what the pieces told."""
    counts = tally.number > 0
    day = np.searchsorted(params.midnights, tally.time, side="right") - 1
    size = len(params.midnights) - 1
    buyers, again = np.unique(tally.profile[counts]), np.unique(tally.profile[tally.number > 1])
    new = int(np.count_nonzero(tally.number == 1))
    placed, orders = len(counts), int(np.count_nonzero(counts))
    # Someone may have ordered in a file of orders without ever having been seen.
    seen = max(tally.seen, len(buyers))
    return TrendsResult(
        params=params,
        definition=_DEFINITION,
        days=tuple((params.first + timedelta(days=at)).isoformat() for at in range(size)),
        daily_profiles=tally.by_day,
        daily_orders=np.bincount(day[counts], minlength=size),
        daily_revenue=_sums(day[counts], tally.revenue[counts], size),
        daily_new=np.bincount(day[tally.number == 1], minlength=size),
        profiles=tally.seen,
        customers=len(buyers),
        new_customers=new,
        returning=len(again),
        orders=orders,
        voided=placed - orders,
        revenue=int(tally.revenue[counts].sum()),
        unpriced=int(np.count_nonzero(counts & ~tally.priced)),
        conversion=share(len(buyers), seen),
        order_value=mean(tally.revenue[counts & tally.priced]),
        repeat=share(len(again), len(buyers)),
        void_share=share(placed - orders, placed),
        channels=_channels(tally, counts),
    )


def share(part: int, whole: int) -> Estimate:
    """Return a share with Wilson's interval.

    >>> estimate = share(1, 10)
    >>> round(estimate.low, 3), round(estimate.high, 3)
    (0.018, 0.404)
    """
    if not whole:
        return Estimate(0)
    p, z = part / whole, _NORMAL_95
    middle = (p + z**2 / (2 * whole)) / (1 + z**2 / whole)
    reach = z / (1 + z**2 / whole) * float(np.sqrt(p * (1 - p) / whole + z**2 / (4 * whole**2)))
    return Estimate(whole, p, max(middle - reach, 0.0), min(middle + reach, 1.0))


def mean(values: Ints) -> Estimate:
    """Return a mean with its normal interval; one value has none."""
    if len(values) < 2:
        return Estimate(len(values), float(values[0]) if len(values) else None)
    middle = float(values.mean())
    reach = _NORMAL_95 * float(values.std(ddof=1)) / float(np.sqrt(len(values)))
    return Estimate(len(values), middle, middle - reach, middle + reach)


def _channels(tally: Tally, counts: Flags) -> tuple[ChannelTrend, ...]:
    size = len(tally.channels)
    orders = np.bincount(tally.channel[counts], minlength=size)
    revenue = _sums(tally.channel[counts], tally.revenue[counts], size)
    ranked = sorted(range(size), key=lambda at: (not at, -tally.by_channel[at], at))
    return tuple(
        ChannelTrend(
            str(tally.channels[at]) if at else "",
            int(tally.by_channel[at]),
            int(orders[at]),
            int(revenue[at]),
        )
        for at in ranked
        if tally.by_channel[at] or orders[at]
    )


def _sums(groups: Ints, values: Ints, size: int) -> Ints:
    total = np.zeros(size, np.int64)
    np.add.at(total, groups, values)
    return total


_DEFINITION = Definition(
    what="Day by day: profiles seen, customers, orders and revenue, in the shop's own days.",
    formula=(
        "A profile is seen on a day when it does something itself. An order counts on the day it was "
        "placed, unless it was cancelled, given back in full or never paid; revenue is after discounts and "
        "refunds. A new customer places the first order. Conversion is the share of the profiles seen that "
        "ordered; repeat is the share of the period's customers with an order that is not their first. A "
        "channel's orders are those before which it was the last one known, within 30 days. Intervals of "
        "shares are Wilson's, those of means normal, 95 %."
    ),
    exactness="exact",
    source="E. B. Wilson, JASA 22, 1927",
)
