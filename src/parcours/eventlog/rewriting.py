"""Rewriting data files: many small ones into few, or without some profiles' rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from parcours.eventlog.parquet import ROW_GROUP, write_files
from parcours.eventlog.place import Place, storing
from parcours.eventlog.reading import Wanted, read_batches
from parcours.eventlog.snapshot import DataFile
from parcours.touchpoints.schema import SCHEMA

FILE_SIZE = 128 << 20
_SMALL = FILE_SIZE // 2


def small_groups(files: Iterable[DataFile]) -> list[list[DataFile]]:
    """Group the small files, in order, into those that make one file of full size."""
    groups: list[list[DataFile]] = [[]]
    for file in files:
        if file.size < _SMALL:
            groups[-1].append(file)
            if sum(each.size for each in groups[-1]) >= FILE_SIZE:
                groups.append([])
    return [group for group in groups if len(group) > 1]


def rewrite(
    place: Place, files: Sequence[DataFile], number: int, *, without: npt.NDArray[np.int64] | None = None
) -> list[DataFile]:
    """Write the rows of some files anew, in order, leaving out those of some profiles."""
    with storing("read touchpoints"):
        schema = _common_schema(place, files)
    batches = read_batches(place, files, schema, schema.names, Wanted(without=without))
    return write_files(place, number, schema, _row_groups(batches), FILE_SIZE)


def rows_of(place: Place, file: DataFile, profiles: npt.NDArray[np.int64]) -> int:
    """Count the rows of some (sorted) profiles in a file."""
    return sum(
        len(batch) for batch in read_batches(place, [file], SCHEMA, ["profile_id"], Wanted(profiles=profiles))
    )


def _common_schema(place: Place, files: Sequence[DataFile]) -> pa.Schema:
    """Return the columns that any of the files has, other tools' columns behind ours."""
    found = {
        field.name: field for file in files for field in pq.read_schema(file.path, filesystem=place.files)
    }
    ours = [field for field in SCHEMA if field.name in found]
    return pa.schema([*ours, *(field for name, field in found.items() if name not in SCHEMA.names)])


def _row_groups(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(len(each) for each in waiting) >= ROW_GROUP:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)
