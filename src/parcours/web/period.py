"""The days that a screen speaks of, and those that it compares them with: read from the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

Comparison = Literal["previous", "year", "none"]

PRESETS = (7, 28, 90, 365)
NAMED = ("month", "quarter", "year", "all")
"""Periods that begin with the calendar's: this month, this quarter, this year so far; and all there is."""

COMPARISONS: tuple[Comparison, ...] = ("previous", "year", "none")
_USUAL = 28
_DAY = timedelta(days=1)
_YEAR = timedelta(days=364)  # whole weeks: a Monday is compared with a Monday


@dataclass(frozen=True)
class Period:
    """Some days in a row, both ends included.

    Parameters
    ----------
    first, last
        The days.
    preset
        How many days up to the last one were asked for; 0 where something else was.
    comparison
        What they are compared with: the days before, the same days a year ago, or nothing.
    named
        Which of `NAMED` was asked for; empty where days were.

    Examples
    --------
    >>> march = Period(date(2026, 3, 1), date(2026, 3, 31))
    >>> march.days, march.compared
    (31, (datetime.date(2026, 1, 29), datetime.date(2026, 2, 28)))
    """

    first: date
    last: date
    preset: int = 0
    comparison: Comparison = "previous"
    named: str = ""

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def compared(self) -> tuple[date, date] | None:
        """The first and last day of what it is compared with."""
        if self.comparison == "none":
            return None
        back = _YEAR if self.comparison == "year" else timedelta(days=self.days)
        return self.first - back, self.last - back


def period_of(asked: Mapping[str, Any], last: date, earliest: date | None = None) -> Period:
    """Return what an address asks for.

    What makes no sense there is the usual period: an address that somebody shortened still opens.

    Parameters
    ----------
    asked
        ``period`` (a number of days, or one of `NAMED`) or ``from`` and ``to``, and ``compare``.
    last, earliest
        The last and the first day that there is anything of.

    Examples
    --------
    >>> asked = {"from": "2026-03-01", "to": "2026-03-31", "compare": "none"}
    >>> str(period_of(asked, date(2026, 6, 1)).first)
    '2026-03-01'
    """
    wished = asked.get("compare")
    comparison: Comparison = next((each for each in COMPARISONS if each == wished), "previous")
    first, until = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if first and until and first <= until:
        return Period(first, until, comparison=comparison)
    named = next((each for each in NAMED if each == asked.get("period")), "")
    if named:
        return Period(_begin(named, last, earliest or last), last, comparison=comparison, named=named)
    preset = next((days for days in PRESETS if str(days) == asked.get("period")), _USUAL)
    return Period(last - (preset - 1) * _DAY, last, preset, comparison)


def _begin(named: str, last: date, earliest: date) -> date:
    quarter = last.replace(month=last.month - (last.month - 1) % 3, day=1)
    begins = {"month": last.replace(day=1), "quarter": quarter, "year": last.replace(month=1, day=1)}
    return begins.get(named, earliest)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
