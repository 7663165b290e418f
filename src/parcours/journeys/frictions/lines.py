"""The lines of orders and of what came back, read once for all pieces of a whole."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from weakref import finalize

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import InputError
from parcours.journeys.sequences import Ints, Sequences

Prices = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of some touchpoints, sorted by position: which product, at what price in all.

    ``products`` are the codes of ``names``.
    """

    position: Ints
    product: Ints
    price: Prices
    names: npt.NDArray[np.object_]

    def of(self, positions: Ints) -> tuple[Lines, Ints]:
        """Return the lines of some touchpoints, given in order, and which of them each is of."""
        if not len(positions):
            none = np.zeros(len(self.position), np.bool_)
            return self._where(none), np.empty(0, np.int64)
        place = np.minimum(np.searchsorted(positions, self.position), len(positions) - 1)
        mine = positions[place] == self.position
        return self._where(mine), place[mine]

    def _where(self, kept: npt.NDArray[np.bool_]) -> Lines:
        return Lines(self.position[kept], self.product[kept], self.price[kept], self.names)


def lines_of(sequences: Sequences, names: tuple[str, ...]) -> Lines:
    """Return the lines of all touchpoints with these names of the whole that a slice belongs to.

    Lists are not among the columns of an index: reading them goes through the log's files, so the
    first piece of a whole reads for all.
    """
    with _reading:
        key = id(sequences.columns)
        if key not in _memory:
            finalize(sequences.columns, _memory.pop, key, None)
            _memory[key] = _read(sequences, names)
        return _memory[key]


# By the identity of the columns, which every slice of one whole shares and which need not be hashable.
_memory: dict[int, Lines] = {}
_reading = threading.Lock()


def _read(sequences: Sequences, names: tuple[str, ...]) -> Lines:
    wanted = np.zeros(len(sequences.names), np.bool_)
    wanted[sequences.codes(*names)] = True
    at = np.flatnonzero(wanted[sequences.events])
    try:
        items = sequences.rows(at, "items")["items"].combine_chunks()
    except InputError:  # a source without lines
        items = pa.array([], pa.list_(pa.struct([("product_id", pa.string())])))
    lines = pc.list_flatten(items)
    words = pc.dictionary_encode(pc.fill_null(pc.struct_field(lines, "product_id"), ""))
    price = _numbers(lines, "price") * _numbers(lines, "quantity")
    parents = pc.list_parent_indices(items).to_numpy()
    named = words.dictionary.to_numpy(zero_copy_only=False)
    codes = words.indices.to_numpy().astype(np.int64)
    known = (named != "")[codes] if len(named) else np.zeros(0, np.bool_)
    return Lines(at[parents][known], codes[known], price[known], named)


def _numbers(lines: pa.StructArray, name: str) -> Prices:
    if lines.type.get_field_index(name) < 0:
        return np.ones(len(lines))
    return pc.fill_null(pc.struct_field(lines, name).cast(pa.float64()), 1.0).to_numpy(zero_copy_only=False)
