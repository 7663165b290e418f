"""The inbox: what was received and is not in the log yet, durable before it is acknowledged.

An SQLite file: any number of processes put in, one takes out. Numbers rise and never come back, so
the number of the last row that the log has tells which rows are done, whatever is killed when.
"""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parcours.errors import StorageError

FILE = "inbox.db"
LARGEST = 2 << 30
"""Bytes waiting above which nothing more is taken in."""

_BUSY_SECONDS = 10
_MOST_ROWS = 500  # SQLite takes some thousands of values in a statement
_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",  # what the log has must not stay here: erasure would not find it
    "PRAGMA journal_size_limit=67108864",
)
_RECEIVED = """CREATE TABLE IF NOT EXISTS received (number INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL, trust TEXT NOT NULL, received_at INTEGER NOT NULL, items INTEGER NOT NULL,
    body BLOB NOT NULL)"""
_NAME = "CREATE TABLE IF NOT EXISTS name (only INTEGER PRIMARY KEY CHECK (only = 1), name TEXT NOT NULL)"


@dataclass(frozen=True)
class Payload:
    """What came in at once: ``items`` touchpoints in one body, from one sender.

    ``trust`` tells how sure the sender is (`touchpoints.TRUSTS`), ``received_at`` is in microseconds.
    """

    source: str
    trust: str
    received_at: int
    items: int
    body: bytes


@dataclass(frozen=True)
class Received:
    """A payload in the inbox, under its number."""

    number: int
    payload: Payload


class Inbox:
    """One process's, and one thread's, view of the inbox.

    Raises
    ------
    StorageError
        From every call: the disk is full or refuses; nothing of that call happened.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        with self._telling("open the inbox"):
            self._sql = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            self._prepare()

    def close(self) -> None:
        """Let go of the file."""
        self._sql.close()

    @property
    def name(self) -> str:
        """What tells this inbox from one made anew, whose numbers begin again."""
        return str(self._one("SELECT name FROM name"))

    def put(self, payloads: Sequence[Payload]) -> None:
        """Add payloads, all or none; they are on disk when this returns."""
        with self._changing("put into the inbox"):
            for first in range(0, len(payloads), _MOST_ROWS):
                self._insert(payloads[first : first + _MOST_ROWS])

    def _insert(self, payloads: Sequence[Payload]) -> None:
        # One statement for all: between two, other threads of a busy process would each take their turn.
        values = ", ".join(("(?, ?, ?, ?, ?)",) * len(payloads))
        self._sql.execute(
            f"INSERT INTO received (source, trust, received_at, items, body) VALUES {values}",  # noqa: S608 - marks
            [value for p in payloads for value in (p.source, p.trust, p.received_at, p.items, p.body)],
        )

    def take(self, items: int) -> list[Received]:
        """Return the oldest payloads, of about so many touchpoints; they stay until they are dropped."""
        taken: list[Received] = []
        with self._telling("read the inbox"):
            rows = self._sql.execute(
                "SELECT number, source, trust, received_at, items, body FROM received ORDER BY number"
            )
            with contextlib.closing(rows):
                for number, *payload in rows:
                    taken.append(Received(number, Payload(*payload)))
                    items -= taken[-1].payload.items
                    if items <= 0:
                        break
        return taken

    def drop(self, through: int) -> None:
        """Delete what the log has: everything up to a number."""
        with self._changing("empty the inbox"):
            self._sql.execute("DELETE FROM received WHERE number <= ?", (through,))

    @property
    def waiting(self) -> int:
        """How many payloads wait."""
        # Two selects: each is one step of the index, together they would read every row.
        ends = "(SELECT max(number) FROM received) - (SELECT min(number) FROM received)"
        return int(self._one(f"SELECT coalesce({ends} + 1, 0)"))

    @property
    def oldest(self) -> int | None:
        """When the payload was received that waits longest."""
        at: int | None = self._one("SELECT received_at FROM received ORDER BY number LIMIT 1")
        return at

    @property
    def size(self) -> int:
        """How many bytes wait, in whole pages."""
        used = self._one("PRAGMA page_count") - self._one("PRAGMA freelist_count")
        return int(used * self._one("PRAGMA page_size"))

    def copy_to(self, path: Path) -> None:
        """Write a copy as of now, while others put in."""
        with self._telling("copy the inbox"), contextlib.closing(sqlite3.connect(path)) as target:
            self._sql.backup(target)

    def scrub(self) -> None:
        """Leave no byte of what was dropped, in SQLite's journal neither."""
        with self._telling("scrub the inbox"):
            self._sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _prepare(self) -> None:
        for statement in _SETTINGS:
            self._sql.execute(statement)
        with self._changing("make the inbox"):
            self._sql.execute(_RECEIVED)
            self._sql.execute(_NAME)
            self._sql.execute("INSERT OR IGNORE INTO name VALUES (1, ?)", (uuid.uuid4().hex,))

    def _one(self, query: str) -> Any:
        with self._telling("read the inbox"):
            row = self._sql.execute(query).fetchone()
        return row[0] if row else None

    @contextlib.contextmanager
    def _changing(self, deed: str) -> Iterator[None]:
        with self._telling(deed):
            self._sql.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._sql.execute("COMMIT")
            except sqlite3.Error:
                if self._sql.in_transaction:  # some failures have ended it already
                    self._sql.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _telling(self, deed: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise _told(deed, error) from error
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"Could not {deed}: {self._path} is damaged ({error}).",
                advice="Move the file away: a new one is made, and what was in it must be sent again.",
            ) from error


def _told(deed: str, error: sqlite3.OperationalError) -> StorageError:
    if error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
        what, advice = "the disk is full", "Free some space; what was acknowledged is safe."
    else:
        what, advice = str(error), "If this repeats, run `parcours doctor`."
    return StorageError(f"Could not {deed}: {what}.", advice=advice, retryable=True)
