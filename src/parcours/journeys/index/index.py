"""The index of a log: opened, kept up with the log, made anew."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from parcours.errors import NewerFormatError
from parcours.eventlog import EventLog, Snapshot
from parcours.journeys.index.build import Builder
from parcours.journeys.index.columns import BaseColumns, BaseSide, JoinedColumns, OverlaySide
from parcours.journeys.index.growth import Growth
from parcours.journeys.index.locks import Use, remove, writing
from parcours.journeys.index.making import telling
from parcours.journeys.index.manifest import FILE as MANIFEST
from parcours.journeys.index.manifest import Manifest
from parcours.journeys.index.merge import carry_columns, merged
from parcours.journeys.index.reading import core_rows
from parcours.journeys.index.roots import NO_MERGES, Roots
from parcours.journeys.index.state import NOTHING_HIDDEN, State
from parcours.journeys.index.store import save_text
from parcours.journeys.index.vocabulary import Vocabulary
from parcours.journeys.sequences import Columns, Sequences

FORMAT = 1
LARGEST_OVERLAY = 0.05
"""The share of the base's touchpoints above which an overlay becomes part of a new base."""

_POINTER = "current.json"


@dataclass(frozen=True)
class Pointer:
    """Which folders are the index now; replacing this file is what makes a change visible."""

    base: int
    overlay: int | None = None
    format: int = FORMAT


@dataclass(frozen=True, eq=False)
class View:
    """The index as it stood at one moment; it stays readable whatever happens to the index."""

    pointer: Pointer
    columns: BaseColumns
    overlay: State | None

    @property
    def base(self) -> State:
        """What the base's folder holds."""
        return self.columns.state

    @property
    def state(self) -> State:
        """What speaks for base and overlay."""
        return self.overlay or self.base

    def parts(self) -> tuple[Sequences, ...]:
        """Return the sequences of the base, and of the overlay if there is one."""
        if self.overlay is None:
            return (self._part(self.base, self.columns),)
        joined = JoinedColumns(self.columns, self.overlay)
        return self._part(self.base, BaseSide(joined)), self._part(self.overlay, OverlaySide(joined))

    def _part(self, state: State, columns: Columns) -> Sequences:
        core, words = state.core, self.state.manifest.vocabulary
        hidden = np.zeros(len(core.profiles), np.bool_)
        if state is self.base:
            hidden[self.state.hidden] = True
        arrays = (core.profiles, core.offsets, core.times, core.events, hidden)
        return Sequences(*arrays, words.names, words.system, columns)


