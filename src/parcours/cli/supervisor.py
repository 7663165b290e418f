"""Keeps processes running: starts again what dies, later and later, and ends all at once."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_LONGEST_WAIT = 30.0
_SOUND_AFTER = 60.0
"""Seconds after which a process that dies counts as one that had worked."""
_GRACE = 30.0
_log = logging.getLogger(__name__)


@dataclass
class _Child:
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    start_at: float = field(default=0.0)

    def start(self, now: float) -> None:
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own
        self.started = now

    def died(self, now: float) -> float:
        """Note that it died; return after how many seconds to start it again."""
        self.process = None
        self.failures = 0 if now - self.started > _SOUND_AFTER else self.failures + 1
        wait = min(2.0**self.failures, _LONGEST_WAIT) if self.failures else 0.0
        self.start_at = now + wait
        return wait


class Supervisor:
    """Runs commands by name until it is told to stop."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self._children = {name: _Child(command) for name, command in commands.items()}
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End everything."""
        self._stopping.set()

    def run(self) -> None:
        """Run until stopped; every process has ended when this returns."""
        try:
            while not self._stopping.wait(0.1):
                for name, child in self._children.items():
                    self._look_after(name, child)
        finally:
            self._end()

    def _look_after(self, name: str, child: _Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_at:
                child.start(now)
        elif (code := child.process.poll()) is not None:
            wait = child.died(now)
            _log.warning(
                "a process died", extra={"name_of_process": name, "code": code, "again_in_seconds": wait}
            )

    def _end(self) -> None:
        running = [child.process for child in self._children.values() if child.process]
        for process in running:
            process.terminate()
        until = time.monotonic() + _GRACE
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # servers have children of their own
            process.wait()
