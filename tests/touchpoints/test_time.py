"""Instants, wall clocks and calendars agree with Python's own, row by row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.errors import InputError
from parcours.touchpoints import (
    DAY,
    HOUR,
    MINUTE,
    corrected,
    day_number,
    day_start,
    format_duration,
    instant_of_day,
    month_start,
    parse_duration,
    parse_zone,
    span,
    to_local,
    to_utc,
    week_start,
)

PARIS, JERUSALEM = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Jerusalem")
# Odd offsets, half-hour steps, clocks set at midnight, a day that never was, no changes at all.
ZONES = st.sampled_from(
    [
        *("Europe/Paris", "Asia/Jerusalem", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"),
        *("America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Casablanca", "Pacific/Apia", "UTC"),
    ]
).map(ZoneInfo)
WALLS = st.datetimes(datetime(1995, 1, 1), datetime(2045, 1, 1))  # noqa: DTZ001 - wall clocks have no zone
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def wall(text: str) -> int:
    return micros(datetime.fromisoformat(text).replace(tzinfo=UTC))


def shown(instant: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(instant / 1_000_000, UTC).astimezone(zone).isoformat()


@given(st.lists(WALLS, min_size=1), ZONES)
def test_wall_clocks_become_the_instants_that_python_gives_them(walls, zone):
    naive = [micros(each.replace(tzinfo=UTC)) for each in walls]
    expected = [micros(each.replace(tzinfo=zone, fold=0)) for each in walls]
    assert to_utc(naive, zone).tolist() == expected


@given(st.lists(WALLS, min_size=1), ZONES)
def test_instants_show_on_the_wall_what_python_shows(walls, zone):
    moments = [each.replace(tzinfo=UTC) for each in walls]
    expected = [micros(each.astimezone(zone).replace(tzinfo=UTC)) for each in moments]
    assert to_local([micros(each) for each in moments], zone).tolist() == expected


@pytest.mark.parametrize(
    ("zone", "written", "expected"),
    [
        (PARIS, "2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),
        (PARIS, "2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
        (JERUSALEM, "2026-03-27T02:30", "2026-03-27T03:30:00+03:00"),
        (JERUSALEM, "2026-10-25T01:30", "2026-10-25T01:30:00+03:00"),
    ],
)
def test_a_skipped_time_moves_forward_and_a_doubled_one_is_the_first(zone, written, expected):
    assert shown(to_utc(wall(written), zone).item(), zone) == expected


@given(WALLS, ZONES)
def test_a_day_begins_when_the_wall_clock_first_shows_it(moment, zone):
    instant = micros(moment.replace(tzinfo=UTC))
    start = day_start(instant, zone).item()
    number = day_number(instant, zone).item()
    assert start <= instant
    assert day_number(start, zone) == number
    assert day_number(start - 1, zone) < number or (to_local(start, zone) < to_local(start - 1, zone))
    assert instant_of_day(number, zone).item() == start


@given(st.dates(date(1995, 1, 1), date(2044, 1, 1)), st.integers(0, 6), ZONES)
def test_weeks_and_months_begin_on_their_first_day(day, first_weekday, zone):
    noon = to_utc(wall(f"{day}T12:00"), zone)
    week, month = week_start(noon, zone, first_weekday=first_weekday), month_start(noon, zone)
    monday = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    assert week.item() == instant_of_day((monday - EPOCH.date()).days, zone).item()
    assert month.item() == instant_of_day((day.replace(day=1) - EPOCH.date()).days, zone).item()


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 6, 1), 24), (date(2026, 10, 25), 25)]
)
def test_days_last_as_long_as_the_clock_says(day, hours):
    start, end = span(day, day, PARIS)
    assert end - start == hours * HOUR


def test_a_span_includes_both_days():
    start, end = span(date(2026, 1, 1), date(2026, 1, 31), JERUSALEM)
    assert shown(start, JERUSALEM) == "2026-01-01T00:00:00+02:00"
    assert shown(end, JERUSALEM) == "2026-02-01T00:00:00+02:00"


def test_where_the_clock_skips_midnight_the_day_begins_right_after():
    # Beirut set its clock from 00:00 to 01:00 on 2022-03-27.
    beirut = ZoneInfo("Asia/Beirut")
    assert shown(day_start(wall("2022-03-27T12:00"), beirut).item(), beirut) == "2022-03-27T01:00:00+03:00"


def test_whole_columns_keep_their_shape_and_may_be_empty():
    assert to_utc(np.empty(0, np.int64), PARIS).tolist() == []
    assert day_number([[0, DAY]], PARIS).tolist() == [[0, 1]]


def test_years_out_of_the_calendar_are_refused():
    with pytest.raises(InputError, match="out of range"):
        to_utc(np.iinfo(np.int64).max - 1, PARIS)


def test_an_unknown_zone_is_refused_with_the_nearest_names():
    with pytest.raises(InputError, match=r"no time zone 'Europe/Pari'.*Europe/Paris"):
        parse_zone("Europe/Pari")
    for name in ("", "../etc/passwd", "Paris\0"):
        with pytest.raises(InputError, match="no time zone"):
            parse_zone(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7d", 7 * DAY),
        ("12h", 12 * HOUR),
        ("30m", 30 * MINUTE),
        ("90s", 90_000_000),
        ("2w", 14 * DAY),
        ("1d 12h", 36 * HOUR),
        ("1h30m", 90 * MINUTE),
        ("250ms", 250_000),
        (timedelta(hours=1), HOUR),
    ],
)
def test_durations_read_as_people_write_them(text, expected):
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text", ["", "7", "d", "7 days", "-1d", "1.5h", "0d", timedelta(0), timedelta(days=-1)]
)
def test_what_is_no_length_of_time_is_refused(text):
    with pytest.raises(InputError, match="is not a length of time"):
        parse_duration(text)


@given(st.integers(1, 10**16))
def test_durations_survive_the_way_out_and_back(length):
    assert parse_duration(format_duration(length)) == length


INSTANTS = st.integers(0, 4 * 10**15)


@given(
    original=INSTANTS, waited=st.integers(0, 10**13), received=INSTANTS, wrong=st.integers(-(10**15), 10**15)
)
def test_a_senders_clock_that_is_wrong_by_any_amount_changes_nothing(original, waited, received, wrong):
    right = corrected(original, original + waited, received)
    assert corrected(original + wrong, original + wrong + waited, received) == right == received - waited


@given(INSTANTS, INSTANTS, INSTANTS)
def test_nothing_happened_after_it_was_received(original, sent, received):
    assert corrected(original, sent, received) <= received
