"""The worker goes on whatever fails, and ends when it is told to."""

from __future__ import annotations

import contextlib
import random
import resource
import sqlite3
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from parcours.errors import BusyError
from parcours.stream import heartbeat
from parcours.stream.models import Job, Position
from parcours.stream.timers import TimerKind, schedule
from parcours.stream.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(shop, rooms, clock, monkeypatch):
    monkeypatch.setattr("parcours.stream.worker.COMMIT_EVERY", 0.05)
    monkeypatch.setattr("parcours.stream.worker._LONGEST_WAIT", 0.2)
    return Worker(shop, rooms, (), clock)


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


def test_it_tells_how_it_does(worker, shop, send, listener, monkeypatch):
    send("m1", {"type": "page"})
    beats = []

    def when():
        beats.append(heartbeat.read(shop.folder))
        return len(listener.told) == 1 and beats[-1] is not None and beats[-1].followed == 1

    monkeypatch.setattr("parcours.stream.worker._TELL_EVERY", 0.05)
    run(worker, when)
    beat = beats[-1]
    assert heartbeat.read(shop.folder) is None, "it has ended"
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


def test_stopped_while_it_waits_it_writes_nothing(worker, shop, send, listener):
    send("m1")
    held, done = threading.Event(), threading.Event()

    def write():
        with shop.lock():
            held.set()
            done.wait(30)

    other = threading.Thread(target=write)
    other.start()
    held.wait()
    worker.stop()
    worker.run()
    done.set()
    other.join()
    assert listener.told == []


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


@contextlib.contextmanager
def full_disk(size=200_000):
    """Let no file of this process grow beyond a size; yields what makes room again."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def make_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield make_room
    finally:
        make_room()


def test_a_full_disk_is_said_and_survived(worker, shop, send, listener):
    texts = random.Random(1)
    view = {"type": "track", "event": "Product Viewed", "anonymousId": "a1"}
    send(
        *(
            {**view, "messageId": f"m{n}", "properties": {"note": texts.randbytes(200).hex()}}
            for n in range(1500)
        )
    )
    troubles = set()
    with full_disk() as make_room:

        def when():
            beat = heartbeat.read(shop.folder)
            if beat and beat.trouble:
                troubles.add(beat.trouble)
                make_room()
            return bool(listener.told)

        run(worker, when)
    assert troubles
    assert listener.names == [f"m{n}" for n in range(1500)]


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


@pytest.mark.parametrize("hours", [-3, -1, 24], ids=lambda hours: f"{hours} hours")
def test_a_clock_that_is_set_otherwise_loses_nothing_and_does_nothing_twice(
    shop, rooms, clock, send, listener, monkeypatch, hours
):
    monkeypatch.setattr("parcours.stream.worker.COMMIT_EVERY", 0.05)
    fired = []
    kind = TimerKind("call", lambda due, _: fired.extend(each.ref for each in due))
    schedule("call", "soon", clock() + timedelta(minutes=1))
    schedule("call", "tomorrow", clock() + timedelta(hours=20))

    def story():
        send("m1")
        yield lambda: listener.names == ["m1"]
        clock.move(hours=hours)
        send("m2")
        yield lambda: listener.names == ["m1", "m2"]
        clock.move(days=2)
        yield lambda: len(fired) == 2

    going = story()
    waiting = [next(going)]

    def when():
        if waiting[0]():
            waiting[0] = next(going, None)
        return waiting[0] is None

    run(Worker(shop, replace(rooms, timers=(kind,)), (), clock), when)
    assert listener.names == ["m1", "m2"]
    assert fired == ["soon", "tomorrow"]
    assert heartbeat.read(shop.folder) is None  # it has ended


def test_what_was_left_half_done_is_mended_at_the_beginning_and_once_a_day(shop, rooms, clock, monkeypatch):
    monkeypatch.setattr("parcours.stream.worker._MEND_EVERY", 0.5)
    moments = []

    def mend(roots):
        moments.append(time.monotonic())
        return len(roots)

    mending = replace(rooms, menders=(mend,))
    run(Worker(shop, mending, (), clock), lambda: len(moments) == 3)
    assert moments[2] - moments[0] > 0.9
