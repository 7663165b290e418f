"""Ids for rows that have none: a keyed hash of what a row says, and which of its equals it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from parcours.collect.importing.batch import Ints
from parcours.collect.importing.values.parsed import valid
from parcours.eventlog.siphash import Words, derive, hash128
from parcours.kernels.kernel import kernel

_LARGEST_RUN = 1 << 22
"""Longer runs of hashes are not merged: that would need several times their memory."""
_HEX = np.frombuffer(b"0123456789abcdef", np.uint8)


def digests(columns: Mapping[str, pa.Array], key: bytes) -> Words:
    """Return a 128-bit hash of each row, shape (n, 2); a missing column and a null change nothing."""
    size = len(next(iter(columns.values())))
    rows = np.zeros((size, 2), np.uint64)
    for name in sorted(columns):
        _fold(rows, columns[name], derive(key, name))
    return rows


class Repeats:
    """Counts equal rows over the batches of a file: which of its equals each row is, from 0.

    The hashes seen lie in a few sorted runs; only those of rows that did repeat have a count.
    """

    def __init__(self) -> None:
        self._runs: list[Any] = []
        self._counts: dict[int, int] = {}

    def ordinals(self, rows: Words) -> Ints:
        """Return the ordinal of each row among its equals so far, this batch included."""
        unique, inverse, counts = np.unique(rows[:, 0], return_inverse=True, return_counts=True)
        seen, before = self._seen(unique), np.zeros(len(unique), np.int64)
        for place in np.flatnonzero(seen).tolist():
            before[place] = self._counts.get(int(unique[place]), 1)
        within = (
            _ordinals_within(inverse, len(unique))
            if len(unique) < len(rows)
            else np.zeros(len(rows), np.int64)
        )
        for place in np.flatnonzero((before > 0) | (counts > 1)).tolist():
            self._counts[int(unique[place])] = int(before[place] + counts[place])
        if not seen.all():
            self._remember(unique[~seen])
        return before[inverse] + within

    def _seen(self, unique: Any) -> Any:
        found = np.zeros(len(unique), np.bool_)
        for run in self._runs:
            place = np.minimum(np.searchsorted(run, unique), len(run) - 1)
            found |= run[place] == unique
        return found

    def _remember(self, fresh: Any) -> None:
        self._runs.append(fresh)
        while len(self._runs) > 1 and len(self._runs[-2]) <= min(2 * len(self._runs[-1]), _LARGEST_RUN):
            newer, older = self._runs.pop(), self._runs.pop()
            # A stable sort merges two sorted runs in one pass.
            self._runs.append(np.sort(np.concatenate([older, newer]), kind="stable"))


def message_ids(rows: Words, ordinals: Ints) -> pa.Array:
    """Return ids of 32 hexadecimal digits."""
    words = np.ascontiguousarray(rows)
    if ordinals.any():
        words = words.copy()
        # The first of its equals keeps its hash, whatever else the file holds.
        _mix(words, ordinals.astype(np.uint64), ordinals > 0, np.uint64(1), np.uint64(2))
    data = words.astype(">u8").view(np.uint8).reshape(-1, 16)
    digits = np.empty((len(data), 32), np.uint8)
    digits[:, 0::2], digits[:, 1::2] = _HEX[data >> 4], _HEX[data & 15]
    offsets = np.arange(0, 32 * len(data) + 1, 32, dtype=np.int32)
    return pa.StringArray.from_buffers(len(data), pa.py_buffer(offsets), pa.py_buffer(digits.tobytes()))


def _fold(rows: Words, column: pa.Array, key: bytes) -> None:
    there = valid(column)
    if not there.any():
        return
    if pa.types.is_list(column.type):
        _fold_lists(rows, column, key)
    elif pa.types.is_dictionary(column.type):
        words = hash128(column.dictionary, key)[column.indices.fill_null(0).to_numpy()]
        _mix2(rows, words, there)
    elif pa.types.is_string(column.type):
        _mix2(rows, hash128(column, key), there)
    else:
        first, second = np.frombuffer(key, np.uint64)
        _mix(rows, _bits(column), there, first, second)


def _fold_lists(rows: Words, lists: pa.Array, key: bytes) -> None:
    flat = lists.flatten()
    if not len(flat):
        return
    members = dict(zip((field.name for field in flat.type), flat.flatten(), strict=True))
    items = digests(members, key)
    counts = lists.value_lengths().fill_null(0).to_numpy().astype(np.int64)
    _gather(rows, items, counts)


def _bits(column: pa.Array) -> Any:
    kind = column.type
    if pa.types.is_floating(kind):
        return (
            np.ascontiguousarray(column.fill_null(0).to_numpy(zero_copy_only=False))
            .astype(np.float64)
            .view(np.uint64)
        )
    whole = (
        column.cast(pa.int64()) if not pa.types.is_boolean(kind) else column.cast(pa.int8()).cast(pa.int64())
    )
    return np.ascontiguousarray(whole.fill_null(0).to_numpy(zero_copy_only=False)).view(np.uint64)


def _ordinals_within(inverse: Any, size: int) -> Ints:
    order = np.argsort(inverse, kind="stable")
    starts = np.searchsorted(inverse[order], np.arange(size))
    within = np.empty(len(inverse), np.int64)
    within[order] = np.arange(len(inverse)) - starts[inverse[order]]
    return within


@kernel(inline=True)
def _stir(x: Any) -> Any:
    # The finaliser of MurmurHash3 (public domain): every bit in moves half of the bits out.
    x ^= x >> np.uint64(33)
    x *= np.uint64(0xFF51AFD7ED558CCD)
    x ^= x >> np.uint64(33)
    x *= np.uint64(0xC4CEB9FE1A85EC53)
    return x ^ (x >> np.uint64(33))


@kernel(
    "void(uint64[:, ::1], Array(uint64, 1, 'C', readonly=True), Array(boolean, 1, 'C', readonly=True),"
    " uint64, uint64)"
)
def _mix(rows: Any, values: Any, there: Any, first: Any, second: Any) -> None:
    for row in range(len(rows)):
        if there[row]:
            rows[row, 0] = _stir(rows[row, 0] + _stir(values[row] ^ first))
            rows[row, 1] = _stir(rows[row, 1] + _stir(values[row] ^ second))


@kernel("void(uint64[:, ::1], Array(uint64, 2, 'C', readonly=True), Array(boolean, 1, 'C', readonly=True))")
def _mix2(rows: Any, words: Any, there: Any) -> None:
    for row in range(len(rows)):
        if there[row]:
            rows[row, 0] = _stir(rows[row, 0] + words[row, 0])
            rows[row, 1] = _stir(rows[row, 1] + words[row, 1])


@kernel("void(uint64[:, ::1], uint64[:, ::1], int64[::1])")
def _gather(rows: Any, items: Any, counts: Any) -> None:
    at = 0
    for row in range(len(rows)):
        for _ in range(counts[row]):
            rows[row, 0] = _stir(rows[row, 0] + items[at, 0])
            rows[row, 1] = _stir(rows[row, 1] + items[at, 1])
            at += 1
