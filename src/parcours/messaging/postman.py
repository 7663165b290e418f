"""The postman: carries messages from the outbox to the mail server, in a thread of the worker."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

from parcours.messaging import outbox
from parcours.messaging.smtp import Line

_ROUND = 50
"""Messages that one connection carries: some servers hang up after a hundred."""
_REST, _LONGEST_REST = timedelta(seconds=30), timedelta(minutes=10)
_log = logging.getLogger(__name__)


class Postman:
    """The only one who sends; its holder has the shop's lock."""

    name = "postman"
    every = 1.0

    def __init__(self) -> None:
        self._sound = False
        self._rest_until: datetime | None = None
        self._failures = 0

    def turn(self, clock: Callable[[], datetime], stopping: threading.Event) -> bool:
        """Send what is due, up to a round; return whether there may be more at once."""
        if not self._sound:
            outbox.recover(clock())
            self._sound = True
        if self._rest_until is not None and clock() < self._rest_until:
            return False
        self._sound = False  # until the round has ended, whatever ends it
        with closing(Line()) as line:
            more = self._round(line, clock, stopping)
        self._sound = True
        return more

    def _round(self, line: Line, clock: Callable[[], datetime], stopping: threading.Event) -> bool:
        for _ in range(_ROUND):
            number = outbox.next_due(clock())
            if number is None or stopping.is_set():
                return False
            taken = outbox.take(number, clock())
            if taken is not None and not self._deliver(line, taken, clock):
                return False
        return True

    def _deliver(self, line: Line, taken: outbox.Taken, clock: Callable[[], datetime]) -> bool:
        """Hand one over; return whether to go on: what stops every message is tried again later."""
        outcome = line.deliver(taken.server, taken.envelope)
        outbox.settle(taken, outcome, clock())
        about = {"message": taken.number, "result": outcome.result, "cause": outcome.cause}
        _log.info("a message was tried", extra=about)
        if not outcome.about_setup:
            self._failures, self._rest_until = 0, None
            return True
        self._rest_until = clock() + min(_REST * 2 ** min(self._failures, 10), _LONGEST_REST)
        self._failures += 1
        return False
