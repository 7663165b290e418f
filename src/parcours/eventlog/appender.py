"""Puts into the inbox for many at once: whoever comes while the disk works shares the next commit."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from parcours.errors import StorageError
from parcours.eventlog.inbox import LARGEST, Inbox, Payload

ROOM = 64 << 20
"""Bytes free on the disk below which nothing more is taken: the worker needs some to empty the inbox."""

_MOST, _MOST_BYTES = 1_000, 64 << 20
_CHECK_EVERY = 64
_Waiting = tuple[tuple[Payload, ...], "Future[None]"]


class Appender:
    """One thread that commits; `put` may be called from every thread.

    Parameters
    ----------
    folder
        The shop's folder.
    largest
        Bytes waiting in the inbox above which nothing more is taken.
    room
        Bytes free on the disk below which nothing more is taken.
    """

    def __init__(self, folder: Path, largest: int = LARGEST, room: int = ROOM) -> None:
        self._folder = folder
        self._largest = largest
        self._room = room
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._counting = threading.Lock()
        self._bytes = 0
        self._commits = 0
        self._refusal: StorageError | None = None
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)
        self._thread.start()

    def put(self, *payloads: Payload) -> Future[None]:
        """Return what is done once the payloads are on disk, or fails with a StorageError.

        Without any, it tells whether the inbox would take one.
        """
        done: Future[None] = Future()
        done.set_running_or_notify_cancel()  # whoever stops waiting for it does not undo it
        if self._queue.qsize() >= _MOST or not self._counted(_size(payloads)):
            done.set_exception(_too_long())
        else:
            self._queue.put((payloads, done))
        return done

    def _counted(self, size: int) -> bool:
        """Count bytes that wait in memory, unless these are too many."""
        with self._counting:
            if size > 0 and self._bytes + size > _MOST_BYTES:
                return False
            self._bytes += size
        return True

    def close(self) -> None:
        """Commit what waits, then end."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        inbox: Inbox | None = None
        for group in self._groups():
            self._counted(-sum(_size(payloads) for payloads, _ in group))
            try:
                inbox = inbox or Inbox(self._folder)
                self._commit(inbox, group)
            except StorageError as error:
                for _, done in group:
                    done.set_exception(error)
        if inbox:
            inbox.close()

    def _groups(self) -> Iterator[list[_Waiting]]:
        while (first := self._queue.get()) is not None:
            group = [first]
            while len(group) < _MOST and not self._queue.empty():
                after = self._queue.get()
                if after is None:
                    yield group
                    return
                group.append(after)
            yield group

    def _commit(self, inbox: Inbox, group: list[_Waiting]) -> None:
        payloads = [payload for several, _ in group for payload in several]
        if self._refusal or not payloads or self._commits % _CHECK_EVERY == 0:
            self._refusal = self._why_not(inbox)
        self._commits += 1
        if self._refusal:
            raise self._refusal
        inbox.put(payloads)
        for _, done in group:
            done.set_result(None)

    def _why_not(self, inbox: Inbox) -> StorageError | None:
        if inbox.size > self._largest:
            return _too_long()
        if shutil.disk_usage(self._folder).free < self._room:
            return StorageError(
                "The disk is nearly full: the little room that is left is for the log.",
                advice="Free some space; what was acknowledged is safe.",
                retryable=True,
            )
        return None


def _size(payloads: tuple[Payload, ...]) -> int:
    return sum(len(payload.body) for payload in payloads)


def _too_long() -> StorageError:
    return StorageError(
        "Too much waits in the inbox.",
        advice="The worker does not keep up or does not run: see its log. Send it again later.",
        retryable=True,
    )
