"""Some of the touchpoints: of some days, and with some values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parcours.journeys import Journeys
from parcours.web.explore.journeys import Opened
from parcours.web.period import Period


@dataclass(frozen=True)
class Selection:
    """Which touchpoints a question is about.

    Parameters
    ----------
    first, last
        The days; both None where they are all that the log holds.
    where
        Pairs of a column and the value that touchpoints must have.
    """

    first: date | None
    last: date | None
    where: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_days(cls, period: Period, opened: Opened, where: tuple[tuple[str, str], ...] = ()) -> Selection:
        """Return the selection of a period."""
        if period.first <= opened.first and period.last >= opened.last:
            return cls(None, None, where)
        return cls(period.first, period.last, where)

    def of(self, journeys: Journeys) -> Journeys:
        """Return what is selected."""
        if self.first is not None and self.last is not None:
            journeys = journeys.between(self.first, self.last)
        return journeys.where(**dict(self.where)) if self.where else journeys
