"""Every id that the log ever took, in a handful of sorted runs.

A batch's ids are written as *pending* before its commit and adopted after it. Whether the commit
happened is asked of the table, so a crash at any moment leaves nothing to guess. A merge may leave
an id in two runs, which changes no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import numpy as np
import numpy.typing as npt

from parcours.eventlog.ids import mark_found, sort_ids
from parcours.eventlog.place import storing
from parcours.eventlog.runs import Run, merged, open_run, write_run
from parcours.eventlog.sieve import Sieve
from parcours.eventlog.siphash import Words

Committed = Callable[[str, int], bool]
_PENDING = ".pending"
_RUN = ".ids"


class Seen:
    """The set of ids. One process at a time may change it."""

    def __init__(self, folder: Path, committed: Committed) -> None:
        self._folder = folder
        pending = [path for path in folder.glob(f"*{_PENDING}") if committed(*_batch(path))]
        self._sieve: Sieve | None = None
        self._runs = [open_run(path) for path in [*sorted(folder.glob(f"*{_RUN}")), *pending]]

    def __len__(self) -> int:
        return sum(len(run) for run in self._runs)

    def contains_sorted(self, ids: Words) -> npt.NDArray[np.bool_]:
        """Tell for each of some sorted ids whether the log ever took it."""
        found = self._ready_sieve().passing(ids)
        known = np.zeros(np.count_nonzero(found), dtype=np.bool_)
        passing = ids[found]
        for run in self._runs:
            mark_found(run.ids, passing, known)
        found[found] = known
        return found

    def prepare(self, ids: Words, app: str, version: int) -> None:
        """Write the sorted ids of a batch that is about to be committed."""
        if len(ids):
            write_run(self._pending(app, version), iter([ids]))

    def adopt(self, app: str, version: int) -> None:
        """Take in the ids, if any, of a batch that was committed."""
        pending = self._pending(app, version)
        if pending.exists():
            self._take(open_run(_adopt(pending)))

    def add(self, ids: Words) -> None:
        """Take in ids of rows that the log has already."""
        self._take(write_run(_next_path(self._folder), iter([sort_ids(ids)[0]])))
        self.merge()

    def merge(self) -> None:
        """Merge the newest two runs while they are about equal, so that few runs hold all ids."""
        while len(self._runs) > 1 and len(self._runs[-2]) <= len(self._runs[-1]):
            older, newer = self._runs[-2:]
            self._runs[-2:] = [self._merged(older, newer)]

    def pending(self) -> list[str]:
        """Return the names of batches that were prepared and neither adopted nor withdrawn."""
        return sorted(unquote(path.stem) for path in self._folder.glob(f"*{_PENDING}"))

    def _take(self, run: Run) -> None:
        self._runs.append(run)
        if self._sieve is not None and self._sieve.has_room_for(len(run)):
            self._sieve.add(run.ids)
        else:
            self._sieve = None

    def _ready_sieve(self) -> Sieve:
        if self._sieve is None:
            self._sieve = Sieve(run.ids for run in self._runs)
        return self._sieve

    def _merged(self, older: Run, newer: Run) -> Run:
        run = write_run(older.path, merged(older, newer))
        newer.path.unlink(missing_ok=True)
        return run

    def _pending(self, app: str, version: int) -> Path:
        return self._folder / (quote(f"{app}@{version}", safe="@") + _PENDING)


def settle(folder: Path, committed: Committed) -> Seen:
    """Open the set for writing: pending ids of committed batches are adopted, others discarded."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.tmp"):
        path.unlink()
    for path in folder.glob(f"*{_PENDING}"):
        if committed(*_batch(path)):
            _adopt(path)
        else:
            path.unlink()
    return Seen(folder, committed)


def _batch(pending: Path) -> tuple[str, int]:
    app, version = unquote(pending.stem).rsplit("@", 1)
    return app, int(version)


def _adopt(pending: Path) -> Path:
    path = _next_path(pending.parent)
    with storing("adopt the ids of a batch"):
        pending.replace(path)
    return path


def _next_path(folder: Path) -> Path:
    last = max((int(path.stem) for path in folder.glob(f"*{_RUN}")), default=-1)
    return folder / f"{last + 1:012d}{_RUN}"
