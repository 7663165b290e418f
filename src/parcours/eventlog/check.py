"""What is wrong with a log, told without changing it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from parcours.errors import StorageError
from parcours.eventlog.delta import Delta
from parcours.eventlog.erased import UNDERWAY
from parcours.eventlog.place import Place
from parcours.eventlog.seen import Seen
from parcours.eventlog.upkeep import stored


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be; ``harmless`` where the next write or vacuum mends it."""

    name: str
    what: str
    advice: str
    harmless: bool = False


def findings(place: Place, delta: Delta, keep: Collection[str]) -> Iterator[Finding]:
    """Compare the table, the files and the ids."""
    yield from _files(place, delta, keep)
    yield from _ids(place, delta)
    if (place.private / UNDERWAY).exists():
        yield Finding("unfinished-erasure", "An erasure was interrupted.", "Any write finishes it.")


def _files(place: Place, delta: Delta, keep: Collection[str]) -> Iterator[Finding]:
    there = {info.path: info.size for info in stored(place)}
    files = delta.files()
    for file in files:
        if there.get(file.path) != file.size:
            what = (
                "is missing" if file.path not in there else f"has {there[file.path]} bytes, not {file.size}"
            )
            yield Finding("broken-file", f"{file.path} {what}.", "Restore it from a backup.")
    orphans = there.keys() - {file.path for file in files} - set(keep)
    if orphans:
        size = sum(there[path] for path in orphans)
        what = f"{len(orphans)} files of {size} bytes belong to no version in use."
        yield Finding("orphan-files", what, "`parcours compact` removes them.", harmless=True)


def _ids(place: Place, delta: Delta) -> Iterator[Finding]:
    try:
        seen = Seen(place.private / "ids", delta.committed)
    except StorageError as error:
        yield Finding("damaged-ids", error.what, error.advice)
        return
    for batch in seen.pending():
        yield Finding(
            "pending-ids", f"The batch {batch} was interrupted.", "Any write settles it.", harmless=True
        )
    rows = sum(file.rows for file in delta.files())
    if len(seen) < rows:
        what = f"There are {len(seen)} ids for {rows} touchpoints."
        yield Finding("missing-ids", what, "The next write rebuilds them from the log.", harmless=True)
