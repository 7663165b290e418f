"""The worker: the one process that writes. It moves the stream, keeps the clock, and does jobs."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from django.db import Error as DatabaseError
from django.db import connection

from parcours.errors import BusyError, ParcoursError
from parcours.shop import Shop
from parcours.stream import heartbeat
from parcours.stream.beside import accompany
from parcours.stream.heartbeat import Heartbeat
from parcours.stream.intake import BATCH
from parcours.stream.jobs import JobKind, Jobs, StoppedError
from parcours.stream.registry import Rooms
from parcours.stream.stream import Stream
from parcours.stream.upkeep import Upkeep

COMMIT_EVERY = 1.0
"""Seconds between two commits of the log: each makes a file, and files must be merged."""

_LOOK_EVERY, _CLOCK_EVERY, _TELL_EVERY = 0.2, 1.0, 5.0
_FOLLOW_FOR = 1.0
_MEND_EVERY = 86_400.0
_LONGEST_WAIT = 30.0
_log = logging.getLogger(__name__)


class Worker:
    """Runs a shop's stream until it is told to stop.

    Parameters
    ----------
    shop, rooms, kinds
        The shop, what its rooms registered, and the kinds of jobs.
    clock
        Tells the time, UTC. How long something takes is measured by another, which nobody sets.
    """

    def __init__(
        self, shop: Shop, rooms: Rooms, kinds: tuple[JobKind, ...], clock: Callable[[], datetime]
    ) -> None:
        self._shop = shop
        self._clock = clock
        self._stream = Stream(shop, rooms, clock)
        self._jobs = Jobs(self._stream, kinds, clock, self._breathe)
        self._upkeep = Upkeep(shop, rooms.readers, clock)
        self._companions = rooms.companions
        self._stopping = threading.Event()
        self._due_at = {"commit": 0.0, "clock": 0.0, "tell": 0.0, "mend": 0.0}
        self._beat = Heartbeat(os.getpid(), 0)
        self._sound = False
        self._failures = 0

    def stop(self) -> None:
        """Let it end: what was begun is finished, a job goes on with the next worker."""
        self._stopping.set()

    def run(self) -> None:
        """Run until stopped, whatever fails."""
        with self._locked() as held:
            if held:
                self._work()

    def _work(self) -> None:
        _log.info("the worker began", extra={"pid": os.getpid()})
        beside = accompany(self._companions, self._clock, self._stopping)
        while not self._stopping.is_set():
            busy = self._attempt(self._turn)
            self._stopping.wait(0 if busy else self._pause())
        self._attempt(self._finish)
        for thread in beside:
            thread.join()
        _log.info("the worker ended")

    def _finish(self) -> bool:
        """Take to the log what came in."""
        self._due_at["commit"] = 0.0
        self._move()
        heartbeat.clear(self._shop.folder)
        return True

    def _turn(self) -> bool:
        """Do what is to be done; return whether there may be more at once."""
        if not self._sound:
            self._stream.recover()
            self._jobs.recover()
            self._sound = True
        busy = self._move()
        if self._due("clock", _CLOCK_EVERY):
            if self._stream.fire():
                self._due_at["clock"], busy = 0.0, True
            busy |= self._jobs.run_next()
        if not busy:
            self._rest()
        self._tell()
        return busy

    def _rest(self) -> None:
        """Do what can wait for a quiet moment."""
        if self._due("mend", _MEND_EVERY) and (mended := self._stream.mend()):
            _log.warning("what was left half done is mended", extra={"mended": mended})
        if self._upkeep.keep():
            self._stream.look_again()

    def _breathe(self) -> None:
        """Let the stream go on in the middle of a job."""
        if self._stopping.is_set():
            raise StoppedError
        self._move()
        if self._due("clock", _CLOCK_EVERY):
            self._stream.fire()
        self._tell(job=True)

    def _move(self) -> bool:
        """Take in, and follow for a while; return whether there is more."""
        more = self._take_in()
        until = time.monotonic() + _FOLLOW_FOR
        while done := self._stream.follow():
            self._beat = replace(self._beat, followed=self._beat.followed + done.rows)
            self._upkeep.log_changed()
            if time.monotonic() > until:
                return True
        return more

    def _take_in(self) -> bool:
        """Commit what has come in, once a second; return whether a whole batch may wait already."""
        if not self._stream.inbox.waiting or not self._due("commit", COMMIT_EVERY):
            return False
        step = self._stream.step()
        beat = self._beat
        self._beat = replace(
            beat,
            accepted=beat.accepted + step.accepted,
            duplicates=beat.duplicates + step.duplicates,
            quarantined=beat.quarantined + step.quarantined,
        )
        if step.quarantined:
            _log.warning("something received cannot be taken in", extra={"items": step.quarantined})
        if step.items < BATCH:
            return False
        self._due_at["commit"] = 0.0
        return True

    def _due(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due_at[what]:
            return False
        self._due_at[what] = now + every
        return True

    def _pause(self) -> float:
        return min(2.0**self._failures, _LONGEST_WAIT) if self._failures else _LOOK_EVERY

    def _attempt(self, deed: Callable[[], bool]) -> bool:
        try:
            done = deed()
        except (ParcoursError, DatabaseError, OSError) as error:
            self._failed(str(error) if isinstance(error, ParcoursError) else type(error).__name__)
            return False
        except Exception as error:  # noqa: BLE001 - the outermost loop: the next turn may do better
            _log.exception("this should not have happened")
            self._failed(type(error).__name__)
            return False
        if self._failures:
            _log.info("it works again", extra={"failures": self._failures})
            self._failures = 0
            self._due_at["tell"] = 0.0
        return done

    def _failed(self, why: str) -> None:
        self._failures += 1
        self._sound = False
        _log.warning("it does not work now", extra={"why": why, "again_in_seconds": self._pause()})
        with contextlib.suppress(DatabaseError):
            connection.close()  # a lost one is not found again, a new one may be
        self._due_at["tell"] = 0.0
        with contextlib.suppress(OSError, ParcoursError):
            self._tell(trouble=why)

    def _tell(self, *, job: bool = False, trouble: str = "") -> None:
        if not self._due("tell", _TELL_EVERY):
            return
        inbox = self._stream.inbox
        self._beat = replace(
            self._beat,
            at=round(self._clock().timestamp() * 1_000_000),
            waiting=inbox.waiting,
            oldest=inbox.oldest,
            job=job,
            trouble=trouble,
        )
        heartbeat.write(self._shop.folder, self._beat)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[bool]:
        """Wait for whoever else writes, such as an import from the command line; False if stopped before."""
        with contextlib.ExitStack() as stack:
            why = self._refused(stack)
            if why:
                _log.warning("the worker waits", extra={"why": why})
            while why and not self._stopping.wait(_CLOCK_EVERY):
                why = self._refused(stack)
            yield not why

    def _refused(self, stack: contextlib.ExitStack) -> str:
        """Take the lock; return why that cannot be, where it cannot."""
        try:
            stack.enter_context(self._shop.lock())
        except BusyError as error:
            return error.what
        return ""
