"""The door in a process of its own, which is killed and comes back, and a worker that empties its inbox."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parcours.eventlog.inbox import Inbox

PATIENCE = 120


class Served:
    """`parcours collect` on one port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        # A group of its own: the server's process has others below it, which a kill must reach, too.
        self._process = parcours("collect", "--shop", self.folder, "--port", self.port)
        wait_until(self._answers, "the door does not open")

    def kill(self) -> None:
        """End it as a power cut does, and wait until its port is free."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        wait_until(lambda: not self._answers(), "the door does not close")

    def stop(self) -> None:
        assert self._process
        self._process.terminate()
        assert self._process.wait(PATIENCE) == 0

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False


def parcours(*words: object) -> subprocess.Popen[bytes]:
    """Run a command in a group of processes of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARCOURS_")}
    command = [sys.executable, "-m", "parcours.cli", *map(str, words)]
    return subprocess.Popen(command, env=environment, start_new_session=True)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a shop's door until the end of the block."""
    found = Served(folder)
    found.start()
    try:
        yield found
    finally:
        found.stop()


def drain(folder: Path) -> None:
    """Let a worker take to the log what waits."""
    worker = parcours("worker", "--shop", folder)
    with contextlib.closing(Inbox(folder)) as inbox:
        wait_until(lambda: inbox.waiting == 0, "the worker does not empty the inbox")
    worker.terminate()
    assert worker.wait(PATIENCE) == 0


def wait_until(what: Callable[[], bool], why: str) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > until:
            pytest.fail(why)
        time.sleep(0.05)


def _free_port() -> int:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])
