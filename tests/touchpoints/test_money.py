"""Amounts keep every digit, and round half away from zero."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.errors import InputError
from parcours.touchpoints import digits, format_money, from_minor, minor_array, to_minor
from parcours.touchpoints.money.currencies import DIGITS

CURRENCIES = st.sampled_from(sorted(DIGITS))
MINOR = st.integers(-(10**13), 10**13)
AMOUNTS = st.decimals(-(10**11), 10**11, places=6)


@pytest.mark.parametrize(
    ("currency", "expected"),
    [("EUR", 2), ("ILS", 2), ("JPY", 0), ("KRW", 0), ("BHD", 3), ("TND", 3), ("CLF", 4)],
)
def test_currencies_have_their_own_digits(currency, expected):
    assert digits(currency) == expected


def test_an_unknown_currency_is_refused_with_a_hint():
    with pytest.raises(InputError, match=r"'eur' is not a currency.*Did you mean EUR\?"):
        digits("eur")
    with pytest.raises(InputError, match="'ZZZ'"):
        minor_array(pa.array(["1"]), pa.array(["ZZZ"]))


@pytest.mark.parametrize(
    ("value", "currency", "expected"),
    [
        ("0.125", "EUR", 13),
        ("-0.125", "EUR", -13),
        ("0.135", "EUR", 14),
        ("0.1249999", "EUR", 12),
        ("0.5", "JPY", 1),
        ("1.0005", "TND", 1001),
        (Decimal("19.99"), "EUR", 1999),
        (7, "EUR", 700),
    ],
)
def test_amounts_round_half_away_from_zero(value, currency, expected):
    assert to_minor(value, currency) == expected


@pytest.mark.parametrize("value", ["", "1,5", "abc", "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(value):
    with pytest.raises(InputError, match="is not an amount"):
        to_minor(value, "EUR")


@given(MINOR, CURRENCIES)
def test_minor_units_survive_the_way_out_and_back(minor, currency):
    amount = from_minor(minor, currency)
    assert to_minor(amount, currency) == to_minor(str(amount), currency) == minor


@given(AMOUNTS, CURRENCIES)
def test_a_purchase_and_its_refund_cancel_out(amount, currency):
    assert to_minor(-amount, currency) == -to_minor(amount, currency)


@given(AMOUNTS, CURRENCIES)
def test_rounding_moves_an_amount_by_half_a_minor_unit_at_most(amount, currency):
    exact = Fraction(amount) * 10 ** digits(currency)
    assert abs(to_minor(amount, currency) - exact) <= Fraction(1, 2)


@given(st.lists(st.tuples(AMOUNTS, CURRENCIES)))
def test_columns_of_texts_decimals_and_floats_give_what_single_amounts_give(rows):
    expected = [to_minor(amount, currency) for amount, currency in rows]
    currencies = pa.array([currency for _, currency in rows], pa.string())
    amounts = [amount for amount, _ in rows]
    for column in (
        pa.array([f"{amount:f}" for amount in amounts], pa.string()),
        pa.array(amounts, pa.decimal128(24, 6)),
    ):
        assert minor_array(column, currencies).to_pylist() == expected


@given(st.lists(st.floats(-1e9, 1e9)), CURRENCIES)
def test_a_float_is_read_as_the_shortest_decimal_that_it_stands_for(values, currency):
    expected = [to_minor(repr(value), currency) for value in values]
    assert minor_array(np.array(values, np.float64), currency).to_pylist() == expected


# Each of these is kept as a binary number on the wrong side of its tie.
@pytest.mark.parametrize(
    ("value", "expected"), [(1.005, 101), (2.675, 268), (1.115, 112), (-1.005, -101), (0.285, 29)]
)
def test_floats_at_a_tie_round_as_they_were_written(value, expected):
    assert minor_array(np.array([value]), "EUR").to_pylist() == [expected]


def test_what_is_no_amount_is_null_in_a_column():
    texts = pa.array(["1234.5", "+3", "-0.5", " 1", "1,5", "1e3", "", None, "9" * 20])
    assert minor_array(texts, "EUR").to_pylist() == [123450, 300, -50, None, None, None, None, None, None]
    floats = pa.array([1.5, None, float("nan"), float("inf"), 1e300])
    assert minor_array(floats, "EUR").to_pylist() == [150, None, None, None, None]


def test_columns_may_be_whole_numbers_chunked_or_without_currency():
    assert minor_array(pa.array([3, None]), "EUR").to_pylist() == [300, None]
    assert minor_array(pa.chunked_array([["1"], ["2"]]), "JPY").to_pylist() == [1, 2]
    currencies = pa.array(["EUR", None, "JPY"]).dictionary_encode()
    assert minor_array(pa.array(["1", "2", "3"]), currencies).to_pylist() == [100, None, 3]
    assert minor_array(pa.array([], pa.string()), pa.array([], pa.string())).to_pylist() == []


NNBSP, NBSP, LRM, RLM = "\u202f", "\u00a0", "\u200e", "\u200f"


@pytest.mark.parametrize(
    ("minor", "currency", "language", "expected"),
    [
        (123456789, "EUR", "en", "€1,234,567.89"),
        (-5, "EUR", "en-GB", "-€0.05"),
        (1234, "JPY", "en", "¥1,234"),
        (1234, "TND", "en", f"TND{NBSP}1.234"),
        (123456789, "EUR", "fr", f"1{NNBSP}234{NNBSP}567,89{NBSP}€"),
        (-5, "ILS", "fr-FR", f"-0,05{NBSP}₪"),
        (123450, "ILS", "he", f"{RLM}1,234.50{NBSP}{RLM}₪"),
        (-123450, "ILS", "he-IL", f"{RLM}{LRM}-1,234.50{NBSP}{RLM}₪"),
    ],
)
def test_amounts_are_written_as_readers_of_the_language_write_them(minor, currency, language, expected):
    assert format_money(minor, currency, language) == expected


@given(MINOR, CURRENCIES, st.sampled_from(["en", "fr", "he"]))
def test_no_digit_of_an_amount_is_lost_in_writing(minor, currency, language):
    written = format_money(minor, currency, language)
    figures = "".join(letter for letter in written if letter.isdigit())
    assert int(figures) == abs(minor)
    assert ("-" in written) == (minor < 0)
