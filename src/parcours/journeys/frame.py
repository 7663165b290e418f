"""Sequences from a dataframe in memory: pandas, Polars, Arrow or DuckDB, by narwhals."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import InputError
from parcours.journeys.index.build import Builder, Rows
from parcours.journeys.index.coding import CodedColumn, coded, unknown_column
from parcours.journeys.index.vocabulary import Vocabulary
from parcours.journeys.lines import Lines
from parcours.journeys.sequences import Column, Ints, Sequences
from parcours.touchpoints import to_utc
from parcours.touchpoints.schema import INSTANT, SCHEMA


def sequences_of(
    frame: Any, *, profile: str, time: str, event: str, columns: Mapping[str, str] | None, zone: ZoneInfo
) -> tuple[Sequences, npt.NDArray[Any]]:
    """Return the frame's sequences, and the frame's own name of each profile."""
    table = _Table(frame)
    own = (profile, time, event)
    given = dict(columns) if columns is not None else {name: name for name in table.names if name not in own}
    table.demand(*own, *given.values())
    labels, leaves = _profiles(table.full(profile))
    words = Vocabulary()
    origins = table.column(given["origin"]) if "origin" in given else None
    builder = Builder(len(leaves))
    builder.add(leaves, instants(table.full(time), zone), words.encode(table.full(event), origins))
    core = builder.finish()
    hidden = np.zeros(len(core.profiles), np.bool_)
    further = FrameColumns(table, given, core.rows)
    arrays = (core.profiles, core.offsets, core.times, core.events, hidden)
    return Sequences(*arrays, words.names, words.system, further), labels


class _Table:
    """The frame's columns as Arrow arrays, converted when they are asked for."""

    def __init__(self, frame: Any) -> None:
        native = nw.from_native(frame)
        self._frame = native.collect() if isinstance(native, nw.LazyFrame) else native
        self.names: list[str] = self._frame.columns

    def demand(self, *names: str) -> None:
        missing = [name for name in names if name not in self.names]
        if missing:
            known = ", ".join(self.names)
            raise InputError(f"The frame has no column {missing[0]!r}.", expected=f"It has {known}.")

    def column(self, name: str) -> pa.Array:
        array = self._frame[name].to_arrow()
        return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array

    def full(self, name: str) -> pa.Array:
        """Return a column that must have a value in each row."""
        array = self.column(name)
        if array.null_count:
            raise InputError(
                f"Column {name!r} is empty in {array.null_count} of {len(array)} rows.",
                expected="Each touchpoint has a profile, a time and an event.",
                advice="Leave these rows out, or fill them in.",
            )
        return array


def _profiles(array: pa.Array) -> tuple[npt.NDArray[Any], Ints]:
    """Return what each profile is called, in the order of its id, and the id of each row."""
    if pa.types.is_integer(array.type):
        ids = array.cast(pa.int64()).to_numpy()
        return np.empty(0, np.int64), ids
    words = pc.dictionary_encode(array.cast(pa.large_string()))
    order = pc.sort_indices(words.dictionary).to_numpy()
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    labels = words.dictionary.take(pa.array(order)).to_numpy(zero_copy_only=False)
    return labels, ranks[words.indices.to_numpy()]


def instants(array: pa.Array, zone: ZoneInfo) -> Ints:
    """Return microseconds since 1970 UTC; times without a zone are the shop's."""
    kind = array.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        raise InputError(
            "The times are numbers, and seconds cannot be told from milliseconds.",
            expected="A column of timestamps, dates or ISO 8601 texts.",
            advice="Convert it first, in pandas with to_datetime(..., unit='ms').",
        )
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        return array.cast(INSTANT, safe=False).cast(pa.int64()).to_numpy()
    return to_utc(array.cast(pa.timestamp("us"), safe=False).cast(pa.int64()).to_numpy(), zone)


class FrameColumns:
    """Further columns of a frame, coded when they are first asked for."""

    def __init__(self, table: _Table, names: Mapping[str, str], order: Rows) -> None:
        self._table = table
        self._names = names
        self._order = order
        self._coded: dict[str, Column] = {}
        self._lock = threading.Lock()

    def column(self, name: str) -> Column:
        """Return a column in the order of the index."""
        with self._lock:
            if name not in self._coded:
                dictionary, codes = coded(name, pa.chunked_array([self._array(name)]))
                self._coded[name] = CodedColumn(codes[self._order], dictionary)
            return self._coded[name]

    def rows(self, positions: Ints, names: tuple[str, ...]) -> pa.Table:
        """Return further columns of a few touchpoints."""
        rows = pa.array(self._order[positions])
        return pa.table({name: self._array(name).take(rows) for name in names})

    def lines(self) -> Lines:
        """Return the lines of all touchpoints."""
        return Lines.read(np.arange(len(self._order)), self._array("items")).moved(self._order)

    def _array(self, name: str) -> pa.Array:
        if name in self._names:
            return self._table.column(self._names[name])
        if name in SCHEMA.names:
            return pa.nulls(len(self._order), SCHEMA.field(name).type)
        raise unknown_column(name, (*self._names, *SCHEMA.names))
