"""`parcours run` in a process of its own, and whoever asks it for something."""

from __future__ import annotations

import base64
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from parcours.shop import open_shop

PATIENCE = 120


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Running:
    """`parcours run` in a process of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = _environment() | environment
        self.web, self.collect = free_port(), free_port()
        self.key = json.loads(self.parcours("key", "new", "web", "--shop", folder, "--json").stdout)["key"]
        words = ["run", folder, "--port", self.web, "--collect-port", self.collect]
        with (folder.parent / "run.log").open("w") as log:
            self.process = subprocess.Popen(_command(*words), stderr=log, stdout=log, env=self.environment)

    def parcours(self, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(*words), capture_output=True, text=True, env=self.environment, timeout=PATIENCE
        )

    def get(self, port: int, path: str) -> tuple[int, bytes]:
        return self._ask("GET", port, path)

    def send(self, *names: str) -> int:
        calls = [{"type": "page", "messageId": name, "anonymousId": "a1"} for name in names]
        auth = {"authorization": "Basic " + base64.b64encode(f"{self.key}:".encode()).decode()}
        return self._ask("POST", self.collect, "/v1/batch", json.dumps({"batch": calls}), auth)[0]

    def _ask(self, method: str, port: int, path: str, body: str = "", headers: dict[str, str] | None = None):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def wait_for(self, what: Callable[[], object], why: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if what():
                    return
            except OSError:
                pass
            time.sleep(0.1)
        pytest.fail(f"{why}\n{(self.folder.parent / 'run.log').read_text()}")

    @property
    def logged(self) -> int:
        """How many touchpoints the log has."""
        return open_shop(self.folder).log.snapshot().rows

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def _command(*words: object) -> list[str]:
    return [sys.executable, "-m", "parcours.cli", *map(str, words)]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PARCOURS_")}


@contextmanager
def running_shop(folder: Path, **environment: str) -> Iterator[Running]:
    """Run the shop of a folder until the end of the block; it is ready when the block begins."""
    found = Running(folder, **environment)
    try:
        found.wait_for(lambda: found.get(found.collect, "/readyz")[0] == 200, "the intake is not ready")
        found.wait_for(lambda: found.get(found.web, "/readyz")[0] == 200, "the application is not ready")
        yield found
    finally:
        code = found.stop()
    assert code == 0
