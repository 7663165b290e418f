"""Answers are computed once, beside the request, and belong to one opening of the journeys."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar

import pytest
from tests.journeys.shops import TWELVE, journeys_of

from parcours.journeys import Journeys
from parcours.web.explore.answers import Answers
from parcours.web.explore.journeys import Opened

OPENED = Opened(1, journeys_of(TWELVE), date(2026, 1, 5), date(2026, 2, 10))


@dataclass(frozen=True)
class Ask:
    """A question that is answered when the test says so."""

    name: str
    go: Any = field(compare=False, hash=False)
    times: Any = field(compare=False, hash=False, default_factory=list)
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> int:
        self.go.wait(10)
        self.times.append(self.name)
        return journeys.profiles


def asked(*, ready: bool = True) -> Ask:
    go = threading.Event()
    if ready:
        go.set()
    return Ask("how many", go)


def test_an_answer_that_is_not_ready_is_none_and_comes_later() -> None:
    answers, question = Answers(), asked(ready=False)
    assert answers.ask(question, OPENED, patience=0.01) is None
    question.go.set()
    found = answers.ask(question, OPENED, patience=10)
    assert found is not None
    assert (found.value, found.is_current, question.times) == (12, True, ["how many"])


def test_an_answer_is_computed_once() -> None:
    answers, question = Answers(), asked()
    for _ in range(3):
        answers.ask(question, OPENED, patience=10)
    assert question.times == ["how many"]


def test_after_a_new_opening_the_older_answer_is_shown_until_the_newer_is_there() -> None:
    answers, question = Answers(), asked()
    answers.ask(question, OPENED, patience=10)
    question.go.clear()
    newer = replace(OPENED, number=2)
    older = answers.ask(question, newer, patience=0.01)
    assert older is not None
    assert not older.is_current
    question.go.set()
    found = answers.ask(question, newer, patience=10)
    assert found is not None
    assert (found.is_current, len(question.times)) == (True, 2)


def test_what_fails_is_raised_and_asked_again() -> None:
    answers = Answers()

    @dataclass(frozen=True)
    class Failing:
        is_long: ClassVar[bool] = True

        def answer(self, journeys: Journeys) -> int:
            raise ZeroDivisionError(journeys.profiles)

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            answers.ask(Failing(), OPENED, patience=10)


def test_only_so_many_answers_are_kept() -> None:
    answers = Answers()
    questions = [replace(asked(), name=str(number)) for number in range(80)]
    for question in questions:
        answers.ask(question, OPENED, patience=10)
    answers.ask(questions[0], OPENED, patience=10)
    answers.ask(questions[-1], OPENED, patience=10)
    assert (len(questions[0].times), len(questions[-1].times)) == (2, 1)
