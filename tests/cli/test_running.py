"""A shop that runs: touchpoints go from the door to the state; what needs its one writer asks it."""

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
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from parcours.shop import Settings, Shop, open_shop
from parcours.stream import heartbeat

PATIENCE = 120


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Running:
    """`parcours run` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.web, self.collect = free_port(), free_port()
        self.key = json.loads(self.parcours("key", "new", "web", "--shop", folder, "--json").stdout)["key"]
        words = ["run", folder, "--port", self.web, "--collect-port", self.collect]
        with (folder.parent / "run.log").open("w") as log:
            self.process = subprocess.Popen(_command(*words), stderr=log, stdout=log, env=_environment())

    @staticmethod
    def parcours(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(*words), capture_output=True, text=True, env=_environment(), timeout=PATIENCE
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

    def wait_for(self, what, why: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if what():
                    return
            except OSError:
                pass
            time.sleep(0.1)
        pytest.fail(f"{why}\n{(self.folder.parent / 'run.log').read_text()}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def _command(*words: object) -> list[str]:
    return [sys.executable, "-m", "parcours.cli", *map(str, words)]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PARCOURS_")}


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    shop = Shop.create(tmp_path_factory.mktemp("running") / "shop", Settings(zone="Europe/Paris"))
    found = Running(shop.folder)
    try:
        found.wait_for(lambda: found.get(found.collect, "/readyz")[0] == 200, "the intake is not ready")
        found.wait_for(lambda: found.get(found.web, "/readyz")[0] == 200, "the application is not ready")
        yield found
    finally:
        assert found.stop() == 0


def logged(running: Running) -> int:
    return open_shop(running.folder).log.snapshot().rows


def test_what_is_sent_comes_into_the_log(running):
    before = logged(running)
    assert running.send("m1", "m2") == 200
    running.wait_for(lambda: logged(running) == before + 2, "nothing came into the log")


def test_it_tells_how_it_does(running):
    assert running.get(running.web, "/healthz")[0] == 200
    assert b"parcours_worker_up 1.0" in running.get(running.web, "/metrics")[1]
    assert b"parcours_collect_calls_total" in running.get(running.collect, "/metrics")[1]


def test_a_worker_that_is_killed_is_started_again(running):
    beat = heartbeat.read(running.folder)
    assert beat is not None
    os.kill(beat.pid, signal.SIGKILL)
    running.wait_for(lambda: heartbeat.read(running.folder).pid != beat.pid, "no other worker")
    before = logged(running)
    assert running.send("after") == 200
    running.wait_for(lambda: logged(running) == before + 1, "the new worker takes nothing in")


def test_an_import_beside_it_is_told_what_to_do(running, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_text("order,customer,date,total\nA1,c1,2026-01-05,12.50\n")
    done = running.parcours("import", file, "--shop", running.folder)
    assert done.returncode == 1
    assert "The shop is running" in done.stderr
    assert "parcours run" in done.stderr
    assert "The shop is running" in running.parcours("compact", "--shop", running.folder).stderr


def test_the_worker_erases_and_backs_up_for_the_command_line(running, tmp_path):
    running.send("m9")
    done = running.parcours("erase", "--visitor", "a1", "--yes", "--json", "--shop", running.folder)
    assert json.loads(done.stdout)["touchpoints"] > 0, done.stderr
    assert running.parcours("backup", running.folder, "-o", tmp_path / "file").returncode == 0
    assert running.parcours("restore", tmp_path / "file", tmp_path / "again").returncode == 0


def test_the_doctor_finds_nothing_wrong(running):
    done = running.parcours("doctor", "--shop", running.folder)
    assert done.returncode == 0, done.stdout
