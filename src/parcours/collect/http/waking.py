"""From the thread that commits to the loop that answers."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import Future


class Waking:
    """Wakes one loop for what another thread has done: once for a whole commit, for that costs most of it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._done: deque[tuple[asyncio.Future[None], BaseException | None]] = deque()

    def watch(self, done: Future[None]) -> asyncio.Future[None]:
        """Return what the loop can wait for."""
        waiting = self.loop.create_future()
        done.add_done_callback(lambda it: self._tell(waiting, it.exception()))
        return waiting

    def _tell(self, waiting: asyncio.Future[None], error: BaseException | None) -> None:
        self._done.append((waiting, error))
        if len(self._done) == 1:  # else the loop has been woken, and has not come here yet
            self.loop.call_soon_threadsafe(self._tell_all)

    def _tell_all(self) -> None:
        while self._done:
            waiting, error = self._done.popleft()
            if waiting.done():  # who sent it has gone
                continue
            if error is None:
                waiting.set_result(None)
            else:
                waiting.set_exception(error)
