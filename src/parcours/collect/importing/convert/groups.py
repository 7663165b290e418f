"""Rows of one order put together: sums, and the first value that any of its rows has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parcours.collect.importing.batch import Flags, Ints
from parcours.collect.importing.values.parsed import Parsed, valid


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows by the order that they belong to.

    ``rows`` are the rows sorted by order, in the order of the file within one; order ``i`` has
    ``rows[starts[i]:starts[i + 1]]``.
    """

    rows: Ints
    starts: Ints

    @classmethod
    def of(cls, keys: pa.Array, wanted: Flags) -> Groups:
        """Group the wanted rows by key, in the order of first appearance."""
        rows = np.flatnonzero(wanted)
        codes = keys.take(pa.array(rows)).dictionary_encode().indices.to_numpy()
        order = np.argsort(codes, kind="stable")
        starts = np.searchsorted(codes[order], np.arange(codes.max(initial=-1) + 2))
        return cls(rows[order], starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Ints:
        """How many rows each order has."""
        return np.diff(self.starts)

    def all(self, flags: Flags) -> Flags:
        """Return which orders have a flag on every row."""
        return np.logical_and.reduceat(flags[self.rows], self.starts[:-1])

    def any(self, flags: Flags) -> Flags:
        """Return which orders have a flag on a row."""
        return np.logical_or.reduceat(flags[self.rows], self.starts[:-1])

    def sum(self, parsed: Parsed) -> Parsed:
        """Return the sum of each order's known values; unknown where it has none."""
        return Parsed.of(np.add.reduceat(parsed.values[self.rows], self.starts[:-1]), self.any(parsed.known))

    def firsts(self, known: Flags) -> Ints:
        """Return the first row of each order where a value is known, -1 where none is."""
        places = np.where(known[self.rows], np.arange(len(self.rows)), len(self.rows))
        first = np.minimum.reduceat(places, self.starts[:-1])
        return np.where(first < len(self.rows), self.rows[np.minimum(first, len(self.rows) - 1)], -1)

    def first(self, column: pa.Array) -> pa.Array:
        """Return the first known value of each order."""
        rows = self.firsts(valid(column))
        return column.take(pa.array(rows, mask=rows < 0))

    def first_number(self, parsed: Parsed) -> Parsed:
        """Return the first known number of each order."""
        return parsed.take(self.firsts(parsed.known))
