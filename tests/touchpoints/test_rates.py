"""Rates convert at the day's rate, and say when they have none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.errors import InputError
from parcours.touchpoints import Rate, Rates

FRIDAY = date(2026, 1, 2)
RATES = Rates(
    "EUR",
    [
        Rate(FRIDAY + timedelta(days=3), "USD", Decimal("0.5"), "bank"),
        Rate(FRIDAY, "USD", Decimal("0.8"), "bank"),
        Rate(FRIDAY, "JPY", Decimal("0.005"), "bank"),
        Rate(FRIDAY, "TND", Decimal("0.25"), "by hand"),
        Rate(FRIDAY, "ILS", Decimal("0.25"), "by hand"),
    ],
)


@pytest.mark.parametrize(
    ("minor", "currency", "to", "expected"),
    [
        (1000, "EUR", "EUR", 1000),
        (1000, "EUR", "USD", 1250),
        (1250, "USD", "EUR", 1000),
        (1000, "EUR", "JPY", 2000),
        (2000, "JPY", "EUR", 1000),
        (1000, "EUR", "TND", 40000),
        (40000, "TND", "EUR", 1000),
        (1250, "USD", "JPY", 2000),
        (125_090, "ILS", "EUR", 31_273),
        (-125_090, "ILS", "EUR", -31_273),
        (1, "USD", "EUR", 1),
        (-1, "JPY", "EUR", -1),
    ],
)
def test_amounts_change_currency_and_digits(minor, currency, to, expected):
    assert RATES.convert(minor, currency, to, FRIDAY) == expected


def test_days_without_a_rate_take_the_last_one_of_a_week_before():
    assert RATES.convert(1000, "EUR", "USD", FRIDAY + timedelta(days=2)) == 1250
    assert RATES.convert(1000, "EUR", "USD", FRIDAY + timedelta(days=3)) == 2000
    assert RATES.convert(1000, "EUR", "JPY", FRIDAY + timedelta(days=7)) == 2000
    assert RATES.convert(1000, "EUR", "JPY", FRIDAY + timedelta(days=8)) is None


def test_a_missing_rate_is_no_rate():
    assert RATES.convert(1000, "EUR", "GBP", FRIDAY) is None
    assert RATES.convert(1000, "EUR", "USD", FRIDAY - timedelta(days=1)) is None
    assert RATES.convert(1000, "GBP", "GBP", FRIDAY) == 1000


def test_a_rate_tells_its_day_and_source():
    rate = RATES.on(FRIDAY + timedelta(days=1), "TND")
    assert rate is not None
    assert (rate.day, rate.source) == (FRIDAY, "by hand")


@pytest.mark.parametrize("rate", [Decimal(0), Decimal(-1), Decimal("NaN")])
def test_rates_are_positive(rate):
    with pytest.raises(InputError, match="rate"):
        Rates("EUR", [Rate(FRIDAY, "USD", rate, "by hand")])


ROWS = st.lists(
    st.tuples(
        st.none() | st.integers(-(10**14), 10**14),
        st.none() | st.sampled_from(["EUR", "USD", "JPY", "TND", "GBP"]),
        st.integers(-2, 12),
    )
)


@given(ROWS, st.sampled_from(["EUR", "USD", "JPY", "TND"]))
def test_columns_give_what_single_amounts_give(rows, to):
    days = [FRIDAY + timedelta(days=after) for _, _, after in rows]
    expected = [
        None if minor is None or currency is None else RATES.convert(minor, currency, to, day)
        for (minor, currency, _), day in zip(rows, days, strict=True)
    ]
    converted = RATES.convert_array(
        pa.array([minor for minor, _, _ in rows], pa.int64()),
        pa.array([currency for _, currency, _ in rows], pa.string()),
        to,
        np.array(days, "datetime64[D]").astype(np.int64),
    )
    assert converted.to_pylist() == expected


@given(st.integers(-(10**12), 10**12))
def test_there_and_back_is_off_by_a_minor_unit_at_most(minor):
    there = RATES.convert(minor, "EUR", "USD", FRIDAY)
    back = RATES.convert(there, "USD", "EUR", FRIDAY)
    assert abs(back - minor) <= 1
