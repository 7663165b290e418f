"""What comes of reading a column of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from parcours.collect.importing.batch import Flags, Ints


@dataclass(frozen=True, eq=False)
class Parsed:
    """Values as int64: ``known`` where there is one, ``wrong`` where there is something else."""

    values: Ints
    known: Flags
    wrong: Flags

    @classmethod
    def of(cls, values: Any, known: Flags) -> Parsed:
        """Values that are all right where they are known."""
        return cls(np.where(known, values, 0).astype(np.int64), known, np.zeros(len(known), np.bool_))

    @classmethod
    def nothing(cls, size: int) -> Parsed:
        """A column that is not there."""
        return cls(np.zeros(size, np.int64), np.zeros(size, np.bool_), np.zeros(size, np.bool_))

    def take(self, rows: Ints) -> Parsed:
        """Return some of the rows; -1 is a missing one."""
        if not len(self.values):
            return Parsed.nothing(len(rows))
        there = rows >= 0
        return Parsed(
            np.where(there, self.values[rows], 0), self.known[rows] & there, self.wrong[rows] & there
        )

    def array(self, kind: pa.DataType | None = None) -> pa.Array:
        """Return the known values as an Arrow column."""
        whole = pa.array(self.values, pa.int64(), mask=~self.known)
        return whole if kind is None else whole.cast(kind)


def valid(column: pa.Array) -> Flags:
    """Return where a column is not null."""
    return np.asarray(column.is_valid().to_numpy(zero_copy_only=False))


def buffers(column: pa.Array) -> tuple[Any, Any]:
    """Return offsets and bytes of a column of text, as kernels read them."""
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    return bounds, np.frombuffer(data or b"", np.uint8)
