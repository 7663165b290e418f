"""Import of event rows, end to end into the Delta log: rows a second by kind of file.

python -m bench imports
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from bench.table import Row

from parcours.collect.importing import import_file
from parcours.shop import Shop

NEEDED = {"parquet": 300_000, "csv": 150_000}
BLOCK = 500_000
EVENTS = np.array(["page_view", "view_item", "add_to_cart", "begin_checkout", "purchase"])
START = 1_750_000_000_000_000
NOW = 1_795_000_000_000_000


def block(first: int, rows: int, dice: np.random.Generator) -> pa.Table:
    """Return artificial events in the order of time, five a second."""
    number = np.arange(first, first + rows)
    users = dice.zipf(1.3, rows) % 500_000
    return pa.table(
        {
            "timestamp": pa.array(START + number * 200_000, pa.timestamp("us", tz="UTC")),
            "user_id": pa.array(np.char.add("u", users.astype("U8"))),
            "session_id": pa.array(np.char.add("s", (number // 7).astype("U10"))),
            "event": pa.array(EVENTS[dice.choice(5, rows, p=[0.55, 0.3, 0.1, 0.035, 0.015])]),
            "product_id": pa.array(np.char.add("p", (dice.zipf(1.5, rows) % 20_000).astype("U6"))),
            "price": pa.array(dice.integers(100, 20_000, rows) / 100),
        }
    )


def write(path: Path, rows: int) -> Path:
    """Write the file, a block at a time."""
    dice = np.random.default_rng(1)
    schema = block(0, 1, dice).schema
    csv = path.suffix == ".csv"
    with pa.csv.CSVWriter(str(path), schema) if csv else pq.ParquetWriter(path, schema) as writer:
        for first in range(0, rows, BLOCK):
            writer.write_table(block(first, min(BLOCK, rows - first), dice))
    return path


def cases(size: int) -> Iterator[Row]:
    """Measure each kind once, with half as many rows: an import takes long enough to be told by one run."""
    rows = size // 2
    for kind, wanted in NEEDED.items():
        measure(kind, 10_000)  # loads the compiled code
        yield Row(f"import of {rows:,} event rows, {kind}", measure(kind, rows), "rows/s", f"{wanted:,}")


def measure(kind: str, rows: int) -> float:
    """Return rows a second of one import into a new shop."""
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        path = write(Path(folder) / f"events.{kind}", rows)
        shop = Shop.create(Path(folder) / "shop")
        began = time.perf_counter()
        report = import_file(shop, path, clock=lambda: NOW)
        taken = time.perf_counter() - began
        assert report.counts.accepted == rows, report
        return rows / taken
