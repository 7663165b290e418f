"""Reading touchpoints: only the files, row groups and columns that a question needs, in a stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from parcours.errors import InputError
from parcours.eventlog.place import Place, storing
from parcours.eventlog.snapshot import DataFile
from parcours.touchpoints.schema import INSTANT, SCHEMA

_BATCH = 1 << 16


@dataclass(frozen=True, eq=False)
class Wanted:
    """Which touchpoints: from ``since`` to before ``until`` (microseconds UTC), of or without profiles."""

    since: int | None = None
    until: int | None = None
    profiles: npt.NDArray[np.int64] | None = None
    without: npt.NDArray[np.int64] | None = None

    def files(self, files: Sequence[DataFile]) -> list[DataFile]:
        """Return the files that may hold a wanted touchpoint."""
        return [file for file in files if file.may_hold(self.since, self.until, self.profiles)]

    def filter(self) -> pc.Expression | None:
        """Return the condition on rows, or None where every row is wanted."""
        conditions = []
        if self.since is not None:
            conditions.append(pc.field("timestamp") >= pa.scalar(self.since, INSTANT))
        if self.until is not None:
            conditions.append(pc.field("timestamp") < pa.scalar(self.until, INSTANT))
        if self.profiles is not None:
            conditions.append(pc.field("profile_id").isin(pa.array(self.profiles)))
        if self.without is not None:
            conditions.append(~pc.field("profile_id").isin(pa.array(self.without)))
        if not conditions:
            return None
        both = conditions[0]
        for condition in conditions[1:]:
            both = both & condition
        return both


def known_columns(columns: Sequence[str] | None) -> list[str]:
    """Return the columns to read, all by default."""
    if columns is None:
        return list(SCHEMA.names)
    for name in columns:
        if name not in SCHEMA.names:
            raise InputError(
                f"The log has no column {name!r}.", expected=f"It has {', '.join(SCHEMA.names)}."
            )
    return list(columns)


def read_batches(
    place: Place, files: Sequence[DataFile], schema: pa.Schema, columns: list[str], wanted: Wanted
) -> Iterator[pa.RecordBatch]:
    """Yield the wanted rows in the order of files and rows, a few row groups in memory at a time."""
    with storing("read touchpoints"):
        for file in wanted.files(files):
            condition = wanted.filter()
            batches = _row_groups(place, file, schema, condition).to_batches(
                columns=columns,
                filter=condition,
                batch_size=_BATCH,
                batch_readahead=2,
                fragment_readahead=2,
            )
            yield from (batch for batch in batches if len(batch))


def _row_groups(
    place: Place, file: DataFile, schema: pa.Schema, condition: pc.Expression | None
) -> ds.FileSystemDataset:
    """Return a file as one fragment a row group, so that reading ahead of a slow caller is bounded.

    Row groups that cannot hold a wanted row are left out here: each costs to be opened, even to be skipped.
    A column that the file lacks reads as null.
    """
    # Fetching whole row groups ahead pays over a network only; from a disk it costs memory.
    options = ds.ParquetFragmentScanOptions(pre_buffer=place.folder is None)
    parquet = ds.ParquetFileFormat(default_fragment_scan_options=options)
    groups = parquet.make_fragment(file.path, place.files).split_by_row_group(condition, schema)
    return ds.FileSystemDataset(groups, schema, parquet, place.files)
