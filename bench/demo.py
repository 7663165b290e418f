"""The demo shop: touchpoints a second generated, then everything `parcours demo` does with 100,000 people.

python -m bench demo
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.table import Row

from parcours.collect.importing import import_file
from parcours.demo.generate import Generated, generate
from parcours.demo.home import SETTINGS
from parcours.shop import Shop

END, MONTHS = date(2026, 11, 1), 24
NOW = 1_800_000_000_000_000
PER_PROFILE = 75
"""About how many touchpoints one of the people has."""


def cases(size: int) -> Iterator[Row]:
    """Measure once, with half as many touchpoints as the other benchmarks have."""
    profiles = size // 2 // PER_PROFILE
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        place = Path(folder)
        generate(place / "small", end=END, profiles=200, months=2)  # loads the compiled code
        began = time.perf_counter()
        made = generate(place / "data", end=END, profiles=profiles, months=MONTHS)
        generating = time.perf_counter() - began
        importing = _import(made, place / "shop")
    what = f"demo shop of {profiles:,} people, {made.rows:,} touchpoints"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    yield Row(f"{what}: generated, with its truth", made.rows / generating, "touchpoints/s", "200,000")
    yield Row(f"{what}: generated and imported", generating + importing, "s", "120 for 100,000 people")
    yield Row(f"{what}: most memory", memory, "GB", "2")


def _import(made: Generated, folder: Path) -> float:
    shop = Shop.create(folder, SETTINGS)
    began = time.perf_counter()
    import_file(shop, made.touchpoints, clock=lambda: NOW)
    return time.perf_counter() - began
