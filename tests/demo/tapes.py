"""Small recordings of a shop, to be released as time passes."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parcours.touchpoints import DAY, INSTANT

START = 1_767_225_600_000_000  # 2026-01-01
LENGTH = 2 * DAY


def record(path: Path, rows: int = 2_000) -> Path:
    """Write touchpoints of two days, evenly spread: visitors who log in halfway, and order."""
    at = range(rows)
    events = ["Order Completed" if i % 50 == 49 else "Product Viewed" for i in at]
    table = pa.table(
        {
            "message_id": [f"tape-{i:06}" for i in at],
            "anonymous_id": [f"a{i % 37}" for i in at],
            "user_id": [f"u{i % 37}" if i > rows / 2 else None for i in at],
            "event": events,
            "timestamp": pa.array([START + LENGTH * i // rows for i in at], INSTANT),
            "order_id": [f"o{i}" if i % 50 == 49 else None for i in at],
            "revenue": [20.0 if i % 50 == 49 else None for i in at],
            "total": [24.0 if i % 50 == 49 else None for i in at],
            "currency": ["EUR" if i % 50 == 49 else None for i in at],
        }
    )
    pq.write_table(table, path, row_group_size=500)
    return path
