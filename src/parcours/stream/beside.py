"""What goes on beside the stream, in threads of the worker: what waits for others must not hold it up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from django.db import connection

_LONGEST_WAIT = 60.0
_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


class Companion(Protocol):
    """Something that has its own pace: ``turn`` is called every so many seconds, at once where it says so.

    Only one worker at a time has companions: that which holds the shop's lock.
    """

    name: str
    every: float

    def turn(self, clock: Clock, stopping: threading.Event) -> bool:
        """Do what is due; return whether there may be more at once."""
        ...


def accompany(
    companions: Sequence[Callable[[], Companion]], clock: Clock, stopping: threading.Event
) -> list[threading.Thread]:
    """Let companions begin, each in a thread that ends when all is to stop."""
    threads = [
        threading.Thread(target=_run, args=(make(), clock, stopping), daemon=True) for make in companions
    ]
    for thread in threads:
        thread.start()
    return threads


def _run(companion: Companion, clock: Clock, stopping: threading.Event) -> None:
    failures = 0
    while not stopping.is_set():
        try:
            busy, failures = companion.turn(clock, stopping), 0
        except Exception:  # noqa: BLE001 - the outermost loop: the next turn may do better
            failures += 1
            _log.exception("it does not work now", extra={"companion": companion.name, "failures": failures})
            connection.close()  # a lost one is not found again, a new one may be
            busy = False
        stopping.wait(0 if busy else min(companion.every * 2.0 ** min(failures, 10), _LONGEST_WAIT))
    connection.close()
