"""The shop's year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.demo.world.calendar import (
    BASKET,
    CAMPAIGNS,
    COUPON,
    DEAL,
    FRIEND,
    HOURS,
    MONTHS,
    REFUSED,
    WEEKDAYS,
    WELCOME,
    black_week,
    coupon_runs,
    next_coupon,
    rosh_hashana,
    running,
    sale_percent,
    summer_sales,
    weekdays,
    winter_sales,
)
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.countries import COUNTRIES

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("year", "first"),
    [
        (2019, "2019-09-30"),
        (2020, "2020-09-19"),
        (2021, "2021-09-07"),
        (2022, "2022-09-26"),
        (2023, "2023-09-16"),
        (2024, "2024-10-03"),
        (2025, "2025-09-23"),
        (2026, "2026-09-12"),
        (2027, "2027-10-02"),
        (2028, "2028-09-21"),
    ],
)
def test_the_jewish_year_begins_when_its_calendar_says(year, first):
    assert rosh_hashana(year) == date.fromisoformat(first)


@given(st.integers(1950, 2090))
def test_the_jewish_year_never_begins_on_sunday_wednesday_or_friday(year):
    assert rosh_hashana(year).weekday() not in {6, 2, 4}


@pytest.mark.parametrize(
    ("year", "winter", "summer"),
    [
        (2024, "2024-01-10", "2024-06-26"),
        (2025, "2025-01-08", "2025-06-25"),
        (2026, "2026-01-07", "2026-06-24"),
    ],
)
def test_french_sales_begin_on_the_days_of_the_law(year, winter, summer):
    assert winter_sales(year)[0] == date.fromisoformat(winter)
    assert summer_sales(year)[0] == date.fromisoformat(summer)
    assert winter_sales(year)[1] - winter_sales(year)[0] == timedelta(days=27)


def test_black_week_holds_the_friday_after_the_fourth_thursday_of_november():
    first, last = black_week(2026)
    assert first <= date(2026, 11, 27) <= last == date(2026, 11, 30)


def test_a_sale_takes_off_what_it_is_for():
    assert sale_percent(date(2026, 1, 20), "shirts") == 20
    assert sale_percent(date(2026, 1, 20), "tea") == 0
    assert sale_percent(date(2026, 11, 27), "tea") == 15
    assert sale_percent(date(2026, 3, 3), "shirts") == 0


def test_campaigns_raise_what_they_touch_and_name_real_places():
    places, shelves = {each.code for each in COUNTRIES}, {each.code for each in CATEGORIES}
    for campaign in CAMPAIGNS:
        assert campaign.visits > 1
        assert campaign.readiness > 1
        assert set(campaign.countries) <= places
        assert set(campaign.categories) <= shelves


@given(DAYS)
def test_a_campaign_runs_inside_its_year(day):
    for campaign in running(day):
        first, last = campaign.dates(day.year)
        assert first.year == last.year == day.year


@given(DAYS)
def test_the_coupon_comes_back_within_two_months_for_four_days(day):
    start = next_coupon(day)
    assert timedelta(days=-4) < start - day <= timedelta(days=62)
    assert coupon_runs(day) == (start <= day < start + timedelta(days=4))


def test_the_coupon_runs_on_24_or_so_days_of_a_year():
    days = [date(2026, 1, 1) + timedelta(days=each) for each in range(365)]
    told = [day for day in days if coupon_runs(day)]
    assert len(told) == 24
    assert {day.month for day in told} == {2, 4, 6, 8, 10, 12}


def test_coupons_have_codes_of_their_own_and_the_refused_say_why():
    good = (COUPON, WELCOME, FRIEND, DEAL, BASKET)
    assert len({each.code for each in (*good, *REFUSED)}) == len(good) + len(REFUSED)
    assert not any(each.refused for each in good)
    assert all(each.refused for each in REFUSED)
    assert (COUPON.code, COUPON.percent) == ("LIN20", 20)


def test_weights_have_a_place_for_every_month_day_and_hour():
    assert (len(MONTHS), len(WEEKDAYS), len(HOURS)) == (12, 7, 24)
    assert all(weight > 0 for weight in (*MONTHS, *WEEKDAYS, *HOURS))


def test_november_and_december_bring_about_a_fifth_of_the_year():
    days = [date(2026, 1, 1) + timedelta(days=each) for each in range(365)]
    weights = {day: MONTHS[day.month - 1] * _lift(day) for day in days}
    late = sum(weight for day, weight in weights.items() if day.month >= 11)
    assert 0.19 < late / sum(weights.values()) < 0.28


def _lift(day: date) -> float:
    lift = 1.0
    for campaign in running(day):
        if "FR" in campaign.countries or not campaign.countries:
            lift *= campaign.visits
    return lift


def test_the_evening_is_busiest_and_the_weekend_quiet():
    assert max(range(24), key=HOURS.__getitem__) == 20
    assert min(range(7), key=WEEKDAYS.__getitem__) == 5
    assert max(range(7), key=weekdays("IL").__getitem__) == 6
