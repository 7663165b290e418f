"""What the mail of a Monday says: the leaks of the journey map, and what became of each in a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parcours.charts.formats import Formats
from parcours.charts.journey_map import Leak
from parcours.charts.journey_map.speech import Speech
from parcours.journeys.journey_map import JourneyMap
from parcours.web.design import formats
from parcours.web.design.books import language
from parcours.web.explore.journeys import Opened
from parcours.web.explore.screen import Asked, told
from parcours.web.journey_map.overlay import PageOverlay
from parcours.web.journey_map.selectors import DrawMap
from parcours.web.overview.attention import Matter, matters
from parcours.web.weekly.calendar import days_of

_PATIENCE = 120.0


@dataclass(frozen=True, eq=False)
class Edition:
    """The maps of four weeks, twice, a week apart; ``before`` is None where the log does not reach back."""

    monday: date
    about: Asked
    now: JourneyMap
    before: JourneyMap | None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that it speaks of."""
        return self.about.period.first, self.about.period.last

    @property
    def is_behind(self) -> bool:
        """Whether touchpoints ended before the weeks did."""
        return self.about.opened.last < days_of(self.monday)[1]

    def matters(self) -> list[Matter]:
        """Return what the overview says of these days, in the language that is spoken now."""
        return list(matters(Speech(self.now, language()), PageOverlay(self.now, self.about, {})))

    def earlier(self, leak: Leak) -> Leak | None:
        """Return the same leak a week before."""
        found = self.before.leaks if self.before else ()
        return next((each for each in found if _same(each, leak)), None)

    @property
    def formats(self) -> Formats:
        """How numbers read."""
        return formats.now()


def edition_of(monday: date, opened: Opened) -> Edition | None:
    """Return what is to be said on a Monday; None where nothing happened in the weeks before it.

    It asks the same questions as the overview does for these days: whoever follows a link finds the same
    numbers.
    """
    if opened.is_empty or opened.last < days_of(monday)[0]:
        return None
    about, earlier = (_asked(monday, opened, weeks_ago) for weeks_ago in (0, 1))
    now = _map(about)
    return Edition(monday, about, now, _map(earlier) if earlier.period.first > opened.first else None)


def _asked(monday: date, opened: Opened, weeks_ago: int) -> Asked:
    first, last = (day.isoformat() for day in days_of(monday, weeks_ago=weeks_ago))
    return told({"from": first, "to": last, "compare": "none"}, opened, patience=_PATIENCE)


def _map(about: Asked) -> JourneyMap:
    found = about.ask(DrawMap.of(about.period, about.opened))
    if found is None:
        raise TimeoutError("The journey map took longer than anybody waits.")
    return found.value


def _same(one: Leak, other: Leak) -> bool:
    return (one.kind, one.place, one.order) == (other.kind, other.place, other.order)
