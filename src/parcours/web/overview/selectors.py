"""The questions of the overview, answered by the analyses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
    if not len(position):
        return []
    items = part.rows(position, "items")["items"].combine_chunks()
    lines = pc.list_flatten(items)
    sold = pa.table(
        {
            "order": pc.list_parent_indices(items),
            "product": pc.struct_field(lines, "product_id"),
            "pieces": pc.fill_null(pc.struct_field(lines, "quantity").cast(pa.float64()), 1.0),
        }
    ).filter(pc.is_valid(pc.struct_field(lines, "product_id")))
    found = sold.group_by("product").aggregate([("order", "count_distinct"), ("pieces", "sum")])
    names, counts, amounts = (
        found[name].to_pylist() for name in ("product", "order_count_distinct", "pieces_sum")
    )
    return list(zip(names, counts, map(round, amounts), strict=True))


def _largest(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
