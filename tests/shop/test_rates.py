from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parcours.errors import InputError
from parcours.shop import Settings
from parcours.shop.rates import ShopRates

DAY = date(2026, 1, 15)


def rates(folder, text=None, **settings):
    if text is not None:
        (folder / "rates.csv").write_text(text, "utf-8")
        settings["rates_file"] = "rates.csv"
    return ShopRates(Settings(currency="EUR", **settings), folder)


def test_a_fixed_rate_counts_on_every_day(tmp_path):
    fixed = rates(tmp_path, rates={"USD": "1.25"})
    assert fixed.convert(1000, "USD", "EUR", DAY) == 1250
    assert fixed.convert(1000, "USD", "EUR", date(2031, 7, 1)) == 1250
    assert fixed.on(DAY, "USD").source == "parcours.toml"


def test_the_file_wins_on_its_days_and_the_settings_count_on_others(tmp_path):
    both = rates(tmp_path, "day,currency,rate\n2026-01-15,USD,1.60\n", rates={"USD": "1.25"})
    assert both.on(DAY, "USD").rate == Decimal("1.60")
    assert both.on(DAY, "USD").source == "rates.csv"
    assert both.on(date(2025, 1, 1), "USD").rate == Decimal("1.25")


@pytest.mark.parametrize(
    ("text", "settings"),
    [(None, {"rates": {"ILS": "0.25"}}), ("day,currency,rate\n2026-01-15,ILS,0.25\n", {})],
    ids=["fixed", "by day"],
)
def test_a_rate_is_what_one_unit_is_worth_in_the_shops_currency(tmp_path, text, settings):
    known = rates(tmp_path, text, **settings)
    assert known.convert(125_090, "ILS", "EUR", DAY) == 31_273  # 312.725, half away from zero
    assert known.convert(-125_090, "ILS", "EUR", DAY) == -31_273


def test_a_missing_rate_is_none_never_one(tmp_path):
    assert rates(tmp_path).convert(1000, "USD", "EUR", DAY) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("day,currency\n2026-01-15,USD\n", "no column 'rate'"),
        ("day,currency,rate\n15/01/2026,USD,1.1\n", "Line 2"),
        ("day,currency,rate\n2026-01-15,USD\n", "Line 2"),
        ("day,currency,rate\n2026-01-15,USD,-1\n", "Line 2"),
    ],
)
def test_a_wrong_file_is_named_with_the_line(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        rates(tmp_path, text)


def test_a_file_that_is_not_there_says_what_to_correct(tmp_path):
    with pytest.raises(InputError, match="rates_file"):
        rates(tmp_path, rates_file="nowhere.csv")
