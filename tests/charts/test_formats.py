"""Numbers read as people of each language write them."""

from __future__ import annotations

import pytest

from parcours.charts import Formats
from parcours.errors import InputError


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "1,234,567"), ("fr", "1\u202f234\u202f567"), ("he", "1,234,567")],
)
def test_counts_group_their_thousands(language: str, written: str) -> None:
    assert Formats(language).count(1_234_567) == written


@pytest.mark.parametrize(
    ("share", "written"), [(0.4512, "45%"), (0.0451, "4.5%"), (0.0, "0%"), (1.0, "100%")]
)
def test_small_shares_keep_a_decimal(share: float, written: str) -> None:
    assert Formats("en").share(share) == written


def test_french_has_its_comma_and_a_space_before_the_percent_sign() -> None:
    assert Formats("fr").share(0.0451) == "4,5\u202f%"


@pytest.mark.parametrize(
    ("currency", "minor", "written"),
    [
        ("GBP", 123_456, "£1,234.56"),
        ("JPY", 123_456, "¥123,456"),
        ("KWD", 123_456, "KWD\u00a0123.456"),
    ],
)
def test_money_has_the_digits_of_its_currency(currency: str, minor: int, written: str) -> None:
    assert Formats("en", currency=currency).money(minor) == written


@pytest.mark.parametrize(
    ("minor", "written"), [(3_120_050, "£31,000"), (98_760, "£990"), (0, "£0"), (-3_160_000, "-£32,000")]
)
def test_an_estimate_shows_two_digits(minor: int, written: str) -> None:
    assert Formats("en", currency="GBP").about(minor) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(45, "45 s"), (90, "1.5 min"), (7_200, "2 h"), (86_400 * 12.4, "12 d"), (0, "0 s")],
)
def test_durations_take_the_largest_unit_that_fits(seconds: float, written: str) -> None:
    assert Formats("en").duration(seconds).replace("\u00a0", " ") == written


@pytest.mark.parametrize(
    ("days", "written"),
    [(1, "1 יום"), (1.5, "1.5 ימים"), (2, "2 ימים"), (10.4, "10 ימים"), (10.6, "11 יום"), (24, "24 יום")],
)
def test_hebrew_days_are_in_the_number_that_their_count_asks_for(days: float, written: str) -> None:
    assert Formats("he").duration(86_400 * days).replace("\u00a0", " ") == written


def test_unknown_is_never_a_zero() -> None:
    formats = Formats("en", currency="EUR")
    every = (
        formats.count,
        formats.share,
        formats.money,
        formats.about,
        formats.duration,
        formats.day,
        formats.number,
    )
    assert {write(None) for write in every} == {"–"}


def test_another_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="en, fr, he"):
        Formats("xx")


def test_a_day_is_that_of_the_shop() -> None:
    evening = 1_767_222_000_000_000  # 2025-12-31 23:00 UTC
    assert Formats().day(evening) == "31 Dec 2025"
    assert Formats(zone="Europe/Paris").day(evening) == "1 Jan 2026"