class Index:
    """The index of a log in a folder. Any number of processes open and refresh it at once.

    Parameters
    ----------
    folder
        Where it lies; made when needed, and made again when lost.
    log
        The log that it is made from.
    """

    def __init__(self, folder: Path, log: EventLog) -> None:
        self.folder = folder
        self.log = log

    def refresh(self, roots: Roots = NO_MERGES) -> View:
        """Return the index with all that the log holds now, under these merges."""
        return self._current(roots) or self._renewed(roots)

    def rebuild(self, roots: Roots = NO_MERGES) -> View:
        """Return an index made anew, and remove every older one even if somebody reads it.

        After an erasure nothing of what was erased is left. Whoever reads an older one goes on
        reading what is in memory, but a further column may be gone.
        """
        with writing(self.folder):
            pointer = self._built(self.log.snapshot(), roots)
            self._clean(pointer, used=True)
            return self._open(pointer)

    def files(self) -> frozenset[str]:
        """Return the paths of the log's files that somebody may still read through the index."""
        paths: set[str] = set()
        for manifest in self.folder.glob(f"**/{MANIFEST}"):
            with contextlib.suppress(FileNotFoundError):  # removed meanwhile: nobody reads it
                paths.update(file.path for file in Manifest.read(manifest.parent).snapshot.files)
        return frozenset(paths)

    def _current(self, roots: Roots) -> View | None:
        view = self._view()
        return view if view is not None and _told(view, self.log.snapshot(), roots) else None

    def _renewed(self, roots: Roots) -> View:
        with writing(self.folder):
            pointer = self._brought_up(self._view(), self.log.snapshot(), roots)
            self._clean(pointer)
            return self._open(pointer)

    def _brought_up(self, view: View | None, snapshot: Snapshot, roots: Roots) -> Pointer:
        if view is None:
            return self._built(snapshot, roots)
        added = self.log.added_since(view.state.manifest.snapshot.version, snapshot)
        if added is None:
            return self._built(snapshot, roots)
        if not added and view.state.roots == roots:
            return view.pointer
        return self._grown(view, snapshot.only(added), roots)

    def _built(self, snapshot: Snapshot, roots: Roots) -> Pointer:
        words, builder = Vocabulary(), Builder(snapshot.rows)
        with telling(self.folder, snapshot.rows) as tell:
            for rows in core_rows(self.log, snapshot, words):
                builder.add(*rows)
                tell(builder.read)
            core = builder.finish(roots)
        manifest = Manifest(snapshot, words.words, int(core.times.max(initial=0)))
        number = _next(self.folder)
        State(manifest, roots, core, NOTHING_HIDDEN).write(self.folder / str(number))
        return self._pointed(Pointer(number))

    def _grown(self, view: View, added: Snapshot, roots: Roots) -> Pointer:
        overlay = Growth(self.log, view.base, view.overlay, roots).grown(added)
        if len(overlay.core.times) > LARGEST_OVERLAY * len(view.base.core.times):
            return self._merged(view, overlay)
        number = _next(view.columns.folder)
        overlay.write(view.columns.folder / str(number))
        return self._pointed(Pointer(view.pointer.base, number))

    def _merged(self, view: View, overlay: State) -> Pointer:
        number = _next(self.folder)
        plan, base = merged(view.base, overlay)
        base.write(self.folder / str(number))
        carry_columns(plan, JoinedColumns(view.columns, overlay), self.folder / str(number))
        return self._pointed(Pointer(number))

    def _pointed(self, pointer: Pointer) -> Pointer:
        save_text(self.folder / _POINTER, json.dumps(asdict(pointer)))
        return pointer

    def _pointer(self) -> Pointer | None:
        try:
            told = json.loads((self.folder / _POINTER).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        if told["format"] > FORMAT:
            raise NewerFormatError(
                f"The index in {self.folder} was made by a newer version of Parcours.",
                advice="Install that version, or delete the folder: an index can be made again.",
            )
        return Pointer(**told) if told["format"] == FORMAT else None

    def _view(self) -> View | None:
        """Return what is there, or None where nothing is, or nothing that can be read."""
        while pointer := self._pointer():
            try:
                return self._open(pointer)
            except (OSError, ValueError, LookupError, TypeError):
                # Another process may just have moved the pointer and removed what it led to.
                if pointer == self._pointer():
                    return None
        return None

    def _open(self, pointer: Pointer) -> View:
        folder = self.folder / str(pointer.base)
        use = Use(folder)
        columns = BaseColumns(self.log, folder, State.read(folder), use)
        overlay = None if pointer.overlay is None else State.read(folder / str(pointer.overlay))
        return View(pointer, columns, overlay)

    def _clean(self, pointer: Pointer, *, used: bool = False) -> None:
        """Remove what is not current: bases that nobody uses, and overlays, which are mapped whole."""
        for draft in self.folder.glob(f".{_POINTER}.*"):
            draft.unlink()
        for number in _numbers(self.folder):
            if number != pointer.base:
                remove(self.folder / str(number), used=used)
        for number in _numbers(self.folder / str(pointer.base)):
            if number != pointer.overlay:
                remove(self.folder / str(pointer.base) / str(number), used=True)


def _told(view: View, snapshot: Snapshot, roots: Roots) -> bool:
    return view.state.manifest.snapshot.version >= snapshot.version and view.state.roots == roots


def _numbers(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]


def _next(folder: Path) -> int:
    return max(_numbers(folder), default=0) + 1
