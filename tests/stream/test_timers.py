"""Timers run once, when they are due, in order; one that fails keeps back no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.stream.conftest import NOW

from parcours.stream.doctor import findings
from parcours.stream.models import Timer
from parcours.stream.timers import TimerKind, cancel, fire, schedule

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def done():
    return []


@pytest.fixture
def kinds(done):
    def remind(due, now):
        for each in due:
            if each.payload.get("broken"):
                raise ValueError(each.ref)
            done.append(each.ref)

    return (TimerKind("remind", remind),)


def at(minutes):
    return NOW + timedelta(minutes=minutes)


def test_they_run_when_due_in_order_and_once(kinds, done):
    schedule("remind", "late", at(5))
    schedule("remind", "b", at(-1))
    schedule("remind", "a", at(-2))
    assert fire(kinds, NOW) == 2
    assert fire(kinds, NOW) == 0
    assert done == ["a", "b"]
    assert fire(kinds, at(5)) == 1
    assert done == ["a", "b", "late"]


def test_set_again_it_moves_and_taken_back_it_is_gone(kinds, done):
    schedule("remind", "a", at(-2))
    schedule("remind", "a", at(9))
    schedule("remind", "b", at(-2))
    cancel("remind", ["b"])
    assert fire(kinds, NOW) == 0
    assert done == []


def test_one_that_fails_is_put_off_and_the_others_run(kinds, done):
    schedule("remind", "broken", at(-3), {"broken": True})
    schedule("remind", "a", at(-2))
    fire(kinds, NOW)
    assert done == ["a"]
    waiting = Timer.objects.get()
    assert (waiting.ref, waiting.failures, waiting.due_at) == ("broken", 1, at(1))
    fire(kinds, at(1))
    assert Timer.objects.get().due_at == at(3)


def test_those_of_no_known_kind_wait(kinds):
    schedule("unknown", "a", at(-1))
    assert fire(kinds, NOW) == 0
    assert Timer.objects.count() == 1


def test_a_clock_set_back_runs_nothing_twice(kinds, done):
    schedule("remind", "a", at(-1))
    fire(kinds, NOW)
    fire(kinds, at(-60))
    fire(kinds, NOW)
    assert done == ["a"]


def test_the_doctor_finds_timers_that_nobody_runs(shop, stream, clock):
    assert "lost-timers" not in [each.name for each in findings(shop, clock())]
    schedule("of a room that is gone", "x", clock())
    assert "lost-timers" in [each.name for each in findings(shop, clock())]
