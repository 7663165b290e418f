"""Keeping the table in shape: compaction, vacuum, erasure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pyarrow import fs

from parcours.eventlog.delta import Delta
from parcours.eventlog.erased import DONE, UNDERWAY, Profiles, load, remember
from parcours.eventlog.place import Place, storing
from parcours.eventlog.rewriting import rewrite, rows_of, small_groups
from parcours.eventlog.snapshot import DataFile


@dataclass(frozen=True)
class Compacted:
    """How many files were merged, and into how many."""

    merged: int
    written: int


@dataclass(frozen=True)
class Erased:
    """How many rows were deleted, and how many files were rewritten or dropped for it."""

    rows: int
    files: int


def compact(place: Place, delta: Delta, keep: Collection[str]) -> Compacted:
    """Merge small files, then drop what was unreferenced before: readers of now go on reading."""
    merged: list[DataFile] = []
    written = 0
    for group in small_groups(delta.files()):
        added = rewrite(place, group, delta.version + 1)
        delta.commit(added, group, data_change=False)
        merged += group
        written += len(added)
    vacuum(place, delta, {*keep, *(file.path for file in merged)})
    return Compacted(len(merged), written)


def vacuum(place: Place, delta: Delta, keep: Collection[str]) -> list[str]:
    """Delete the data files that neither the table nor ``keep`` names."""
    needed = {*keep, *(file.path for file in delta.files())}
    gone = [info.path for info in stored(place) if info.path not in needed]
    place.discard(*gone)
    return gone


def stored(place: Place) -> list[fs.FileInfo]:
    """List the data files that lie in the table's place, referenced or not."""
    with storing("list the files of the log"):
        infos = place.files.get_file_info(fs.FileSelector("", recursive=True))
    return [info for info in infos if info.type == fs.FileType.File and not _hidden(info.path)]


def erase(place: Place, delta: Delta, profiles: Profiles, keep: Collection[str]) -> Erased:
    """Delete the rows of profiles and every file that held one; survives a kill by `finish_erasure`."""
    remember(place.private / UNDERWAY, profiles)
    return finish_erasure(place, delta, keep)


def finish_erasure(place: Place, delta: Delta, keep: Collection[str] = ()) -> Erased:
    """Do what is left of an erasure that was begun."""
    if not (place.private / UNDERWAY).exists():
        return Erased(0, 0)
    profiles = load(place.private / UNDERWAY)
    holding = {
        file: rows_of(place, file, profiles) for file in delta.files() if file.may_hold(None, None, profiles)
    }
    affected = [file for file, rows in holding.items() if rows]
    if affected:
        delta.commit(rewrite(place, affected, delta.version + 1, without=profiles), affected)
    vacuum(place, delta, _free_of(place, profiles, set(keep) - {file.path for file in affected}))
    remember(place.private / DONE, profiles)
    (place.private / UNDERWAY).unlink()
    return Erased(sum(holding.values()), len(affected))


def _free_of(place: Place, profiles: Profiles, paths: Collection[str]) -> set[str]:
    """Return those of some stored files that hold no row of the profiles."""
    there = {info.path for info in stored(place)}
    return {path for path in there.intersection(paths) if not rows_of(place, DataFile(path, 0, 0), profiles)}


def _hidden(path: str) -> bool:
    return any(part.startswith(("_", ".")) for part in path.split("/"))
