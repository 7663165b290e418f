"""A shop that runs: touchpoints go from the door to the state; what needs its one writer asks it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
from collections.abc import Iterator

import pytest
from tests.cli.running import Running, free_port, running_shop

from parcours.shop import Settings, Shop
from parcours.stream import heartbeat


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    shop = Shop.create(tmp_path_factory.mktemp("running") / "shop", Settings(zone="Europe/Paris"))
    with running_shop(shop.folder) as found:
        yield found


def test_what_is_sent_comes_into_the_log(running):
    before = running.logged
    assert running.send("m1", "m2") == 200
    running.wait_for(lambda: running.logged == before + 2, "nothing came into the log")


def test_it_tells_how_it_does(running):
    assert running.get(running.web, "/healthz")[0] == 200
    assert b"parcours_worker_up 1.0" in running.get(running.web, "/metrics")[1]
    assert b"parcours_collect_calls_total" in running.get(running.collect, "/metrics")[1]


@pytest.mark.slow
def test_a_worker_that_is_killed_is_started_again(running):
    beat = heartbeat.read(running.folder)
    assert beat is not None
    os.kill(beat.pid, signal.SIGKILL)
    running.wait_for(lambda: heartbeat.read(running.folder).pid != beat.pid, "no other worker")
    before = running.logged
    assert running.send("after") == 200
    running.wait_for(lambda: running.logged == before + 1, "the new worker takes nothing in")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no niceness here")
def test_the_worker_leaves_the_processors_to_the_intake(running):
    worker = heartbeat.read(running.folder).pid
    assert os.getpriority(os.PRIO_PROCESS, worker) > os.getpriority(os.PRIO_PROCESS, running.process.pid)


def test_an_import_beside_it_is_told_what_to_do(running, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_text("order,customer,date,total\nA1,c1,2026-01-05,12.50\n")
    done = running.parcours("import", file, "--shop", running.folder)
    assert done.returncode == 1
    assert "The shop is running" in done.stderr
    assert "parcours run" in done.stderr
    assert "The shop is running" in running.parcours("compact", "--shop", running.folder).stderr


@pytest.mark.slow
def test_the_worker_erases_and_backs_up_for_the_command_line(running, tmp_path):
    running.send("m9")
    done = running.parcours("erase", "--visitor", "a1", "--yes", "--json", "--shop", running.folder)
    assert json.loads(done.stdout)["touchpoints"] > 0, done.stderr
    assert running.parcours("backup", running.folder, "-o", tmp_path / "file").returncode == 0
    assert running.parcours("restore", tmp_path / "file", tmp_path / "again").returncode == 0


def test_the_doctor_finds_nothing_wrong(running):
    done = running.parcours("doctor", "--shop", running.folder)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_second_one_says_that_it_runs_already(running):
    before = free_port(), free_port()
    for ports in ((running.web, running.collect), before):
        done = running.parcours("run", running.folder, "--port", ports[0], "--collect-port", ports[1])
        assert done.returncode == 1
        assert "The shop is running already" in done.stderr


@pytest.mark.slow
def test_another_shop_is_told_who_has_the_port(running, tmp_path):
    other = Shop.create(tmp_path / "other").folder
    done = running.parcours("run", other, "--port", running.web, "--collect-port", free_port())
    assert done.returncode == 1
    assert f"Port {running.web} is taken: Parcours itself answers" in done.stderr
    assert "--port" in done.stderr
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as held:
        taken = held.getsockname()[1]
        done = running.parcours("collect", "--shop", other, "--port", taken)
    assert f"Port {taken} is taken: another program" in done.stderr
