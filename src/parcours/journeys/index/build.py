"""From rows in any order to sequences: count by profile, scatter, settle by time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from parcours.errors import InputError
from parcours.journeys.analysis import in_threads, processors
from parcours.journeys.index.kernel import intern, rehash, scatter, settle
from parcours.journeys.index.roots import NO_MERGES, Roots
from parcours.journeys.sequences import Ints

Rows = npt.NDArray[np.uint32]
Events = npt.NDArray[np.uint16]

MOST_ROWS = 2**32 - 1
_STRIDE = 1 << 16


@dataclass(frozen=True, eq=False)
class Core:
    """The arrays of an index: touchpoint ``i`` is row ``rows[i]`` of the log."""

    profiles: Ints
    offsets: Ints
    times: Ints
    events: Events
    rows: Rows


class Builder:
    """Takes rows in the order of the log and gives them back in the order (profile, time)."""

    def __init__(self, rows: int) -> None:
        if rows > MOST_ROWS:
            raise InputError(f"An index holds at most {MOST_ROWS} touchpoints, and these are {rows}.")
        self.read = 0
        self._dense = np.empty(rows, np.uint32)
        self._times = np.empty(rows, np.int64)
        self._events = np.empty(rows, np.uint16)
        self._leaves = _Leaves()

    def add(self, leaves: Ints, times: Ints, events: Events) -> None:
        """Take the next rows."""
        rows = slice(self.read, self.read + len(leaves))
        self._leaves.number(leaves, self._dense[rows])
        self._times[rows] = times
        self._events[rows] = events
        self.read = rows.stop

    def finish(self, roots: Roots = NO_MERGES) -> Core:
        """Return the sequences of the rows taken."""
        profiles, ranks = np.unique(roots.of(self._leaves.ids), return_inverse=True)
        offsets = np.zeros(len(profiles) + 1, np.int64)
        np.add.at(offsets, ranks + 1, self._leaves.counts)
        np.cumsum(offsets, out=offsets)
        core = _room(profiles, offsets, self.read)
        out = (core.times, core.events, core.rows)
        rows, cursor = slice(self.read), offsets[:-1].copy()
        source = (self._dense[rows], ranks.astype(np.uint32), self._times[rows], self._events[rows])

        def lay(profiles: tuple[int, int]) -> None:
            scatter(*source, cursor, *profiles, *out)
            _settle(offsets, *profiles, core)

        in_threads(lay, _ranges(offsets), processors())
        return core


def _settle(offsets: Ints, first: int, last: int, core: Core) -> None:
    """Order each profile's touchpoints by time, long profiles one by one."""
    columns = core.times, core.events, core.rows
    while (first := settle(offsets, first, last, *columns)) < last:
        profile = slice(offsets[first], offsets[first + 1])
        order = np.argsort(core.times[profile], kind="stable")
        for column in columns:
            column[profile] = column[profile][order]
        first += 1


def _room(profiles: Ints, offsets: Ints, rows: int) -> Core:
    times, events = np.empty(rows, np.int64), np.empty(rows, np.uint16)
    return Core(profiles, offsets, times, events, np.empty(rows, np.uint32))


def _ranges(offsets: Ints) -> list[tuple[int, int]]:
    # Each thread owns a range of profiles, so that no two write to the same place.
    goals = np.linspace(0, offsets[-1], processors() + 1)
    cuts = np.searchsorted(offsets, goals)
    cuts[-1] = len(offsets) - 1
    return list(pairwise(cuts.tolist()))


class _Leaves:
    """Numbers leaf profiles by first appearance and counts the touchpoints of each."""

    def __init__(self) -> None:
        self._known = 0
        self._tallies = np.zeros((0, 2), np.int64)
        self._slots = np.zeros(1, np.uint32)

    @property
    def ids(self) -> Ints:
        return self._tallies[: self._known, 0]

    @property
    def counts(self) -> Ints:
        return self._tallies[: self._known, 1]

    def number(self, leaves: Ints, numbers: Rows) -> None:
        """Write the number of each leaf."""
        for start in range(0, len(leaves), _STRIDE):
            stride = slice(start, start + _STRIDE)
            self._reserve(self._known + _STRIDE)
            tables = (self._tallies, self._slots)
            self._known = intern(leaves[stride], self._known, *tables, numbers[stride])

    def _reserve(self, leaves: int) -> None:
        if leaves <= len(self._tallies):
            return
        capacity = 2 * leaves
        tallies = np.zeros((capacity, 2), np.int64)
        tallies[: self._known] = self._tallies[: self._known]
        self._tallies = tallies
        # Half empty at most, and a power of two, so that a mask finds a leaf's home.
        self._slots = np.zeros(1 << (2 * capacity - 1).bit_length(), np.uint32)
        rehash(self._tallies, self._known, self._slots)
