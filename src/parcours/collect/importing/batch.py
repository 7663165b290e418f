"""What readers hand on: rows of a file as flat columns, each row with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Unreadable:
    """A row that the reader could not take apart."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, eq=False)
class Batch:
    """Some rows of a file. Columns of text may be coded: each different text once.

    ``lines[i]`` is where row ``i`` stands in the file, from 1; ``done`` is how many bytes of the file
    were read when the batch was complete.
    """

    columns: Mapping[str, pa.Array]
    lines: Ints
    done: int
    unreadable: tuple[Unreadable, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def take(self, rows: Ints) -> Batch:
        """Return some of the rows."""
        columns = {name: column.take(pa.array(rows)) for name, column in self.columns.items()}
        return replace(self, columns=columns, lines=self.lines[rows])

    def decoded(self) -> Batch:
        """Return the same, each column row by row."""
        return replace(self, columns={name: decoded(column) for name, column in self.columns.items()})


class Source(Protocol):
    """An opened file of one kind."""

    @property
    def kind(self) -> str:
        """What people call it."""
        ...

    @property
    def size(self) -> int:
        """How much there is to read, as ``done`` of its batches counts."""
        ...

    def sample(self) -> Batch:
        """Return rows from all over the file, to decide on."""
        ...

    def batches(self) -> Iterator[Batch]:
        """Return all rows, in the order of the file; the same batches each time."""
        ...


def decoded(column: pa.Array) -> pa.Array:
    """Return a column row by row, whether it is coded or not."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def concat(batches: list[Batch]) -> Batch:
    """Join batches; a column that one of them lacks is null there."""
    names = list(dict.fromkeys(name for batch in batches for name in batch.columns))
    columns = {name: _joined([_column(batch, name) for batch in batches]) for name in names}
    return Batch(
        columns,
        np.concatenate([batch.lines for batch in batches]),
        batches[-1].done,
        tuple(row for batch in batches for row in batch.unreadable),
    )


def _column(batch: Batch, name: str) -> pa.Array:
    column = batch.columns.get(name)
    return pa.nulls(len(batch)) if column is None else column


def _joined(parts: list[pa.Array]) -> pa.Array:
    table = pa.concat_tables([pa.table({"c": part}) for part in parts], promote_options="permissive")
    whole = table.column("c").combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
