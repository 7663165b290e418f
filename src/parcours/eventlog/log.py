"""The event log: what other rooms call."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.errors import InputError, StorageError
from parcours.eventlog import upkeep
from parcours.eventlog.check import Finding, findings
from parcours.eventlog.delta import Delta
from parcours.eventlog.erased import DONE, load
from parcours.eventlog.ids import mark_repeats, message_hashes, sort_ids
from parcours.eventlog.incoming import checked
from parcours.eventlog.parquet import present, write_files
from parcours.eventlog.place import Place
from parcours.eventlog.reading import Wanted, known_columns, read_batches
from parcours.eventlog.rewriting import FILE_SIZE, small_groups
from parcours.eventlog.seen import Seen, settle
from parcours.eventlog.siphash import Strings, Words, derive
from parcours.eventlog.snapshot import DataFile, Snapshot
from parcours.eventlog.upkeep import Compacted, Erased
from parcours.touchpoints.schema import SCHEMA

_MANY_SMALL_FILES = 100


@dataclass(frozen=True, eq=False)
class Appended:
    """What an append did. ``already`` tells that this (app, version) was committed before: nothing changed.

    ``kept`` marks the rows of the batch that are new; it is all False where ``already``.
    """

    accepted: int
    duplicates: int
    kept: npt.NDArray[np.bool_]
    already: bool = False


class EventLog:
    """The record of touchpoints. Any number of readers; one writer, which holds the shop's lock.

    Opening changes nothing on disk. What a killed writer left is repaired by the next writer.
    """

    def __init__(self, place: Place, delta: Delta, secret: bytes) -> None:
        self._place = place
        self._delta = delta
        self._secret = secret
        self._writing: tuple[int, Seen] | None = None

    @classmethod
    def create(cls, root: str | os.PathLike[str], *, secret: bytes, private: Path | None = None) -> EventLog:
        """Make an empty log.

        Parameters
        ----------
        root
            A folder, or the URL of an object store such as ``s3://bucket/shop/log``.
        secret
            The shop's 16 secret bytes, under which message ids are hashed.
        private
            The local folder of the ids seen; inside ``root`` by default, required for a URL.

        Raises
        ------
        StorageError
            There is a log already, or the disk refuses.

        Examples
        --------
        >>> import tempfile
        >>> log = EventLog.create(tempfile.mkdtemp(), secret=b"0123456789abcdef")
        >>> log.last("import"), log.snapshot().rows
        (-1, 0)
        """
        place = Place.of(root, private)
        return cls(place, Delta.create(place, _check_of(secret)), secret)

    @classmethod
    def open(cls, root: str | os.PathLike[str], *, secret: bytes, private: Path | None = None) -> EventLog:
        """Open a log; see `create` for the parameters.

        Raises
        ------
        NewerFormatError
            A newer Parcours, or a tool with newer Delta features, wrote it.
        StorageError
            There is no log, or the secret is not its own.
        """
        place = Place.of(root, private)
        delta = Delta.open(place)
        if delta.secret_check != _check_of(secret):
            raise StorageError(
                f"The secret is not that of the log at {place.uri}.",
                expected="Under another secret every touchpoint would be taken as new.",
                advice="Restore the shop's secret from a backup.",
            )
        return cls(place, delta, secret)

    def append(self, rows: pa.Table, *, app: str, version: int) -> Appended:
        """Add touchpoints, each (source, message_id) once for ever, the whole batch exactly once.

        Parameters
        ----------
        rows
            Touchpoints in the columns and types of `SCHEMA`.
        app, version
            Who appends, and the number of its batch; a number at or below `last` changes nothing.

        Raises
        ------
        InputError
            A column is missing, unknown, of another type, or null where it must not be.
        StorageError
            The disk is full or refuses; then nothing of the batch is in the log.
        """
        rows = checked(rows)
        seen = self._settled()
        if self._delta.committed(app, version):
            return Appended(0, 0, np.zeros(len(rows), dtype=np.bool_), already=True)
        self._tidy(seen)
        ids, kept = self._new(rows["source"], rows["message_id"], seen)
        seen.prepare(ids, app, version)
        self._writing = None  # from here until the commit only the table can tell whether the ids count
        files = self._write(rows if kept.all() else rows.filter(pa.array(kept)))
        self._delta.commit(files, batch=(app, version))
        seen.adopt(app, version)
        self._writing = (self._delta.version, seen)
        return Appended(len(ids), len(rows) - len(ids), kept)

    def last(self, app: str) -> int:
        """Return the last version that an application appended, -1 where none."""
        self._delta.refresh()
        return self._delta.last(app)

    def seen(self, source: Strings, message_id: Strings) -> npt.NDArray[np.bool_]:
        """Tell which (source, message_id) an append would leave out, changing nothing.

        The log took it once, or it stands further up among these.
        """
        self._delta.refresh()
        seen = self._own()
        if seen is None:
            seen = Seen(self._place.private / "ids", self._delta.committed)
        return ~self._new(source, message_id, seen)[1]

    def snapshot(self) -> Snapshot:
        """Return the newest version, with its files."""
        self._delta.refresh()
        return Snapshot(self._delta.version, self._delta.files())

    def read(
        self,
        columns: Sequence[str] | None = None,
        *,
        since: int | None = None,
        until: int | None = None,
        profiles: npt.ArrayLike | None = None,
        snapshot: Snapshot | None = None,
    ) -> Iterator[pa.RecordBatch]:
        """Stream touchpoints in the order of files and rows.

        Parameters
        ----------
        columns
            Names of `SCHEMA`; all by default. A column that an older log lacks is null.
        since, until
            Microseconds since 1970 UTC: from ``since`` to before ``until``.
        profiles
            Leaf profile ids.
        snapshot
            What to read; the newest version by default. `Snapshot.only` narrows it to some files.

        Raises
        ------
        InputError
            There is no such column.
        StorageError
            A file of an old snapshot is gone: take a new one.
        """
        names = known_columns(columns)
        of = None if profiles is None else _ids_of(profiles)
        files = (snapshot or self.snapshot()).files
        return read_batches(self._place, files, SCHEMA, names, Wanted(since, until, of))

    def added_since(self, version: int, snapshot: Snapshot | None = None) -> tuple[DataFile, ...] | None:
        """Return the files that appends added after a version, up to a snapshot (the newest by default).

        None where that cannot be told or read any more: rows were erased, or the files were merged
        and vacuumed, or the table's entries of that time are gone. Then read everything anew.
        """
        until = (snapshot or self.snapshot()).version
        files = self._delta.appended_since(version, until) if version <= until else None
        return None if files is None or self._place.missing(*(f.path for f in files)) else tuple(files)

    @property
    def compaction_due(self) -> bool:
        """Whether so many small files came together that merging them pays."""
        return sum(len(group) for group in small_groups(self.snapshot().files)) >= _MANY_SMALL_FILES

    def compact(self, keep: Collection[str] = ()) -> Compacted:
        """Merge small files; readers of older snapshots go on reading until the next compaction or vacuum.

        ``keep`` are paths of older files that must stay, such as those an index names.
        """
        seen = self._settled()
        done = upkeep.compact(self._place, self._delta, keep)
        self._writing = (self._delta.version, seen)
        return done

    def vacuum(self, keep: Collection[str] = ()) -> list[str]:
        """Delete the data files that neither the newest version nor ``keep`` names; return their paths."""
        self._settled()
        return upkeep.vacuum(self._place, self._delta, keep)

    def erase(self, profiles: npt.ArrayLike, keep: Collection[str] = ()) -> Erased:
        """Delete every row of these leaf profiles, and every file that held one, kept or not.

        Their message ids stay known as hashes, so that importing an old file again brings nothing back.
        """
        self._settled()
        self._writing = None  # should the erasure fail half-way, the next write finishes it
        return upkeep.erase(self._place, self._delta, _ids_of(profiles), keep)

    @property
    def erased(self) -> npt.NDArray[np.int64]:
        """The leaf profiles erased so far, sorted: what a restored backup must forget again."""
        return load(self._place.private / DONE)

    def check(self, keep: Collection[str] = ()) -> list[Finding]:
        """Look for what is wrong, changing nothing; ``keep`` as in `vacuum`."""
        self._delta.refresh()
        return list(findings(self._place, self._delta, keep))

    def _new(self, source: Strings, message_id: Strings, seen: Seen) -> tuple[Words, npt.NDArray[np.bool_]]:
        """Return the sorted hashes of the rows that are new, and which rows these are."""
        ids, order = sort_ids(message_hashes(source, message_id, self._secret))
        old = seen.contains_sorted(ids)
        mark_repeats(ids, old)
        kept = np.empty(len(ids), dtype=np.bool_)
        kept[order] = ~old
        return ids if not old.any() else ids[~old], kept

    def _write(self, rows: pa.Table) -> list[DataFile]:
        if not len(rows):
            return []
        rows = present(rows)
        return write_files(self._place, self._delta.version + 1, rows.schema, [rows], FILE_SIZE)

    def _tidy(self, seen: Seen) -> None:
        """Do before a commit what might fail, so that an error always means: not in the log."""
        seen.merge()
        self._delta.checkpoint()

    def _settled(self) -> Seen:
        """Mend what a killed writer or an older Parcours left, unless we wrote last ourselves."""
        self._delta.refresh()
        seen = self._own()
        if seen is None:
            seen = self._mended()
            self._writing = (self._delta.version, seen)
        return seen

    def _own(self) -> Seen | None:
        """Return the ids as we know them, None where somebody else wrote since."""
        if self._writing is None or self._writing[0] != self._delta.version:
            return None
        return self._writing[1]

    def _mended(self) -> Seen:
        self._writing = None
        seen = settle(self._place.private / "ids", self._delta.committed)
        self._delta.evolve()
        upkeep.finish_erasure(self._place, self._delta)
        if len(seen) < sum(file.rows for file in self._delta.files()):
            self._recall(seen)
        return seen

    def _recall(self, seen: Seen) -> None:
        """Hash the log's own ids again: their runs are lost, or never came along with the table."""
        for batch in self.read(["source", "message_id"]):
            seen.add(message_hashes(batch["source"], batch["message_id"], self._secret))


def _ids_of(profiles: npt.ArrayLike) -> npt.NDArray[np.int64]:
    return np.unique(np.asarray(profiles, dtype=np.int64))


def _check_of(secret: bytes) -> str:
    if len(secret) != 16:
        raise InputError(f"A secret of {len(secret)} bytes was given.", expected="It has 16 bytes.")
    return derive(secret, "check").hex()
