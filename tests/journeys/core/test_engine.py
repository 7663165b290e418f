"""The engine gives one answer, however the profiles are cut."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass

import numpy as np
import pytest
from tests.journeys.shops import journeys_of

from parcours.journeys import Sequences, analysis
from parcours.journeys.analysis import Threads, in_threads


@dataclass(frozen=True)
class Order:
    """Lists the profiles in the order in which they were merged."""

    def partial(self, sequences: Sequences) -> list[int]:
        """Read some."""
        return sequences.profiles.tolist()

    def merge(self, one: list[int], other: list[int]) -> list[int]:
        """Append."""
        return one + other

    def result(self, state: list[int]) -> list[int]:
        """Return all."""
        return state


def uneven(profiles: int) -> list[tuple[int, str, str]]:
    """Return one to nine touchpoints a profile."""
    return [(p, f"2026-01-01 00:00:{i:02}", "A") for p in range(profiles) for i in range(p % 9 + 1)]


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_pieces_merge_in_the_order_of_profiles(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "SMALLEST_PIECE", 10)
    journeys = journeys_of(uneven(100)).with_engine(Threads(workers))
    assert journeys.engine.run(Order(), journeys.parts) == list(range(100))


def test_no_profiles_are_an_answer_too() -> None:
    journeys = journeys_of([(1, "2026-01-01", "A")]).where(event="B")
    assert journeys.engine.run(Order(), journeys.parts) == []


def test_work_that_asks_for_threads_inside_threads_never_waits_for_itself() -> None:
    def outer(number: int) -> int:
        return sum(in_threads(lambda i: i * number, range(5), 2))

    assert in_threads(outer, range(20), 2) == [10 * number for number in range(20)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_works_with_threads_of_its_own() -> None:
    assert in_threads(lambda i: i, range(4), 2) == [0, 1, 2, 3]
    child = os.fork()
    if child == 0:
        os._exit(0 if in_threads(lambda i: i, range(4), 2) == [0, 1, 2, 3] else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_slices_share_the_arrays_and_never_cut_a_profile() -> None:
    (part,) = journeys_of(uneven(30)).parts
    pieces = list(part.split(7))
    assert np.concatenate([piece.profiles for piece in pieces]).tolist() == list(range(30))
    assert all(piece.times is part.times for piece in pieces)
    assert sum(piece.touchpoints for piece in pieces) == part.touchpoints


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells threads of a process apart")
def test_threads_let_others_go_first_as_far_as_they_are_told_and_never_less_than_their_process() -> None:
    def nice(_: int) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert in_threads(nice, [1, 2], 2, "giving-way", 7) == [max(own, 7)] * 2
    assert in_threads(nice, [1, 2], 2) == [own] * 2
