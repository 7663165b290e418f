"""Days and months of the shop's calendar, as numbers: days since 1970."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from parcours.commerce.models.products import DAY, EVER, MONTH

_EPOCH = date(1970, 1, 1)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def day_of(day: date) -> int:
    """Return a day's number."""
    return (day - _EPOCH).days


def date_of(number: int) -> date:
    """Return the day of a number."""
    return _EPOCH + timedelta(days=number)


Span = tuple[int, int, int]
"""A grain of the sums, with the first and the last start."""
ALWAYS: tuple[Span, ...] = ((EVER, 0, 0),)


@dataclass(frozen=True)
class Period:
    """Days of the shop's calendar, both included.

    Examples
    --------
    >>> spans = Period(date(2026, 1, 30), date(2026, 4, 2)).spans()
    >>> [(grain, date_of(first).isoformat(), date_of(last).isoformat()) for grain, first, last in spans]
    [(0, '2026-01-30', '2026-01-31'), (1, '2026-02-01', '2026-03-01'), (0, '2026-04-01', '2026-04-02')]
    """

    first: date
    last: date

    def spans(self) -> Iterator[Span]:
        """Yield what sums cover the period: grain, first and last start; whole months where it holds any."""
        begin = self.first if self.first.day == 1 else _next_month(self.first)
        after = self.last + timedelta(days=1)
        end = after.replace(day=1)
        if begin >= end:
            yield DAY, day_of(self.first), day_of(self.last)
            return
        if self.first < begin:
            yield DAY, day_of(self.first), day_of(begin) - 1
        yield MONTH, day_of(begin), day_of((end - timedelta(days=1)).replace(day=1))
        if end < after:
            yield DAY, day_of(end), day_of(self.last)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def micros(moment: datetime) -> int:
    """Return a moment as microseconds since 1970."""
    return (moment - _FIRST) // timedelta(microseconds=1)


def moment(microseconds: int) -> datetime:
    """Return the moment of microseconds since 1970."""
    return _FIRST + timedelta(microseconds=microseconds)
