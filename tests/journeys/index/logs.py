"""Logs and what an index of them must hold, by a plain sort."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from parcours.eventlog import EventLog
from parcours.journeys import Sequences
from parcours.journeys.index import Roots
from parcours.touchpoints.schema import SCHEMA

SECRET = b"0123456789abcdef"
Row = dict[str, Any]
REQUIRED = {"source": "test", "type": "track", "origin": "customer", "trust": "server", "received_at": 0}


def make_log(folder: Path) -> EventLog:
    """Return an empty log."""
    return EventLog.create(folder / "log", secret=SECRET)


def append(log: EventLog, rows: Iterable[Row]) -> None:
    """Append a batch; rows need profile_id, timestamp (microseconds) and event."""
    version = log.last("test") + 1
    full = [REQUIRED | {"message_id": f"{version}-{i}"} | row for i, row in enumerate(rows)]
    columns = {field.name: pa.array([row.get(field.name) for row in full], field.type) for field in SCHEMA}
    log.append(pa.table(columns, SCHEMA), app="test", version=version)


def sorted_rows(rows: Iterable[Row], roots: dict[int, int]) -> list[tuple[Any, ...]]:
    """Return (root, time, event, system, channel) of rows given in the log's order, sorted stably."""
    told = [
        (
            roots.get(row["profile_id"], row["profile_id"]),
            row["timestamp"],
            row["event"],
            row.get("origin") == "system",
            row.get("channel"),
        )
        for row in rows
    ]
    return sorted(told, key=lambda row: row[:2])


def indexed_rows(parts: Iterable[Sequences]) -> list[tuple[Any, ...]]:
    """Return the same of an index, the profiles of all parts in order."""
    found = [rows for part in parts for rows in _profiles(part)]
    return [row for rows in sorted(found, key=lambda rows: rows[0][0]) for row in rows]


def _profiles(part: Sequences) -> Iterable[list[tuple[Any, ...]]]:
    channels = part.column("channel").at(np.arange(len(part.times)))
    names = np.array(part.names, object)[part.events]
    rows = list(zip(part.times.tolist(), names, part.system[part.events].tolist(), channels, strict=True))
    for place in np.flatnonzero(~part.hidden):
        own = rows[part.offsets[place] : part.offsets[place + 1]]
        yield [(int(part.profiles[place]), *row) for row in own]


def roots_of(merges: dict[int, int]) -> Roots:
    """Return the leaf -> root map of a plain dictionary."""
    leaves = sorted(merges)
    return Roots(np.array(leaves, np.int64), np.array([merges[leaf] for leaf in leaves], np.int64))
