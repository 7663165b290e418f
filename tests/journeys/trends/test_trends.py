"""Trends: counted with a pencil, against a plain count, and however the profiles are cut."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, Row, journeys_of

from parcours.journeys import Journeys
from parcours.journeys.trends import Trends, TrendsResult

JANUARY = date(2026, 1, 5), date(2026, 1, 20)


def trends(journeys: Journeys, first: date, last: date) -> TrendsResult:
    analysis = Trends(first, last, journeys.as_of, journeys.zone.key, journeys.currency)
    return journeys.engine.run(analysis, journeys.parts)


def test_twelve_profiles_counted_with_a_pencil() -> None:
    result = trends(journeys_of(TWELVE), *JANUARY)
    assert result.profiles == 11  # only the system speaks of the twelfth
    assert (result.orders, result.voided, result.revenue) == (6, 1, 27_000)
    assert (result.customers, result.new_customers, result.returning) == (6, 6, 0)
    assert result.conversion.value == pytest.approx(6 / 11)
    assert result.order_value.value == 4500.0
    assert result.daily_orders.sum() == 6
    assert result.daily_orders[0] == 1
    assert result.daily_revenue[result.days.index("2026-01-15")] == 8000


def test_an_order_belongs_to_the_channel_last_known_before_it() -> None:
    channels = {channel.name: channel for channel in trends(journeys_of(TWELVE), *JANUARY).channels}
    # Profile 3 came by an ad, left, and ordered from an e-mail.
    assert (channels["paid search"].profiles, channels["paid search"].orders) == (2, 0)
    assert (channels["email"].orders, channels["email"].revenue) == (1, 8000)


def test_a_later_order_of_the_same_customer_is_a_return() -> None:
    result = trends(journeys_of(TWELVE), date(2026, 2, 1), date(2026, 2, 28))
    assert (result.customers, result.new_customers, result.returning) == (1, 0, 1)
    assert result.repeat.value == 1.0


def test_days_begin_at_the_shops_midnight_and_may_last_twenty_three_hours() -> None:
    rows: list[Row] = [
        (1, "2026-03-29 00:30", "Page Viewed"),
        (1, "2026-03-29 23:59", "Page Viewed"),
        (1, "2026-03-30 00:01", "Page Viewed"),
    ]
    result = trends(journeys_of(rows, zone="Europe/Paris"), date(2026, 3, 28), date(2026, 3, 30))
    assert result.daily_profiles.tolist() == [0, 1, 1]
    assert result.profiles == 1


def test_what_the_shop_does_makes_nobody_seen() -> None:
    rows: list[Row] = [(1, "2026-01-05 10:00", "Email Sent"), (2, "2026-01-05 10:00", "Page Viewed")]
    result = trends(journeys_of(rows), *JANUARY)
    assert result.profiles == 1


def test_nothing_in_the_days_has_no_shares() -> None:
    result = trends(journeys_of(TWELVE), date(2020, 1, 1), date(2020, 1, 2))
    assert (result.profiles, result.orders, result.conversion.value) == (0, 0, None)
    assert result.days == ("2020-01-01", "2020-01-02")


MOMENTS = st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 5))  # noqa: DTZ001 - the wall clock of the shop
ROWS = st.lists(
    st.tuples(st.integers(1, 5), MOMENTS, st.sampled_from(["Page Viewed", "Product Viewed", "Email Sent"])),
    min_size=1,
    max_size=40,
)


@given(ROWS)
def test_any_log_gives_what_a_plain_count_gives(rows: list[tuple[int, datetime, str]]) -> None:
    told = [(who, at.isoformat(), what) for who, at, what in rows]
    result = trends(journeys_of(told, zone="Europe/Paris"), date(2026, 3, 25), date(2026, 4, 1))
    seen = defaultdict(set)
    for who, at, what in rows:
        if what != "Email Sent":
            seen[at.date().isoformat()].add(who)
    assert result.daily_profiles.tolist() == [len(seen[day]) for day in result.days]
    assert result.profiles == len(set().union(*(seen[day] for day in result.days)))


@pytest.mark.parametrize("size", [1, 3, 50])
def test_however_the_profiles_are_cut_the_answer_is_the_same(size: int) -> None:
    journeys = journeys_of(TWELVE)
    analysis = Trends(*JANUARY, journeys.as_of, "UTC")
    states = [analysis.partial(piece) for piece in journeys.parts[0].split(size)]
    cut = analysis.result(reduce(analysis.merge, states))
    whole = trends(journeys, *JANUARY)
    assert cut.table().rows() == whole.table().rows()
    assert cut.channels == whole.channels
    assert (cut.profiles, cut.customers, cut.revenue) == (whole.profiles, whole.customers, whole.revenue)
