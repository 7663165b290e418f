"""The days that a screen speaks of, and those that it compares them with: read from the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

Comparison = Literal["previous", "year", "none"]

PRESETS = (7, 28, 90, 365)
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
        How many days up to the last one were asked for; 0 where two days were named.
    comparison
        What they are compared with: the days before, the same days a year ago, or nothing.

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


def period_of(asked: Mapping[str, Any], last: date) -> Period:
    """Return what an address asks for.

    What makes no sense there is the usual period: an address that somebody shortened still opens.

    Parameters
    ----------
    asked
        ``period`` (a number of days) or ``from`` and ``to``, and ``compare``.
    last
        The last day that there is anything of: where the log ends, or today.

    Examples
    --------
    >>> asked = {"from": "2026-03-01", "to": "2026-03-31", "compare": "none"}
    >>> period_of(asked, date(2026, 6, 1))
    Period(first=datetime.date(2026, 3, 1), last=datetime.date(2026, 3, 31), preset=0, comparison='none')
    """
    wished = asked.get("compare")
    comparison: Comparison = next((each for each in COMPARISONS if each == wished), "previous")
    first, until = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if first and until and first <= until:
        return Period(first, until, comparison=comparison)
    preset = next((days for days in PRESETS if str(days) == asked.get("period")), _USUAL)
    return Period(last - (preset - 1) * _DAY, last, preset, comparison)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
