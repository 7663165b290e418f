"""Which newsletters the shop sends when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.subjects import subject_of
from parcours.demo.simulate.calendar import Calendar
from parcours.touchpoints import HOUR

_SENT_AT = 10 * HOUR


@dataclass(frozen=True)
class Issues:
    """The letters of the simulated time: one every week, and one when a sale or the coupon begins."""

    calendar: Calendar

    def __len__(self) -> int:
        return len(self.moment)

    @cached_property
    def _subjects(self) -> Ints:
        return np.array([subject_of(self.calendar.date(day)) for day in range(len(self.calendar))])

    @cached_property
    def moment(self) -> Ints:
        """When they are sent."""
        return self.calendar.starts[:-1][self._subjects >= 0] + _SENT_AT

    @cached_property
    def subject(self) -> Ints:
        """Places in SUBJECTS."""
        return self._subjects[self._subjects >= 0]
