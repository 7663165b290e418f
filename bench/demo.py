"""The demo shop: touchpoints a second generated, then everything `parcours demo` does with 100,000 people.

python -m bench demo
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from bench.table import Row

from parcours.collect.importing import import_file
from parcours.demo.generate import generate, record
from parcours.demo.home import SETTINGS
from parcours.demo.simulate.run import Scenario
from parcours.shop import Shop

T = TypeVar("T")
END, MONTHS = date(2026, 11, 1), 24
NOW = 1_800_000_000_000_000
PER_PROFILE = 104
"""About how many touchpoints one of the people has."""


def cases(size: int) -> Iterator[Row]:
    """Measure once, with half as many touchpoints as the other benchmarks have."""
    profiles = size // 2 // PER_PROFILE
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        place = Path(folder)
        generate(place / "small", end=END, profiles=200, months=2)  # loads the compiled code
        recording, made = _timed(lambda: record(place / "log.parquet", Scenario(profiles, MONTHS, 1, END)))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        generating, made = _timed(lambda: generate(place / "data", end=END, profiles=profiles, months=MONTHS))
        shop = Shop.create(place / "shop", SETTINGS)
        importing, _ = _timed(lambda: import_file(shop, made.touchpoints, clock=lambda: NOW))
    what = f"demo shop of {profiles:,} people over {MONTHS} months, {made.rows:,} touchpoints"
    yield Row(f"{what}: simulated and written", made.rows / recording, "touchpoints/s", "200,000")
    yield Row("the same: most memory", memory, "GB", "3")
    yield Row(
        "the same, with its truth and the import", generating + importing, "s", "120 for 100,000 people"
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done
