"""Further columns of the log in the order of the index: coded on first use, then kept on disk."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.errors import StorageError
from parcours.eventlog import EventLog, Snapshot
from parcours.journeys.index.coding import CodedColumn, Dictionary, coded, plain_values, unknown_column
from parcours.journeys.index.locks import Use
from parcours.journeys.index.reading import fetch, whole_column
from parcours.journeys.index.state import State
from parcours.journeys.index.store import mapped_dictionary, mapped_lines, save, save_lines
from parcours.journeys.lines import LINED, Lines
from parcours.journeys.sequences import Column, Ints
from parcours.touchpoints.schema import SCHEMA

_PREFIX = "column-"
_LINES = "lines.arrow"


@dataclass(frozen=True, eq=False)
class BaseColumns:
    """The columns of a base, each a file of its folder."""

    log: EventLog
    folder: Path
    state: State
    use: Use
    _known: dict[str, CodedColumn] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _lines: list[Lines] = field(default_factory=list)
    _lining: threading.Lock = field(default_factory=threading.Lock)

    def column(self, name: str) -> CodedColumn:
        """Return a column, made now if this is its first use."""
        if name not in SCHEMA.names:
            raise unknown_column(name, SCHEMA.names)
        with self._lock:
            if name not in self._known:
                self._known[name] = self._opened(name)
            return self._known[name]

    def rows(self, positions: Ints, names: tuple[str, ...]) -> pa.Table:
        """Return columns of a few touchpoints, as the log holds them."""
        return fetch(self.log, self.state.manifest.snapshot, self.state.core.rows[positions], names)

    def lines(self) -> Lines:
        """Return the lines of orders and of what came back, made now if this is their first use."""
        with self._lining:
            if not self._lines:
                self._lines.append(self._opened_lines())
            return self._lines[0]

    def _opened_lines(self) -> Lines:
        path = self.folder / _LINES
        if not path.exists():
            at = lined(self.state)
            items = self.rows(at, ("items",))["items"].combine_chunks()
            with _kept():
                save_lines(path, Lines.read(at, items))
        return mapped_lines(path)

    def _opened(self, name: str) -> CodedColumn:
        path = column_file(self.folder, name)
        if not path.exists():
            dictionary, codes = coded(name, whole_column(self.log, self.state.manifest.snapshot, name))
            with _kept():
                save_column(path, CodedColumn(codes[self.state.core.rows], dictionary))
        codes, values = mapped_dictionary(path)
        return CodedColumn(codes, Dictionary(values))


@contextlib.contextmanager
def _kept() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise StorageError(
            "The index was made anew while these journeys were being read.",
            advice="Open the journeys again.",
            retryable=True,
        ) from error


def column_file(folder: Path, name: str) -> Path:
    """Return where a column is kept."""
    return folder / f"{_PREFIX}{name}.arrow"


def kept_columns(folder: Path) -> list[str]:
    """Return the names of the columns that are kept."""
    return sorted(path.stem.removeprefix(_PREFIX) for path in folder.glob(f"{_PREFIX}*.arrow"))


def save_column(path: Path, column: CodedColumn) -> None:
    """Keep a column."""
    save(path, pa.DictionaryArray.from_arrays(pa.array(column.codes), column.dictionary.arrow))


@dataclass(frozen=True, eq=False)
class JoinedColumns:
    """The columns of a base and of its overlay, under one dictionary each."""

    base: BaseColumns
    overlay: State
    _known: dict[str, tuple[CodedColumn, CodedColumn]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def both(self, name: str) -> tuple[CodedColumn, CodedColumn]:
        """Return the base's and the overlay's column."""
        with self._lock:
            if name not in self._known:
                self._known[name] = self._joined(name)
            return self._known[name]

    def _joined(self, name: str) -> tuple[CodedColumn, CodedColumn]:
        base = self.base.column(name)
        added = whole_column(self.base.log, self._added(), name)
        dictionary, codes = base.dictionary.extended(plain_values(name, added))
        old = self.overlay.core.rows < len(base.codes)
        mine = np.empty(len(old), codes.dtype)
        mine[old] = base.codes[self.overlay.core.rows[old]]
        mine[~old] = codes[self.overlay.core.rows[~old] - len(base.codes)]
        return CodedColumn(base.codes, dictionary), CodedColumn(mine, dictionary)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the overlay: those of the base, and those that were added."""
        sources = self.overlay.core.rows
        at = lined(self.overlay)
        at = at[sources[at] >= len(self.base.state.core.rows)]
        rows = log_rows(self.base.state, sources[at])
        items = fetch(self.base.log, self.overlay.manifest.snapshot, rows, ("items",))["items"]
        return self.base.lines().moved(sources).joined(Lines.read(at, items.combine_chunks()))

    def _added(self) -> Snapshot:
        known = len(self.base.state.manifest.snapshot.files)
        whole = self.overlay.manifest.snapshot
        return whole.only(whole.files[known:])


@dataclass(frozen=True, eq=False)
class BaseSide:
    """The base's columns where there is an overlay."""

    joined: JoinedColumns

    def column(self, name: str) -> Column:
        """Return a column, whose dictionary is the overlay's as well."""
        return self.joined.both(name)[0]

    def rows(self, positions: Ints, names: tuple[str, ...]) -> pa.Table:
        """Return columns of a few touchpoints, as the log holds them."""
        return self.joined.base.rows(positions, names)

    def lines(self) -> Lines:
        """Return the lines of orders and of what came back."""
        return self.joined.base.lines()


@dataclass(frozen=True, eq=False)
class OverlaySide:
    """The overlay's columns."""

    joined: JoinedColumns

    def column(self, name: str) -> Column:
        """Return a column, whose dictionary is the base's as well."""
        return self.joined.both(name)[1]

    def rows(self, positions: Ints, names: tuple[str, ...]) -> pa.Table:
        """Return columns of a few touchpoints, as the log holds them."""
        overlay, base = self.joined.overlay, self.joined.base
        rows = log_rows(base.state, overlay.core.rows[positions])
        return fetch(base.log, overlay.manifest.snapshot, rows, names)

    def lines(self) -> Lines:
        """Return the lines of orders and of what came back."""
        return self.joined.lines


def lined(state: State) -> Ints:
    """Return where touchpoints stand whose lines are kept."""
    words = state.manifest.vocabulary
    wanted = np.array([name in LINED for name in words.names], np.bool_) & ~words.system
    return np.flatnonzero(wanted[state.core.events])


def log_rows(base: State, sources: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return the rows of the log that an overlay's sources stand for."""
    old = sources < len(base.core.rows)
    rows = sources.copy()
    rows[old] = base.core.rows[sources[old]]
    return rows
