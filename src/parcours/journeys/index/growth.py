"""The overlay after new touchpoints and changed merges: whole sequences of every profile touched."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from parcours.eventlog import EventLog, Snapshot
from parcours.journeys.index.build import Builder, Core, Events, Rows
from parcours.journeys.index.columns import log_rows
from parcours.journeys.index.manifest import Manifest
from parcours.journeys.index.reading import core_rows, fetch
from parcours.journeys.index.roots import Roots
from parcours.journeys.index.state import State
from parcours.journeys.index.vocabulary import Vocabulary
from parcours.journeys.sequences import Ints


@dataclass(frozen=True, eq=False)
class Bag:
    """Touchpoints in any order; ``sources`` as in an overlay's `State`."""

    profiles: Ints
    times: Ints
    events: Events
    sources: Rows

    def __add__(self, other: Bag) -> Bag:
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)
        return Bag(*(np.concatenate(pair) for pair in pairs))


@dataclass(frozen=True, eq=False)
class Growth:
    """How the overlay of a base grows."""

    log: EventLog
    base: State
    overlay: State | None
    roots: Roots

    @property
    def now(self) -> State:
        """What speaks for base and overlay."""
        return self.overlay or self.base

    def grown(self, added: Snapshot) -> State:
        """Return an overlay that holds the old one's profiles and all that the files or merges touch."""
        words = self.now.manifest.vocabulary
        new = self._read(added, words)
        moved = self.now.roots.changed(self.roots)
        touched = np.concatenate([new.profiles, self.now.roots.of(moved), self.roots.of(moved)])
        hidden = np.union1d(self.now.hidden, _places(self.base.core.profiles, touched))
        old = self._out_of_base(np.setdiff1d(hidden, self.now.hidden)) + self._out_of_overlay()
        bag = replace(old, profiles=self._moved(old, moved)) + new
        files = (*self.now.manifest.snapshot.files, *added.files)
        last = int(new.times.max(initial=self.now.manifest.last))
        manifest = Manifest(Snapshot(added.version, files), words.words, last)
        return State(manifest, self.roots, self._sorted(bag), hidden)

    def _read(self, added: Snapshot, words: Vocabulary) -> Bag:
        rows = [np.concatenate(arrays) for arrays in zip(*core_rows(self.log, added, words), strict=True)]
        leaves, times, events = rows or (_NO_IDS, _NO_IDS, _NO_EVENTS)
        first = self.now.manifest.snapshot.rows
        sources = np.arange(first, first + len(leaves), dtype=np.uint32)
        return Bag(self.roots.of(leaves), times, events, sources)

    def _out_of_base(self, places: Ints) -> Bag:
        core = self.base.core
        starts, lengths = core.offsets[places], np.diff(core.offsets)[places]
        rows = runs(starts, lengths)
        profiles = np.repeat(core.profiles[places], lengths)
        return Bag(profiles, core.times[rows], core.events[rows], rows.astype(np.uint32))

    def _out_of_overlay(self) -> Bag:
        if self.overlay is None:
            return Bag(_NO_IDS, _NO_IDS, _NO_EVENTS, _NO_ROWS)
        core = self.overlay.core
        return Bag(np.repeat(core.profiles, np.diff(core.offsets)), core.times, core.events, core.rows)

    def _moved(self, bag: Bag, moved: Ints) -> Ints:
        """Return the root of each touchpoint now, by its leaf where its old profile is in parts."""
        profiles = bag.profiles.copy()
        members = self.now.roots.group(np.unique(self.now.roots.of(moved)))
        before, after = self.now.roots.of(members), self.roots.of(members)
        affected = np.isin(profiles, before)
        if np.array_equal(after, self.roots.of(before)):
            profiles[affected] = self.roots.of(profiles[affected])
        else:
            rows = log_rows(self.base, bag.sources[affected])
            leaves = fetch(self.log, self.now.manifest.snapshot, rows, ("profile_id",)).column(0)
            profiles[affected] = self.roots.of(leaves.to_numpy())
        return profiles

    def _sorted(self, bag: Bag) -> Core:
        # The builder wants the log's own order, which settles touchpoints of equal time.
        order = np.argsort(log_rows(self.base, bag.sources), kind="stable")
        builder = Builder(len(order))
        builder.add(bag.profiles[order], bag.times[order], bag.events[order])
        core = builder.finish()
        return replace(core, rows=bag.sources[order][core.rows])


_NO_IDS = np.empty(0, np.int64)
_NO_EVENTS = np.empty(0, np.uint16)
_NO_ROWS = np.empty(0, np.uint32)


def runs(starts: Ints, lengths: Ints) -> Ints:
    """Return the positions of several runs, one after the other.

    >>> runs(np.array([10, 5]), np.array([2, 1])).tolist()
    [10, 11, 5]
    """
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)


def _places(profiles: Ints, wanted: Ints) -> Ints:
    wanted = np.unique(wanted)
    places = np.searchsorted(profiles, wanted)
    there = places < len(profiles)
    there[there] = profiles[places[there]] == wanted[there]
    return places[there]
