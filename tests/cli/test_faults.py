"""What can break under a shop that runs: it says so, acknowledges nothing that it could lose, and goes on."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.running import PATIENCE, Running, free_port, running_shop
from tests.conftest import missing

from parcours.shop import Shop, open_shop
from parcours.stream import heartbeat

pytestmark = pytest.mark.slow
_FILL = 1 << 20


def ready(running: Running) -> bool:
    return running.get(running.web, "/readyz")[0] == 200


def trouble(running: Running) -> str:
    beat = heartbeat.read(running.folder)
    return beat.trouble if beat else ""


def send_until(running: Running, enough: Callable[[], object]) -> list[str]:
    """Send touchpoints until something has happened; return the names of those that were taken."""
    taken, until = [], time.monotonic() + PATIENCE
    while not enough() and time.monotonic() < until:
        name = f"m{time.monotonic_ns()}"
        if running.send(name) == 200:
            taken.append(name)
        time.sleep(0.05)
    assert enough()
    return taken


def all_there(running: Running, taken: list[str]) -> None:
    """Everything acknowledged is in the log, once, and the state has followed it."""
    running.wait_for(lambda: running.logged >= len(taken), "what was acknowledged is not in the log")
    running.wait_for(lambda: ready(running), "it is not ready again")
    parts = open_shop(running.folder).log.read(["message_id"])
    assert sorted(name for part in parts for name in part[0].to_pylist()) == sorted(taken)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with running_shop(Shop.create(tmp_path / "shop").folder) as found:
        yield found


def test_while_somebody_holds_the_database_it_takes_in_and_then_follows(running):
    with contextlib.closing(sqlite3.connect(running.folder / "parcours.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        taken = send_until(running, lambda: trouble(running))  # which it tells once its patience has ended
        assert running.get(running.web, "/door/login/")[0] in (200, 302)  # who only reads waits for nobody
        other.execute("ROLLBACK")
    taken += send_until(running, lambda: not trouble(running))
    all_there(running, taken)


def test_a_database_that_cannot_be_opened_is_waited_for(running):
    file, away = running.folder / "parcours.db", running.folder / "away.db"
    file.rename(away)
    file.mkdir()
    taken = send_until(running, lambda: running.get(running.web, "/door/login/")[0] == 503)
    status, told = running.get(running.web, "/readyz")
    assert (status, told) == (503, b'{"status": "the database does not answer"}')
    file.rmdir()
    away.rename(file)
    taken += send_until(running, lambda: ready(running))
    all_there(running, taken)


@contextlib.contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A disk of so many bytes, in memory."""
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator of Linux can make a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def fill(file: Path) -> None:
    """Write until there is no room."""
    with contextlib.suppress(OSError), file.open("ab", buffering=0) as opened:
        while True:
            opened.write(bytes(_FILL))
    with contextlib.suppress(OSError), file.open("ab", buffering=0) as opened:
        while True:
            opened.write(bytes(1))


def test_a_full_disk_is_said_and_all_goes_on_when_there_is_room(tmp_path):
    with (
        small_disk(tmp_path / "disk", "160m") as disk,
        running_shop(Shop.create(disk / "shop").folder) as running,
    ):
        ballast = disk / "ballast"
        taken = send_until(running, lambda: running.logged)
        fill(ballast)
        status, told = running.get(running.collect, "/readyz")
        assert status == 503
        assert b"The disk is nearly full" in told
        assert running.send("refused") == 503
        running.wait_for(lambda: not ready(running), "it does not tell that it cannot go on")
        ballast.unlink()
        taken += send_until(running, lambda: running.get(running.collect, "/readyz")[0] == 200)
        taken += send_until(running, lambda: ready(running))
        all_there(running, taken)
        told = json.loads(running.parcours("doctor", "--json", "--shop", running.folder).stdout)
        assert {each["name"] for each in told["findings"] if not each["harmless"]} == {"disk"}


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Callable[[str], None]]:
    """A server of PostgreSQL to start and stop; its address is in ``postgresql.address``."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not places:
        missing("no PostgreSQL")
    # Not among pytest's folders: only their owner may enter those, and this server is not run by root.
    folder, port = Path(tempfile.mkdtemp(prefix="parcours-postgresql-")), free_port()
    who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if who:
        shutil.chown(folder, "postgres")

    def do(*words: object) -> None:
        command = [*who, *map(str, words)]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=PATIENCE)

    def control(deed: str) -> None:
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        more = ["-o", options, "-l", folder / "log"] if deed == "start" else ["-m", "immediate"]
        do(places[-1] / "pg_ctl", "-D", folder / "data", "-w", deed, *more)

    do(places[-1] / "initdb", "-D", folder / "data", "-U", "parcours", "-A", "trust", "-E", "UTF8")
    control("start")
    control.address = f"postgresql://parcours@127.0.0.1:{port}/postgres"
    yield control
    with contextlib.suppress(subprocess.CalledProcessError):
        control("stop")
    shutil.rmtree(folder)


def test_a_server_of_databases_may_go_and_come_again(tmp_path, postgresql):
    folder = Shop.create(tmp_path / "shop").folder
    with running_shop(folder, PARCOURS_DATABASE=postgresql.address) as running:
        taken = send_until(running, lambda: running.logged)
        postgresql("stop")
        taken += send_until(running, lambda: trouble(running))
        assert running.get(running.web, "/door/login/")[0] == 503
        postgresql("start")
        taken += send_until(running, lambda: ready(running))
        all_there(running, taken)
