"""Companions of the stream: each at its own pace, none in the way of another, all ended with the worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from tests.stream.conftest import Clock

from parcours.stream import beside
from parcours.stream.registry import Rooms
from parcours.stream.worker import Worker


class Companion:
    """Counts its turns, and fails where it is told to."""

    name = "counter"
    every = 0.01

    def __init__(self, fails: Callable[[int], bool] = lambda _: False) -> None:
        self.turns = 0
        self.seen: list[object] = []
        self._fails = fails

    def turn(self, clock: beside.Clock, stopping: threading.Event) -> bool:
        del stopping  # a turn is short
        self.turns += 1
        self.seen.append(clock())
        if self._fails(self.turns):
            raise RuntimeError("This turn fails.")
        return False


@pytest.fixture
def run(clock: Clock):
    """Run companions until a condition holds, then stop them."""

    def run(*companions: Companion, until: Callable[[], bool]) -> None:
        stopping = threading.Event()
        made = [lambda each=each: each for each in companions]
        threads = beside.accompany(made, clock, stopping)
        deadline = time.monotonic() + 10
        while not until() and time.monotonic() < deadline:
            time.sleep(0.005)
        stopping.set()
        for thread in threads:
            thread.join(5)
            assert not thread.is_alive()
        assert until()

    return run


def test_a_companion_is_called_again_and_again_by_the_workers_clock(run, clock: Clock) -> None:
    one = Companion()
    run(one, until=lambda: one.turns > 3)
    assert set(one.seen) == {clock()}


def test_one_that_fails_is_called_again_and_disturbs_no_other(run, caplog) -> None:
    failing, other = Companion(lambda turn: turn < 3), Companion()
    run(failing, other, until=lambda: failing.turns > 3 and other.turns > 3)
    assert "it does not work now" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_companions_begin_and_end_with_the_worker(shop, clock: Clock) -> None:
    one = Companion()
    worker = Worker(shop, Rooms(companions=(lambda: one,)), (), clock)

    def watch() -> None:
        while one.turns < 3:
            time.sleep(0.005)
        worker.stop()

    threading.Thread(target=watch).start()
    worker.run()
    turns = one.turns
    time.sleep(0.05)
    assert one.turns == turns >= 3
