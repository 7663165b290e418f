"""Parquet: typed columns, nested ones made flat."""

from __future__ import annotations

from collections.abc import Iterator
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
        return concat([_flat(batch, _numbers(0, len(batch)), 0) for batch in batches if batch is not None])

    def batches(self) -> Iterator[Batch]:
        """Return all rows."""
        with _open(self.path) as file:
            rows, total = 0, max(file.metadata.num_rows, 1)
            for batch in file.iter_batches(ROWS):
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


def _open(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"{path} is a damaged Parquet file: {error}.", advice="Fetch the file again."
        ) from error


def _numbers(start: int, stop: int) -> Ints:
    return np.arange(start + 1, stop + 1)


def _flat(batch: pa.RecordBatch, lines: Ints, done: int) -> Batch:
    return Batch(flatten_arrow(batch.schema.names, batch.columns), lines, done)
