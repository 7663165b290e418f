"""Working time: what happens only on some days, between some hours of the shop's clock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.world import ZONE
from parcours.touchpoints import DAY, HOUR, to_local, to_utc

_SUNDAY = 3  # day 0 of the epoch is a Thursday


@dataclass(frozen=True)
class Hours:
    """From one hour to another, on all days but the last one or two of the week.

    Examples
    --------
    >>> office = Hours(opens=9, closes=17, days_off=2)
    >>> friday = np.datetime64("2026-05-29T16:00", "us").astype(np.int64)[None] - 2 * HOUR
    >>> to_local(office.later(friday, np.array([3.0])), ZONE).astype("datetime64[us]").item(0).isoformat()
    '2026-06-01T11:00:00'
    """

    opens: int
    closes: int
    days_off: int

    @property
    def length(self) -> int:
        """Hours a day."""
        return self.closes - self.opens

    def later(self, moments: Ints, hours: Floats) -> Ints:
        """Return the moment that comes after so many working hours."""
        day, part = self._worked(moments)
        day, part = np.divmod(day + part + hours / self.length, 1.0)
        shown = self._calendar_day(day.astype(np.int64)) * DAY + self.opens * HOUR
        worked = np.rint(part * self.length * HOUR).astype(np.int64)
        return np.maximum(to_utc(shown + worked, ZONE), moments)

    def open(self, moments: Ints) -> Flags:
        """Say whether somebody works."""
        _, part = self._worked(moments)
        return (part > 0) & (part < 1)

    def closing(self, moments: Ints, days: Ints, *, latest: int) -> Ints:
        """Return when it closes so many working days later; what comes from ``latest`` on waits a day."""
        day, part = self._worked(moments)
        tomorrow = part >= (latest - self.opens) / self.length
        return to_utc(self._calendar_day(day + days + tomorrow) * DAY + self.closes * HOUR, ZONE)

    def _worked(self, moments: Ints) -> tuple[Ints, Floats]:
        """Return how many working days were before each moment's, and the part of its own that is over."""
        day, time = np.divmod(to_local(moments, ZONE), DAY)
        ends = [(day + _SUNDAY + place) // 7 for place in range(self.days_off)]
        part = np.clip((time / HOUR - self.opens) / self.length, 0.0, 1.0)
        free = (day - _SUNDAY - 1 + self.days_off) % 7 < self.days_off
        return day - np.sum(ends, axis=0), np.where(free, 0.0, part)

    def _calendar_day(self, worked: Ints) -> Ints:
        return worked + self.days_off * ((worked + _SUNDAY) // (7 - self.days_off))


CARRIERS_WORK = Hours(8, 20, days_off=1)
SERVICE = Hours(9, 18, days_off=2)
