"""The other analyses over the same touchpoints, and how time grows with their number."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bench.data import journeys
from bench.funnel import STEPS
from bench.table import Row, seconds

from parcours.journeys import Journeys

GROWTH = (5_000_000, 20_000_000, 50_000_000, 100_000_000)


def cases(size: int) -> Iterator[Row]:
    """Measure each analysis over the whole shop."""
    shop = journeys(size)
    works: dict[str, Callable[[], object]] = {
        "stages of all profiles": shop.stages,
        "frictions and what became of the journeys": shop.frictions,
        "purchase journeys in seven steps": shop.purchase_journeys,
        "directly-follows graph with medians": shop.transitions,
        "drop-offs with revenue at risk": shop.drop_offs,
    }
    for name, work in works.items():
        yield Row(f"{name}, {size:,} touchpoints", seconds(work), "s", "under 1")
        yield Row("  of all processors", processor_seconds(work), "s")


def processor_seconds(work: Callable[[], object]) -> float:
    """Return what a run takes of all processors together: what else the machine does counts little."""
    began = time.process_time()
    work()
    return time.process_time() - began


def growth(_: int) -> Iterator[Row]:
    """Measure the funnel over 5 to 100 million touchpoints: needs 4 GB of memory."""
    for size in GROWTH:
        yield _funnel(journeys(size), size)


def _funnel(shop: Journeys, size: int) -> Row:
    taken = seconds(lambda: shop.funnel(STEPS, within="7d").counts)
    return Row(f"funnel of 4 steps, {size:,} touchpoints", taken / size * 1e9, "ns a touchpoint", "the same")
