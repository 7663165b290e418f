"""When the mail of a Monday goes out, and of which days it speaks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKS = 4
_AT = time(8)
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
STALE_AFTER = _DAY


def due(now: datetime, zone: ZoneInfo) -> date | None:
    """Return the Monday whose mail is due: from eight o'clock by the shop's clock, for a day.

    >>> from datetime import UTC
    >>> due(datetime(2026, 11, 23, 6, 59, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    >>> due(datetime(2026, 11, 23, 7, 0, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    datetime.date(2026, 11, 23)
    """
    monday = monday_of(now.astimezone(zone).date())
    return monday if begins(monday, zone) <= now < ends(monday, zone) else None


def begins(monday: date, zone: ZoneInfo) -> datetime:
    """Return when it goes out."""
    return datetime.combine(monday, _AT, zone)


def ends(monday: date, zone: ZoneInfo) -> datetime:
    """Return when it is too late to send it."""
    return datetime.combine(monday + STALE_AFTER, _AT, zone)


def monday_of(day: date) -> date:
    """Return the Monday on or before a day.

    >>> monday_of(date(2026, 11, 29))
    datetime.date(2026, 11, 23)
    """
    return day - day.weekday() * _DAY


def days_of(monday: date, *, weeks_ago: int = 0) -> tuple[date, date]:
    """Return the first and the last of the days that it speaks of: four weeks up to Sunday.

    >>> days_of(date(2026, 11, 23))
    (datetime.date(2026, 10, 26), datetime.date(2026, 11, 22))
    """
    last = monday - _DAY - weeks_ago * _WEEK
    return last - WEEKS * _WEEK + _DAY, last
