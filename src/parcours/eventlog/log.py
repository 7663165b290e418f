"""The event log: what other rooms call."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.errors import InputError, StorageError
from parcours.eventlog.delta import Delta
from parcours.eventlog.ids import mark_repeats, message_hashes, sort_ids
from parcours.eventlog.incoming import checked
from parcours.eventlog.parquet import present, write_files
from parcours.eventlog.place import Place
from parcours.eventlog.reading import Wanted, known_columns, read_batches
from parcours.eventlog.seen import Seen
from parcours.eventlog.siphash import Strings, Words, derive
from parcours.eventlog.snapshot import DataFile, Snapshot
from parcours.touchpoints.schema import SCHEMA

_FILE_SIZE = 128 << 20


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
        self._writing: Seen | None = None

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
        if self.last(app) >= version:
            return Appended(0, 0, np.zeros(len(rows), dtype=np.bool_), already=True)
        seen = self._seen()
        ids, kept = self._new(rows, seen)
        seen.prepare(ids, app, version)
        self._writing = None  # from here until the commit only the table can tell whether the ids count
        files = self._write(rows if kept.all() else rows.filter(pa.array(kept)))
        self._delta.commit(files, batch=(app, version))
        seen.adopt(app, version)
        self._writing = seen
        self._delta.checkpoint()
        return Appended(len(ids), len(rows) - len(ids), kept)

    def last(self, app: str) -> int:
        """Return the last version that an application appended, -1 where none."""
        return self._delta.last(app)

    def seen(self, source: Strings, message_id: Strings) -> npt.NDArray[np.bool_]:
        """Tell for each (source, message_id) whether the log ever took it. For the writer."""
        return self._seen().contains(message_hashes(source, message_id, self._secret))

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
        of = None if profiles is None else np.unique(np.asarray(profiles, dtype=np.int64))
        files = (snapshot or self.snapshot()).files
        return read_batches(self._place, files, SCHEMA, names, Wanted(since, until, of))

    def _new(self, rows: pa.Table, seen: Seen) -> tuple[Words, npt.NDArray[np.bool_]]:
        """Return the sorted hashes of the rows that are new, and which rows these are."""
        ids, order = sort_ids(message_hashes(rows["source"], rows["message_id"], self._secret))
        old = seen.contains_sorted(ids)
        mark_repeats(ids, old)
        kept = np.empty(len(rows), dtype=np.bool_)
        kept[order] = ~old
        return ids if not old.any() else ids[~old], kept

    def _write(self, rows: pa.Table) -> list[DataFile]:
        if not len(rows):
            return []
        rows = present(rows)
        return write_files(self._place, self._delta.version + 1, rows.schema, [rows], _FILE_SIZE)

    def _seen(self) -> Seen:
        if self._writing is None:
            self._delta.refresh()
            self._writing = Seen(self._place.private / "ids", lambda app, version: self.last(app) >= version)
        return self._writing


def _check_of(secret: bytes) -> str:
    if len(secret) != 16:
        raise InputError(f"A secret of {len(secret)} bytes was given.", expected="It has 16 bytes.")
    return derive(secret, "check").hex()
