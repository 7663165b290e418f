"""The numbers of the overview, each with its n, its interval and how it is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from parcours.journeys.sequences import Ints
from parcours.journeys.trends import Estimate, TrendsResult
from parcours.journeys.trends.result import share
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Definition, Sparkline, Stat
from parcours.web.explore.numbers import Good, Kind, change, count, interval, written
from parcours.web.funnel.selectors import Counted

Value = TypeVar("Value")
_POINTS = 60


@dataclass(frozen=True)
class Days:
    """What some days told: the trends, and the carts and what became of them."""

    trends: TrendsResult
    carts: Counted

    @property
    def abandoned(self) -> Estimate:
        """The share of the profiles with a cart that did not order."""
        added, ordered = (passage.count for passage in self.carts.passages)
        return share(added - ordered, added)


Reader = Callable[[Days], Value]


def stats(now: Days, before: Days | None) -> Iterator[Stat]:
    """Yield the numbers, in the order in which a shop's day needs them."""
    trends, both = now.trends, (now, before)
    yield _count("profiles", both, lambda days: days.trends.profiles, trends.daily_profiles)
    yield _count("new_customers", both, lambda days: days.trends.new_customers, trends.daily_new)
    yield _count("orders", both, lambda days: days.trends.orders, trends.daily_orders)
    yield _revenue(trends, before.trends if before else None)
    yield _estimate("order_value", both, lambda days: days.trends.order_value, "money")
    yield _estimate("conversion", both, lambda days: days.trends.conversion, "share")
    yield _estimate("repeat", both, lambda days: days.trends.repeat, "share")
    yield _estimate("abandoned", both, lambda days: days.abandoned, "share", good="down")
    yield _estimate("voided", both, lambda days: days.trends.void_share, "share", good="down")


def _read(both: tuple[Days, Days | None], read: Reader[Value]) -> tuple[Value, Value | None]:
    now, before = both
    return read(now), read(before) if before else None


def _count(name: str, both: tuple[Days, Days | None], read: Reader[int], course: Ints) -> Stat:
    now, before = _read(both, read)
    return Stat(
        label=say(f"overview.{name}.title"),
        value=count(now),
        definition=Definition(say(f"overview.{name}.how")),
        change=change(now, before),
        line=_line(name, course),
    )


def _revenue(now: TrendsResult, before: TrendsResult | None) -> Stat:
    return Stat(
        label=say("overview.revenue.title"),
        value=formats.now().money(now.revenue),
        definition=Definition(say("overview.revenue.how")),
        n=say("overview.unpriced", count=now.unpriced, n=count(now.unpriced)) if now.unpriced else "",
        change=change(now.revenue, before.revenue if before else None),
        line=_line("revenue", now.daily_revenue),
    )


def _estimate(
    name: str, both: tuple[Days, Days | None], read: Reader[Estimate], kind: Kind, *, good: Good = "up"
) -> Stat:
    now, before = _read(both, read)
    return Stat(
        label=say(f"overview.{name}.title"),
        value=written(now.value, kind),
        definition=Definition(say(f"overview.{name}.how")),
        n=say("overview.n", n=count(now.n)),
        interval=interval(now, kind),
        change=change(now.value, before.value if before else None, good=good),
    )


def _line(name: str, course: Ints) -> Sparkline | None:
    """Draw the days; of many days, some together."""
    if len(course) < 2:
        return None
    pieces = np.array_split(course, min(len(course), _POINTS))
    means = [float(piece.mean()) for piece in pieces]
    return Sparkline(means, say("overview.course", name=say(f"overview.{name}.title")))
