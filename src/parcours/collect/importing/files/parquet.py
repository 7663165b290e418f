"""Parquet: typed columns, nested ones made flat."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcours.collect.importing.batch import Batch, Ints, concat
from parcours.collect.importing.files.nested import flatten_arrow
from parcours.errors import InputError

ROWS = 200_000
_SAMPLE_GROUPS = 4
_SAMPLE = 5_000


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file; its size is that of its columns unpacked."""

    path: Path
    size: int
    kind: str = field(default="Parquet", init=False)

    def sample(self) -> Batch:
        """Return rows from the beginning of row groups all over the file."""
        with _open(self.path) as file:
            groups = file.num_row_groups
            chosen = sorted(set(np.linspace(0, groups - 1, min(groups, _SAMPLE_GROUPS)).astype(int).tolist()))
            batches = [next(file.iter_batches(_SAMPLE, row_groups=[group]), None) for group in chosen]
        rows = [_flat(batch, _numbers(0, len(batch)), 0) for batch in batches if batch is not None]
        return concat([batch.decoded() for batch in rows])

    def batches(self) -> Iterator[Batch]:
        """Return all rows."""
        with _open(self.path) as file:
            names, total = _coded(file), max(file.metadata.num_rows, 1)
        with _open(self.path, names) as file:
            rows = 0
            for batch in _even(file.iter_batches(ROWS)):
                start, rows = rows, rows + len(batch)
                yield _flat(batch, _numbers(start, rows), self.size * rows // total)


def open_parquet(path: Path) -> ParquetFile:
    """Check that a Parquet file can be read.

    Raises
    ------
    InputError
        It is damaged or has no rows.
    """
    with _open(path) as file:
        about = file.metadata
        if not about.num_rows:
            raise InputError(f"{path} has columns but no rows.", advice="Export it again.")
        unpacked = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
    return ParquetFile(path, unpacked)


def _open(path: Path, coded: Collection[str] = ()) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path, read_dictionary=list(coded))
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"{path} is a damaged Parquet file: {error}.", advice="Fetch the file again."
        ) from error


def _coded(file: pq.ParquetFile) -> list[str]:
    """Return the columns of text that the file keeps coded: read so, each text is looked at once."""
    about = file.metadata
    if not about.num_row_groups:
        return []
    group, texts = about.row_group(0), {f.name for f in file.schema_arrow if pa.types.is_string(f.type)}
    columns = (group.column(place) for place in range(group.num_columns))
    return [
        column.path_in_schema
        for column in columns
        if column.path_in_schema in texts and any("DICTIONARY" in each for each in column.encodings)
    ]


def _even(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield batches of `ROWS` rows: coded columns are read in pieces, each with codes of its own."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        while sum(len(each) for each in waiting) >= ROWS:
            whole = _joined(waiting)
            yield whole[:ROWS]
            waiting = [whole[ROWS:]] if len(whole) > ROWS else []
    if waiting:
        yield _joined(waiting)


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    return pa.Table.from_batches(batches).unify_dictionaries().combine_chunks().to_batches()[0]


def _numbers(start: int, stop: int) -> Ints:
    return np.arange(start + 1, stop + 1)


def _flat(batch: pa.RecordBatch, lines: Ints, done: int) -> Batch:
    flat: dict[str, pa.Array] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        flat.update({name: column} if _is_coded_text(column.type) else flatten_arrow([name], [column]))
    return Batch(flat, lines, done)


def _is_coded_text(kind: pa.DataType) -> bool:
    return pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type)
