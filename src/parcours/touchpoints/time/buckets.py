"""Days, weeks and months of a shop's own calendar, over whole columns.

A day begins when the wall clock first shows it: at midnight, or right after it where the clock
was set forward over midnight. Days are 23, 24 or 25 hours long.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import ArrayLike

from parcours.touchpoints.time.zones import DAY, Micros, to_local, to_utc

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_THURSDAY = 3  # 1970-01-01, with Monday as 0


def day_number(instants: ArrayLike, zone: ZoneInfo) -> Micros:
    """Return the calendar day of each instant, as days since 1970-01-01.

    >>> day_number(0, ZoneInfo("America/New_York")).item()
    -1
    """
    return np.floor_divide(to_local(instants, zone), DAY)


def day_start(instants: ArrayLike, zone: ZoneInfo) -> Micros:
    """Return the instant at which each instant's day begins."""
    return instant_of_day(day_number(instants, zone), zone)


def week_start(instants: ArrayLike, zone: ZoneInfo, *, first_weekday: int = 0) -> Micros:
    """Return the instant at which each instant's week begins; ``first_weekday`` 0 is Monday, 6 Sunday."""
    return instant_of_day(week_day(day_number(instants, zone), first_weekday=first_weekday), zone)


def month_start(instants: ArrayLike, zone: ZoneInfo) -> Micros:
    """Return the instant at which each instant's month begins."""
    return instant_of_day(month_day(day_number(instants, zone)), zone)


def week_day(days: ArrayLike, *, first_weekday: int = 0) -> Micros:
    """Return the first day of each day's week, all as days since 1970-01-01.

    >>> week_day(0, first_weekday=6).item()  # the Sunday before Thursday 1970-01-01
    -4
    """
    numbers = np.asarray(days, dtype=np.int64)
    return numbers - np.mod(numbers + _THURSDAY - first_weekday, 7)


def month_day(days: ArrayLike) -> Micros:
    """Return the first day of each day's month, all as days since 1970-01-01."""
    dates = np.asarray(days, dtype=np.int64).astype("datetime64[D]")
    return dates.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def instant_of_day(days: ArrayLike, zone: ZoneInfo) -> Micros:
    """Return the instant at which each day (days since 1970-01-01) begins."""
    return to_utc(np.asarray(days, dtype=np.int64) * DAY, zone)


def span(first: date, last: date, zone: ZoneInfo) -> tuple[int, int]:
    """Return the instants from which and before which the days ``first`` to ``last`` last, both included.

    >>> start, end = span(date(2026, 3, 29), date(2026, 3, 29), ZoneInfo("Europe/Paris"))
    >>> (end - start) / 3_600_000_000  # the clock was set forward
    23.0
    """
    days = [first.toordinal() - _EPOCH_DAY, last.toordinal() - _EPOCH_DAY + 1]
    start, end = instant_of_day(days, zone).tolist()
    return start, end
