"""Reading the log for the index."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from parcours.errors import StorageError
from parcours.eventlog import EventLog, Snapshot
from parcours.journeys.index.build import Events, Rows
from parcours.journeys.index.vocabulary import Vocabulary
from parcours.journeys.sequences import Ints
from parcours.touchpoints.schema import SCHEMA

_CORE = ("profile_id", "timestamp", "event", "origin")


def core_rows(log: EventLog, snapshot: Snapshot, words: Vocabulary) -> Iterator[tuple[Ints, Ints, Events]]:
    """Yield leaf, time and event code of each row, in the order of the log."""
    found = 0
    for batch in log.read(_CORE, snapshot=snapshot):
        leaf, time, event, origin = batch.columns
        found += len(batch)
        yield leaf.to_numpy(), time.cast(pa.int64()).to_numpy(), words.encode(event, origin)
    _demand_all(found, snapshot)


def whole_column(log: EventLog, snapshot: Snapshot, name: str) -> pa.ChunkedArray:
    """Return a column of all rows, in the order of the log."""
    batches = [batch.column(0) for batch in log.read([name], snapshot=snapshot)]
    column = pa.chunked_array(batches, SCHEMA.field(name).type)
    _demand_all(len(column), snapshot)
    return column


def fetch(log: EventLog, snapshot: Snapshot, rows: Rows, names: tuple[str, ...]) -> pa.Table:
    """Return columns of a few rows, in the order asked for."""
    first = np.cumsum([0, *(file.rows for file in snapshot.files)])
    order = np.argsort(rows, kind="stable")
    ordered = rows[order].astype(np.int64)
    found: list[pa.RecordBatch] = []
    for number in np.unique(np.searchsorted(first, ordered, side="right") - 1).tolist():
        inside = ordered[slice(*np.searchsorted(ordered, first[number : number + 2]))]
        batches = log.read(names, snapshot=snapshot.only([snapshot.files[number]]))
        found.extend(_taken(batches, inside - first[number]))
    schema = pa.schema([SCHEMA.field(name) for name in names])
    return pa.Table.from_batches(found, schema).take(pa.array(np.argsort(order)))


def _taken(batches: Iterator[pa.RecordBatch], rows: Ints) -> Iterator[pa.RecordBatch]:
    start = 0
    for batch in batches:
        inside = rows[slice(*np.searchsorted(rows, (start, start + len(batch))))]
        if len(inside):
            yield batch.take(pa.array(inside - start))
        start += len(batch)


def _demand_all(found: int, snapshot: Snapshot) -> None:
    if found != snapshot.rows:
        raise StorageError(
            f"The log's files hold {found} touchpoints where {snapshot.rows} were written.",
            expected="Files never change once written.",
            advice="Run `parcours doctor`.",
        )
