"""Sequences of some days: of each profile one run of its touchpoints, copied as it stands."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.journeys.index.kernel import copy_runs
from parcours.journeys.lines import Lines
from parcours.journeys.sequences import Column, Columns, Ints, Sequences
from parcours.journeys.spans_kernel import within

_NOTHING = np.empty(0, np.uint8)


@dataclass(frozen=True, eq=False)
class Runs:
    """Runs of touchpoints of a whole, in its order: where each begins, there and in the selection."""

    starts: Ints
    offsets: Ints

    def of(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the values of the touchpoints selected."""
        found = np.empty(int(self.offsets[-1]), values.dtype)
        source = np.ascontiguousarray(values).view(np.uint8)
        copy_runs(source, _NOTHING, self.starts, self.offsets, values.itemsize, found.view(np.uint8))
        return found

    def sources(self, positions: Ints) -> Ints:
        """Return where touchpoints of the selection stand in the whole."""
        run = np.searchsorted(self.offsets, positions, side="right") - 1
        return self.starts[run] + positions - self.offsets[run]

    def lines(self, whole: Lines) -> Lines:
        """Return the lines of the touchpoints selected."""
        if not len(self.starts):
            return whole.between(0, 0)
        run = np.maximum(np.searchsorted(self.starts, whole.position, side="right") - 1, 0)
        place = whole.position - self.starts[run]
        mine = (place >= 0) & (place < np.diff(self.offsets)[run])
        return whole.where(mine).at((self.offsets[run] + place)[mine])


@dataclass(frozen=True, eq=False)
class RunColumns:
    """Further columns of runs of touchpoints; each is copied when it is first asked for."""

    whole: Columns
    runs: Runs
    _known: dict[str, Column] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def column(self, name: str) -> Column:
        """Return a column at the touchpoints selected."""
        with self._lock:
            if name not in self._known:
                column = self.whole.column(name)
                self._known[name] = column.of(self.runs.of(column.codes))
            return self._known[name]

    def rows(self, positions: Ints, names: tuple[str, ...]) -> pa.Table:
        """Return further columns of a few touchpoints."""
        return self.whole.rows(self.runs.sources(positions), names)

    def lines(self) -> Lines:
        """Return the lines of the touchpoints selected."""
        return self.runs.lines(self.whole.lines())


def between(part: Sequences, start: int, stop: int) -> Sequences:
    """Return the touchpoints from one moment to before another, and the profiles that have any."""
    firsts, lengths = np.empty(len(part), np.int64), np.empty(len(part), np.int64)
    within(part.offsets, part.hidden, part.times, start, stop, firsts, lengths)
    some = np.flatnonzero(lengths)
    runs = Runs(firsts[some], np.concatenate([[0], np.cumsum(lengths[some])]))
    return replace(
        part,
        profiles=part.profiles[some],
        offsets=runs.offsets,
        times=runs.of(part.times),
        events=runs.of(part.events),
        hidden=np.zeros(len(some), np.bool_),
        columns=RunColumns(part.columns, runs),
    )
