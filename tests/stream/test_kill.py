"""kill -9 at any moment of a batch: nothing acknowledged is lost, and nothing is anywhere twice."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import random
import runpy
import shutil
import signal
import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest
from deltalake import DeltaTable

from parcours.eventlog.inbox import Inbox, Payload
from parcours.shop import Shop, open_shop

VICTIM = Path(__file__).with_name("victim.py")
CALLS = 5

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(
    ["parcours.collect.http.rows", "parcours.journeys.index", "django.core.management", "django.urls"]
)


class Sender:
    """Sends, and remembers the names of what was acknowledged."""

    def __init__(self, shop: Shop) -> None:
        self._inbox = Inbox(shop.folder)
        self.acknowledged: list[str] = []

    def send(self, payloads: int) -> None:
        for _ in range(payloads):
            names = [f"m{len(self.acknowledged) + n}" for n in range(CALLS)]
            calls = [
                {"type": "track", "event": "Product Viewed", "messageId": name, "anonymousId": f"a{name[-1]}"}
                for name in names
            ]
            body = json.dumps({"batch": calls}).encode()
            self._inbox.put([Payload("http:web", "browser", time.time_ns() // 1000, CALLS, body)])
            self.acknowledged += names

    def close(self) -> None:
        self._inbox.close()


def start(shop, die_at=0, *, until_idle=False):
    given = {"folder": shop.folder, "die_at": die_at, "until_idle": until_idle}
    process = processes.Process(target=runpy.run_path, args=(str(VICTIM), given))
    process.start()
    return process


def wait_until_it_moves(shop, process):
    """Wait until the worker has begun to take from the inbox."""
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        before = inbox.waiting
        while process.is_alive() and inbox.waiting == before:
            time.sleep(0.002)


def finish(shop):
    process = start(shop, until_idle=True)
    process.join(120)
    assert process.exitcode == 0


def check_promises(shop, acknowledged):
    """Read log and state with nothing of our own: everything is there, everything once."""
    logged = Counter(
        DeltaTable(str(shop.folder / "log"))
        .to_pyarrow_table(columns=["message_id"])["message_id"]
        .to_pylist()
    )
    with contextlib.closing(sqlite3.connect(shop.folder / "parcours.db")) as state:
        told = Counter(ref for (ref,) in state.execute("SELECT ref FROM stream_timer WHERE kind = 'told'"))
        assert state.execute("SELECT count(*) FROM stream_emitted").fetchone() == (0,)
    assert set(acknowledged) <= logged.keys()
    assert len(logged) == 2 * len(acknowledged), "a notice for each, and nothing else"
    assert set(logged.values()) == {1}
    assert told == logged


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A shop whose state has followed its empty log."""
    shop = Shop.create(tmp_path_factory.mktemp("empty") / "shop")
    finish(shop)
    return shop.folder


@pytest.fixture
def shop(empty, tmp_path):
    return open_shop(shutil.copytree(empty, tmp_path / "shop"))


@pytest.fixture
def sender(shop):
    found = Sender(shop)
    yield found
    found.close()


def kill_often(shop, sender, times):
    choose = random.Random(times)
    killed = 0
    while killed < times:
        sender.send(6)
        process = start(shop)
        wait_until_it_moves(shop, process)
        time.sleep(choose.expovariate(20))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
    finish(shop)
    check_promises(shop, sender.acknowledged)


def test_killed_ten_times_in_the_middle_of_batches(shop, sender):
    kill_often(shop, sender, 10)


@pytest.mark.slow
def test_killed_two_hundred_times_in_the_middle_of_batches(shop, sender):
    kill_often(shop, sender, 200)


@pytest.mark.parametrize("moment", range(1, 16))
def test_killed_between_each_pair_of_steps(shop, sender, moment):
    sender.send(2)
    process = start(shop, die_at=moment, until_idle=True)
    process.join(120)
    finish(shop)
    check_promises(shop, sender.acknowledged)
