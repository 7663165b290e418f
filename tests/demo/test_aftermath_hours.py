"""Working time: weekends, nights, and what lies between."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.demo.simulate.aftermath.hours import CARRIERS_WORK, SERVICE, Hours
from parcours.demo.simulate.world import ZONE
from parcours.touchpoints import DAY, HOUR, to_local, to_utc

MOMENTS = st.integers(1_700_000_000 * 10**6, 1_800_000_000 * 10**6)


def moment(text: str) -> np.ndarray:
    """A moment of the shop's clock."""
    return to_utc(np.datetime64(text, "us").astype(np.int64)[None], ZONE)


def shown(moments: np.ndarray) -> str:
    return to_local(moments, ZONE).astype("datetime64[us]").astype("datetime64[m]").item(0).isoformat()


def test_an_answer_waits_for_monday():
    assert shown(SERVICE.later(moment("2026-06-05T17:00"), np.array([2.0]))) == "2026-06-08T10:00:00"


def test_what_comes_in_the_night_is_seen_in_the_morning():
    assert shown(SERVICE.later(moment("2026-06-03T23:10"), np.array([0.5]))) == "2026-06-04T09:30:00"


def test_parcels_travel_on_saturdays_and_not_on_sundays():
    assert shown(CARRIERS_WORK.later(moment("2026-06-05T20:00"), np.array([11.0]))) == "2026-06-06T19:00:00"
    assert shown(CARRIERS_WORK.later(moment("2026-06-06T20:00"), np.array([1.0]))) == "2026-06-08T09:00:00"


@pytest.mark.parametrize(
    ("ordered", "promised"),
    [
        ("2026-06-05T11:00", "2026-06-08T20:00:00"),
        ("2026-06-05T14:00", "2026-06-09T20:00:00"),
        ("2026-06-07T11:00", "2026-06-10T20:00:00"),
        ("2026-06-07T16:00", "2026-06-10T20:00:00"),
    ],
)
def test_two_days_are_promised_until_the_evening_of_the_second_working_day(ordered: str, promised: str):
    assert shown(CARRIERS_WORK.closing(moment(ordered), np.array([2]), latest=14)) == promised


def test_nobody_answers_on_a_sunday():
    assert SERVICE.open(moment("2026-06-08T11:00")).all()
    assert not SERVICE.open(moment("2026-06-07T11:00")).any()
    assert not SERVICE.open(moment("2026-06-08T08:00")).any()


@settings(deadline=None)
@given(MOMENTS, st.floats(0, 500), st.floats(0.01, 90))
def test_later_is_after_and_more_is_later(start: int, some: float, more: float):
    at = np.array([start])
    first, second = SERVICE.later(at, np.array([some])), SERVICE.later(at, np.array([some + more]))
    assert at[0] <= first[0] < second[0]


@settings(deadline=None)
@given(MOMENTS, st.floats(0.01, 500), st.sampled_from([SERVICE, CARRIERS_WORK]))
def test_work_is_done_while_it_is_open(start: int, some: float, hours: Hours):
    day, time = np.divmod(to_local(hours.later(np.array([start]), np.array([some])), ZONE), DAY)
    assert hours.opens * HOUR <= time[0] <= hours.closes * HOUR
    assert np.datetime64(int(day[0]), "D").item().weekday() < 7 - hours.days_off
