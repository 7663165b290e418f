"""The questions of the overview, answered by the analyses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from parcours.journeys import Journeys
from parcours.journeys.orders import Orders
from parcours.journeys.sequences import Sequences
from parcours.journeys.trends import Trends, TrendsResult
from parcours.web.explore.selections import Selection

_MOST = 10


@dataclass(frozen=True)
class CountDays:
    """Who was seen and what was ordered, day by day."""

    first: date
    last: date
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> TrendsResult:
        """Count."""
        shop = journeys.zone.key, journeys.currency
        return journeys.engine.run(Trends(self.first, self.last, journeys.as_of, *shop), journeys.parts)


@dataclass(frozen=True)
class Counted:
    """Something that shoppers named: a search, a product, with how often."""

    name: str
    n: int
    pieces: int = 0


@dataclass(frozen=True)
class FindVainSearches:
    """The searches that found nothing, the most frequent first."""

    days: Selection
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> tuple[Counted, ...]:
        """Count them."""
        vain = self.days.of(journeys).where(event="Products Searched", search_results=0)
        counts: dict[str, int] = {}
        for part in vain.parts:
            column = part.column("search_query")
            for code, n in enumerate(np.bincount(column.codes, minlength=1)):
                if code and n:
                    counts[str(column.values[code])] = counts.get(str(column.values[code]), 0) + int(n)
        return tuple(Counted(name, n) for name, n in _largest(counts))


@dataclass(frozen=True)
class RankProducts:
    """The products in most orders: how many orders that count, and how many pieces."""

    days: Selection
    is_long: ClassVar[bool] = True

    def answer(self, journeys: Journeys) -> tuple[Counted, ...]:
        """Count them."""
        chosen = self.days.of(journeys)
        orders: dict[str, int] = {}
        pieces: dict[str, int] = {}
        for part in chosen.parts:
            for name, n, amount in _sold(part, journeys.as_of):
                orders[name] = orders.get(name, 0) + n
                pieces[name] = pieces.get(name, 0) + amount
        return tuple(Counted(name, n, pieces[name]) for name, n in _largest(orders))


def _sold(part: Sequences, as_of: int) -> list[tuple[str, int, int]]:
    position = np.sort(Orders.of(part, until=as_of).position)
    lines, order = part.lines().of(position)
    size = len(lines.names)
    once = np.unique(order * size + lines.product) % max(size, 1)
    counts = np.bincount(once, minlength=size)
    pieces = np.bincount(lines.product, lines.pieces, minlength=size)
    sold = np.flatnonzero(counts).tolist()
    return [(str(lines.names[code]), int(counts[code]), round(pieces[code])) for code in sold]


def _largest(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
