"""Which days a screen speaks of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.web.period import PRESETS, Period, period_of

LAST = date(2026, 6, 30)


def test_the_usual_period_is_four_weeks_up_to_the_last_day() -> None:
    assert period_of({}, LAST) == Period(date(2026, 6, 3), LAST, 28, "previous")


def test_the_days_before_are_as_many_and_touch_it() -> None:
    assert period_of({"period": "7"}, LAST).compared == (date(2026, 6, 17), date(2026, 6, 23))


def test_a_year_ago_begins_on_the_same_weekday() -> None:
    period = period_of({"compare": "year"}, LAST)
    assert period.compared is not None
    assert period.compared[0].weekday() == period.first.weekday()


def test_nothing_is_compared_where_nobody_asks() -> None:
    assert period_of({"compare": "none"}, LAST).compared is None


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2026-05-02", "to": "2026-05-01"},
        {"from": "2026-05-02"},
        {"from": "yesterday", "to": "2026-05-01"},
        {"period": "12 days"},
        {"period": "-1", "compare": "everything"},
    ],
)
def test_what_makes_no_sense_is_the_usual_period(asked: dict[str, str]) -> None:
    assert period_of(asked, LAST) == period_of({}, LAST)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 2_000))
def test_any_two_days_in_order_are_a_period(first: date, length: int) -> None:
    until = first + timedelta(days=length)
    period = period_of({"from": first.isoformat(), "to": until.isoformat()}, LAST)
    assert (period.first, period.last, period.days, period.preset) == (first, until, length + 1, 0)


@pytest.mark.parametrize("days", PRESETS)
def test_presets_count_both_ends(days: int) -> None:
    assert period_of({"period": str(days)}, LAST).days == days


@pytest.mark.parametrize(
    ("named", "first"),
    [
        ("month", date(2026, 5, 1)),
        ("quarter", date(2026, 4, 1)),
        ("year", date(2026, 1, 1)),
        ("all", date(2024, 2, 29)),
    ],
)
def test_periods_of_the_calendar_begin_with_it_and_end_with_the_log(named: str, first: date) -> None:
    period = period_of({"period": named}, date(2026, 5, 31), date(2024, 2, 29))
    assert (period.first, period.last, period.named, period.preset) == (first, date(2026, 5, 31), named, 0)


@given(st.dates(date(1971, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_a_period_of_the_calendar_is_never_longer_than_it(last: date, named: str) -> None:
    assert 1 <= period_of({"period": named}, last).days <= {"month": 31, "quarter": 92, "year": 366}[named]
