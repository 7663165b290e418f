"""What changes of stage add up to agrees with the stages themselves."""

from __future__ import annotations

import numpy as np
import pytest
from tests.journeys.shops import TWELVE, journeys_of
from tests.journeys.stages.test_stages import moment, stages_of

from parcours.journeys.stages.history import Reason

DAYS = ["2026-01-04", "2026-01-06", "2026-01-13", "2026-01-21", "2026-02-20", "2026-06-01"]


@pytest.mark.parametrize("day", DAYS)
def test_the_population_of_a_moment_is_that_of_stages_judged_then(day: str) -> None:
    journeys = journeys_of(TWELVE)
    result = stages_of(journeys, as_of=moment("2026-12-31"))
    then = result.population(np.array([moment(day)]))[0]
    assert then.tolist() == list(stages_of(journeys, as_of=moment(day)).counts.values())


def test_moves_of_all_time_are_the_transitions() -> None:
    result = stages_of(journeys_of(TWELVE))
    table = {
        (row["from"] or None, row["to"]): (row["transitions"], row["median_stay"])
        for row in result.transitions().rows()
    }
    found = {(m.from_stage, m.to_stage): (m.count, m.median_stay) for m in result.moves(0, 2**62)}
    assert found == table


def test_a_move_says_what_brought_it_about() -> None:
    result = stages_of(journeys_of(TWELVE))
    found = {(m.from_stage, m.to_stage): m for m in result.moves(moment("2026-01-14"), moment("2026-01-31"))}
    assert found["conversion", "advocacy"].reasons == (Reason("Review Published", "recommends", 1),)
    ran_out = found["conversion", "retention"].reasons[0]
    assert (ran_out.event, ran_out.rule) == (None, "first order")


def test_moves_of_two_halves_make_the_whole() -> None:
    result = stages_of(journeys_of(TWELVE))
    middle = moment("2026-01-12")
    halves = [sum(move.count for move in result.moves(*half)) for half in ((0, middle), (middle, 2**62))]
    assert sum(halves) == sum(move.count for move in result.moves(0, 2**62))
