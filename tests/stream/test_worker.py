"""The worker goes on whatever fails, and ends when it is told to."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import connection

from parcours.errors import BusyError, StorageError
from parcours.eventlog import EventLog
from parcours.stream import heartbeat
from parcours.stream.models import Job, Position
from parcours.stream.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(shop, rooms, monkeypatch):
    monkeypatch.setattr("parcours.stream.worker.COMMIT_EVERY", 0.05)
    monkeypatch.setattr("parcours.stream.worker._LONGEST_WAIT", 0.2)
    return Worker(shop, rooms, (), lambda: datetime.now(UTC))


@contextlib.contextmanager
def stopping(worker, when, seconds=30):
    """Stop the worker when something holds, or after a while."""

    def watch():
        until = time.monotonic() + seconds
        try:
            while not when() and time.monotonic() < until:
                time.sleep(0.02)
        finally:
            worker.stop()
            connection.close()

    thread = threading.Thread(target=watch)
    thread.start()
    yield
    thread.join()


def run(worker, when):
    with stopping(worker, when):
        worker.run()


def test_it_takes_in_and_follows(worker, send, listener):
    send("m1", "m2")
    run(worker, lambda: len(listener.told) == 2)
    assert listener.told == [("m1", True), ("m2", True)]


def test_told_to_stop_it_finishes_what_came_in(worker, send, listener):
    send("m1")
    worker.stop()
    worker.run()
    assert listener.names == ["m1"]


def test_it_tells_how_it_does(worker, shop, send, listener):
    send("m1", {"type": "page"})
    run(worker, lambda: len(listener.told) == 1)
    beat = heartbeat.read(shop.folder)
    assert beat is not None
    assert (beat.accepted, beat.quarantined, beat.followed, beat.trouble) == (1, 1, 1, "")
    assert beat.alive(beat.at + 1_000_000)
    assert not beat.alive(beat.at + 60_000_000)


def test_it_waits_for_whoever_writes(worker, shop, send, listener):
    send("m1")
    busy = threading.Event()

    def write_for_a_while():
        with shop.lock():
            busy.set()
            time.sleep(0.5)

    other = threading.Thread(target=write_for_a_while)
    other.start()
    busy.wait()
    run(worker, lambda: bool(listener.told))
    other.join()
    assert listener.names == ["m1"]


def test_nobody_else_writes_while_it_runs(worker, shop, listener, send):
    refused = []

    def when():
        try:
            with shop.lock():
                return False
        except BusyError as error:
            refused.append(error)
            return True

    run(worker, when)
    assert refused


def test_a_full_disk_is_said_and_survived(worker, shop, send, listener, monkeypatch):
    whole, failures = EventLog.append, []

    def append(log, rows, **more):
        if len(failures) < 3:
            failures.append(1)
            raise StorageError("Could not write touchpoints: the disk is full.", retryable=True)
        return whole(log, rows, **more)

    monkeypatch.setattr(EventLog, "append", append)
    send("m1")
    run(worker, lambda: bool(listener.told))
    assert listener.names == ["m1"]


def test_a_room_that_fails_for_a_while_is_told_again(worker, send, listener, rooms):
    whole, failures = listener.follow, []

    def follow(arrived):
        if len(failures) < 2:
            failures.append(1)
            raise ZeroDivisionError
        whole(arrived)

    object.__setattr__(rooms.reactions[0], "follow", follow)
    send("m1")
    run(worker, lambda: bool(listener.told))
    assert listener.names == ["m1"]


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_locked_database_is_waited_for(worker, send, listener):
    Position.objects.exists()
    connection.connection.execute("PRAGMA busy_timeout=100")
    send("m1")
    held = threading.Event()

    def hold():
        with contextlib.closing(
            sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        ) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            time.sleep(1)
            other.execute("ROLLBACK")

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    run(worker, lambda: bool(listener.told))
    other.join()
    assert listener.names == ["m1"]


def test_a_connection_that_is_lost_is_made_again(worker, send, listener, rooms):
    whole, failures = listener.follow, []

    def follow(arrived):
        if not failures:
            failures.append(1)
            connection.connection.close()
        whole(arrived)
        listener.told[:] = dict.fromkeys(listener.told)
        Job.objects.exists()

    object.__setattr__(rooms.reactions[0], "follow", follow)
    send("m1")
    run(worker, lambda: bool(listener.told) and Position.objects.filter(target=None).exists())
    assert listener.names == ["m1"]


def test_a_clock_that_is_set_back_stops_nothing(shop, rooms, clock, send, listener, monkeypatch):
    monkeypatch.setattr("parcours.stream.worker.COMMIT_EVERY", 0.05)
    send("m1")
    run(Worker(shop, rooms, (), clock), lambda: len(listener.names) == 1)
    clock.move(hours=-3)
    send("m2")
    run(Worker(shop, rooms, (), clock), lambda: len(listener.names) == 2)
    assert listener.names == ["m1", "m2"]
