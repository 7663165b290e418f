"""Numbers and moments as people write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parcours.collect.importing.values.instants import date_order, instants
from parcours.collect.importing.values.numbers import decimal_mark, micros, parse_micros
from parcours.collect.importing.values.words import identifies, state_of, text_of

PARIS, UTC = ZoneInfo("Europe/Paris"), ZoneInfo("UTC")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def one(text, mark="point"):
    parsed = micros(pa.array([text], pa.string()), mark)
    return parsed.values[0] if parsed.known[0] else None


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1.234,50 €", "comma", "1234.50"),
        ("1 234,50", "comma", "1234.50"),
        ("1 234,5", "comma", "1234.5"),
        ("$1,234.50", "point", "1234.50"),
        ("-£3.00", "point", "-3"),
        ("£-3.00", "point", "-3"),
        ("(12.50)", "point", "-12.5"),
        ("12.50-", "point", "-12.5"),
        ("−7", "point", "-7"),
        ("₪ 80.00", "point", "80"),
        ("1'234.50 CHF", "point", "1234.50"),
        ("0.001", "point", "0.001"),
        ("1e3", "point", "1000"),
        ("+5", "point", "5"),
        (".5", "point", "0.5"),
    ],
)
def test_amounts_as_people_write_them(text, mark, value):
    assert one(text, mark) == int(Decimal(value) * 1_000_000)


@pytest.mark.parametrize(
    "text", ["twelve", "1.2.3", "1,23,4", "--5", "1 2 x 3", "12:30", "9" * 20, "€", "1.234,5"]
)
def test_what_is_no_number_is_wrong_and_not_zero(text):
    parsed = micros(pa.array([text]), "point")
    assert (parsed.known[0], parsed.wrong[0]) == (False, True)


def test_blank_and_missing_numbers_are_neither_known_nor_wrong():
    parsed = micros(pa.array(["", "  ", None]), "point")
    assert not parsed.known.any()
    assert not parsed.wrong.any()


@given(amounts, st.sampled_from([("{:,.2f}", "point"), ("{:.2f}", "point"), ("{:,.2f} $", "point")]))
def test_any_amount_written_with_points_is_read_back(value, how):
    form, mark = how
    assert one(form.format(value), mark) == int(value * 1_000_000)


@given(amounts)
def test_any_amount_written_with_commas_is_read_back(value):
    swapped = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert one(swapped, "comma") == int(value * 1_000_000)


@given(st.text("0123456789.,- +'()", max_size=14), st.sampled_from(["comma", "point"]))
def test_the_fast_way_and_the_plain_way_agree_on_any_text(text, mark):
    assert one(text, mark) == parse_micros(text, mark)


@given(st.integers(-(10**12), 10**12))
@example(880_453_910_428)
def test_floats_of_cents_are_exact(cents):
    parsed = micros(pa.array([cents / 100]))
    assert parsed.values[0] == cents * 10_000


def test_the_decimal_mark_is_what_any_value_shows():
    assert decimal_mark([pa.array(["1,234", "5,5"])]) == ("comma", "5,5")
    assert decimal_mark([pa.array(["1,234"]), pa.array(["1,234.5"])]) == ("point", "1,234.5")
    assert decimal_mark([pa.array(["1,234,567"])])[0] == "point"
    assert decimal_mark([pa.array(["12", "7"])]) == (None, "")
    assert decimal_mark([pa.array(["1,234", "5,678"])]) == (None, "1,234")
    assert decimal_mark([pa.array(["1,5", "1.5"])]) == (None, "1,5 and 1.5")


def moment(text, zone=UTC, order="day-first"):
    parsed = instants(pa.array([text]), zone, order)
    return (EPOCH + dt.timedelta(microseconds=int(parsed.values[0]))).isoformat() if parsed.known[0] else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-05", "2026-01-05T00:00:00+00:00"),
        ("2026/01/05 10:00", "2026-01-05T10:00:00+00:00"),
        ("2026-01-05T10:00:00.123456Z", "2026-01-05T10:00:00.123456+00:00"),
        ("2026-01-05 10:00:00 UTC", "2026-01-05T10:00:00+00:00"),
        ("2026-01-05 10:00:00 +0200", "2026-01-05T08:00:00+00:00"),
        ("2026-01-05T10:00:00+05:30", "2026-01-05T04:30:00+00:00"),
        ("05/01/2026 10:00", "2026-01-05T10:00:00+00:00"),
        ("5.1.2026", "2026-01-05T00:00:00+00:00"),
        ("05-01-26", "2026-01-05T00:00:00+00:00"),
        ("5/1/2026 3:04 PM", "2026-01-05T15:04:00+00:00"),
        ("5/1/2026 12:04 am", "2026-01-05T00:04:00+00:00"),
        ("20260105", "2026-01-05T00:00:00+00:00"),
        ("1767607200", "2026-01-05T10:00:00+00:00"),
        ("1767607200.5", "2026-01-05T10:00:00.500000+00:00"),
        ("1767607200123", "2026-01-05T10:00:00.123000+00:00"),
        ("1767607200123456", "2026-01-05T10:00:00.123456+00:00"),
        ("1767607200123456789", "2026-01-05T10:00:00.123456+00:00"),
        ("5 janvier 2026 10:00", "2026-01-05T10:00:00+00:00"),
        ("Jan 5, 2026 3:04 PM", "2026-01-05T15:04:00+00:00"),
        ("5 בינואר 2026 10:00", "2026-01-05T10:00:00+00:00"),
        ("1er août 2026", "2026-08-01T00:00:00+00:00"),
        ("1 août 2026", "2026-08-01T00:00:00+00:00"),
        ("Mon, 05 Jan 2026 11:00:00 +0100", "2026-01-05T10:00:00+00:00"),
        ("2026-02-30", None),
        ("2026-13-01", None),
        ("31/04/2026", None),
        ("2026-01-05 25:00", None),
        ("soon", None),
        ("12", None),
        ("2026-01-05 10:00 x", None),
    ],
)
def test_moments_as_people_and_programs_write_them(text, expected):
    assert moment(text) == expected


def test_local_times_are_those_of_the_shop():
    assert moment("2026-07-01 10:00", PARIS) == "2026-07-01T08:00:00+00:00"
    assert moment("2026-01-01 10:00", PARIS) == "2026-01-01T09:00:00+00:00"


def test_months_first_when_told_so():
    assert moment("01/05/2026", order="month-first") == "2026-01-05T00:00:00+00:00"


@given(
    st.datetimes(
        min_value=dt.datetime.fromisoformat("1990-01-01"), max_value=dt.datetime.fromisoformat("2100-01-01")
    )
)
def test_any_moment_is_read_back_from_any_way_to_write_it(when):
    whole = when.replace(microsecond=0)
    assert moment(when.isoformat()) == when.replace(tzinfo=dt.UTC).isoformat()
    for form in ("%d/%m/%Y %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%d.%m.%Y %I:%M:%S %p"):
        assert moment(whole.strftime(form)) == whole.replace(tzinfo=dt.UTC).isoformat()


@given(st.text("0123456789-/.: TZ+", max_size=22))
def test_no_text_breaks_the_reading_of_moments(text):
    parsed = instants(pa.array([text]), PARIS, "day-first")
    assert not (parsed.known[0] and parsed.wrong[0])


def test_the_order_of_day_and_month_is_decided_by_any_value_that_shows_it():
    assert date_order([pa.array(["03/04/2026", "13/04/2026"])]) == ("day-first", "13/04/2026")
    assert date_order([pa.array(["03/04/2026", "04/13/2026"])]) == ("month-first", "04/13/2026")
    assert date_order([pa.array(["03.04.2026"])])[0] == "day-first"
    assert date_order([pa.array(["2026-04-03"])]) == (None, "")
    assert date_order([pa.array(["03/04/2026"])]) == (None, "03/04/2026")
    assert date_order([pa.array(["13/04/2026", "04/13/2026"])])[0] is None
    assert date_order([pa.array(["04/04/2026"])]) == (None, "")


def test_typed_columns_are_taken_as_they_are():
    naive = pa.array([dt.datetime.fromisoformat("2026-07-01T10:00")], pa.timestamp("s"))
    aware = pa.array([dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC)], pa.timestamp("ms", tz="UTC"))
    assert instants(naive, PARIS).values.tolist() == instants(aware, PARIS).values.tolist()
    assert instants(pa.array([1_767_607_200, None]), UTC).known.tolist() == [True, False]


@pytest.mark.parametrize(
    "word",
    [
        "null",
        "NULL",
        "None",
        "guest",
        "anonymous",
        "0",
        "-1",
        "000",
        "",
        "[object Object]",
        "undefined",
        "אורח",
    ],
)
def test_what_stands_for_nobody_identifies_nobody(word):
    assert not identifies(word)


@pytest.mark.parametrize("word", ["1", "10", "u1", "guest-17", "noa@example.org", "נועה"])
def test_what_names_somebody_identifies(word):
    assert identifies(word)


def test_states_in_three_languages():
    assert [state_of(word) for word in ("Annulée", "wc-cancelled", "בוטל", "expédiée")] == [
        "cancelled"
    ] * 3 + ["placed"]


def test_ids_that_were_read_as_floats_stay_whole():
    assert text_of(pa.array([17850.0, None])).to_pylist() == ["17850", None]
    assert text_of(pa.array([1.5])).to_pylist() == ["1.5"]
