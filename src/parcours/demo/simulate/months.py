"""Keeps rows on disk by month until all people have lived, so that the file can be in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.ipc as ipc

from parcours.demo.simulate.rows import Rows
from parcours.demo.simulate.state import Lines

_LINES = ("product", "variant", "quantity", "price")
_PACKED = ipc.IpcWriteOptions(compression="lz4")


class Months:
    """Rows by month, of which there are so many."""

    def __init__(self, folder: Path, months: int) -> None:
        self._folder = folder
        self._months = months
        self._files: dict[int, ipc.RecordBatchFileWriter] = {}

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        for path in self._folder.iterdir():
            path.unlink()
        self._folder.rmdir()

    def close(self) -> None:
        """End the writing."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def add(self, rows: Rows) -> None:
        """Put rows away that are ordered by month."""
        bounds = np.searchsorted(rows.columns["month"], np.arange(self._months + 1))
        for each in np.flatnonzero(np.diff(bounds)).tolist():
            batch = _packed(rows.part(bounds[each], bounds[each + 1]))
            if each not in self._files:
                self._files[each] = ipc.new_file(self._path(each), batch.schema, options=_PACKED)
            self._files[each].write(batch)

    def __iter__(self) -> Iterator[Rows]:
        """Yield the rows of each month in the order of time; what is of one moment, by person."""
        self.close()
        for month in range(self._months):
            if self._path(month).exists():
                with ipc.open_file(self._path(month)) as file:
                    rows = _unpacked(file.read_all().combine_chunks())
                yield rows.take(np.argsort(rows.moment, kind="stable"))

    def _path(self, month: int) -> Path:
        return self._folder / f"{month:03}.arrow"


def _packed(rows: Rows) -> pa.RecordBatch:
    items = pa.ListArray.from_arrays(
        pa.array(rows.items.offsets.astype(np.int32)),
        pa.StructArray.from_arrays(
            [pa.array(getattr(rows.items, name).astype(np.int32)) for name in _LINES], _LINES
        ),
    )
    arrays = {"event": rows.event, "moment": rows.moment, **rows.columns}
    return pa.record_batch({name: pa.array(array) for name, array in arrays.items()} | {"items": items})


def _unpacked(table: pa.Table) -> Rows:
    columns = {name: table[name].chunk(0).to_numpy() for name in table.column_names if name != "items"}
    lists = table["items"].chunk(0)
    parts = [each.to_numpy().astype(np.int64) for each in lists.flatten().flatten()]
    items = Lines(lists.offsets.to_numpy().astype(np.int64), *parts)
    return Rows(columns.pop("event"), columns.pop("moment"), columns, items)
