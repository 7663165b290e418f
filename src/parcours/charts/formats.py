"""How numbers read in each language: counts, shares, money, durations, days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import floor, log10
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from parcours.charts.table import Kind
from parcours.touchpoints.money.amounts import format_money
from parcours.touchpoints.money.currencies import digits
from parcours.words.days import short
from parcours.words.languages import checked
from parcours.words.numbers import percent, written

UNKNOWN = "–"

# Seconds of a unit, and its name after a number.
_UNITS = MappingProxyType(
    {
        "en": ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")),
        "fr": ((86_400, "j"), (3_600, "h"), (60, "min"), (1, "s")),
        "he": ((86_400, "ימים"), (3_600, "שע׳"), (60, "דק׳"), (1, "שנ׳")),
    }
)
_FEW = 10
# Hebrew counts two to ten days in the plural, one and more than ten in the singular.
_DAY, _DAYS, _MANY = "יום", "ימים", 11


@dataclass(frozen=True)
class Formats:
    """Writes values in one language; money in one currency, days of one zone.

    Examples
    --------
    >>> english = Formats("en", currency="GBP")
    >>> english.count(4210), english.share(0.4512), english.duration(5400)
    ('4,210', '45%', '1.5\xa0h')
    >>> english.money(3_120_050), english.about(3_120_050)
    ('£31,200.50', '£31,000')
    >>> english.count(None)
    '–'
    """

    language: str = "en"
    currency: str = ""
    zone: str = "UTC"

    def __post_init__(self) -> None:
        checked(self.language)

    def count(self, value: float | None) -> str:
        """Write a whole number."""
        return UNKNOWN if value is None else self._number(value, 0)

    def number(self, value: float | None) -> str:
        """Write a number with at most two decimals."""
        if value is None:
            return UNKNOWN
        return self._number(
            value, next(places for places in (0, 1, 2) if places == 2 or round(value, places) == value)
        )

    def share(self, value: float | None) -> str:
        """Write 0..1 as a percentage, with one decimal where it is small."""
        if value is None:
            return UNKNOWN
        decimals = 1 if 0 < abs(value * 100) < _FEW else 0
        return percent(value, decimals, self.language)

    def money(self, minor: float | None) -> str:
        """Write an amount of minor units to the last one."""
        if minor is None:
            return UNKNOWN
        return (
            format_money(round(minor), self.currency, self.language) if self.currency else self.count(minor)
        )

    def about(self, minor: float | None) -> str:
        """Write an estimated amount with the two digits that an estimate deserves."""
        if minor is None:
            return UNKNOWN
        decimals = digits(self.currency) if self.currency else 0
        shown = self.money(round(_two_digits(minor / 10**decimals)) * 10**decimals)
        return re.sub(rf"[.,]0{{{decimals}}}(?!.*\d)", "", shown) if decimals else shown

    def duration(self, seconds: float | None) -> str:
        """Write a time in the largest unit that fits, such as ``1.5 h`` or ``12 d``."""
        if seconds is None:
            return UNKNOWN
        units = _UNITS[self.language]
        size, name = next((unit for unit in units if seconds >= unit[0]), units[-1])
        value = seconds / size
        decimals = 1 if value < _FEW and round(value, 1) != round(value) else 0
        if name == _DAYS and (round(value, decimals) == 1 or round(value) >= _MANY):
            name = _DAY
        return f"{self._number(value, decimals)}\u00a0{name}"

    def day(self, micros: int | None) -> str:
        """Write the day of an instant."""
        if micros is None:
            return UNKNOWN
        return self.date(datetime.fromtimestamp(micros / 1e6, ZoneInfo(self.zone)).date())

    def date(self, day: date) -> str:
        """Write a day with the name of its month, which no reader mistakes."""
        return short(day, self.language)

    def instant(self, micros: int | None) -> str:
        """Write an instant to the minute, UTC."""
        return (
            UNKNOWN
            if micros is None
            else datetime.fromtimestamp(micros / 1e6, UTC).strftime("%Y-%m-%d %H:%M")
        )

    def value(self, kind: Kind, value: Any) -> str:
        """Write a value of a table's field."""
        if kind == "text":
            return UNKNOWN if value is None else str(value)
        return {
            "count": self.count,
            "number": self.number,
            "share": self.share,
            "money": self.money,
            "duration": self.duration,
            "instant": self.instant,
        }[kind](value)

    def _number(self, value: float, decimals: int) -> str:
        return written(value, decimals, self.language)


def _two_digits(value: float) -> float:
    if not value:
        return 0.0
    return round(value, 1 - floor(log10(abs(value))))
