"""What the mail of a Monday says: the leaks of the journey map, and what became of each in a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parcours.charts.formats import Formats
from parcours.charts.journey_map import Leak
from parcours.charts.journey_map.speech import Speech
from parcours.errors import StorageError
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
    before: JourneyMap | None = None

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


@dataclass(frozen=True, eq=False)
class Plan:
    """What is to be computed for a Monday: the same questions as the overview asks for these days.

    Whoever follows a link of the mail finds the same numbers.
    """

    monday: date
    about: Asked
    earlier: Asked | None

    def edition(self) -> Edition | None:
        """Return what is to be said; None while it is being computed."""
        wanted = [about for about in (self.about, self.earlier) if about is not None]
        for about in wanted:
            about.begin(_question(about))
        found = [about.ask(_question(about)) for about in wanted]
        maps = [answer.value for answer in found if answer is not None]
        if len(maps) < len(wanted):
            return None
        return (
            Edition(self.monday, self.about, *maps)
            if self.earlier
            else Edition(self.monday, self.about, maps[0])
        )


def plan_of(monday: date, opened: Opened, *, patience: float = _PATIENCE) -> Plan | None:
    """Return what is to be computed; None where nothing happened in the weeks before a Monday."""
    if opened.is_empty or opened.last < days_of(monday)[0]:
        return None
    about, earlier = (_asked(monday, opened, weeks_ago, patience) for weeks_ago in (0, 1))
    return Plan(monday, about, earlier if earlier.period.first > opened.first else None)


def edition_of(monday: date, opened: Opened) -> Edition | None:
    """Return what is to be said on a Monday, however long it takes; None where there is nothing.

    Raises
    ------
    StorageError
        It took longer than anybody waits.
    """
    plan = plan_of(monday, opened)
    if plan is None:
        return None
    edition = plan.edition()
    if edition is None:
        raise StorageError("Drawing the journey map takes too long.", retryable=True)
    return edition


def _asked(monday: date, opened: Opened, weeks_ago: int, patience: float) -> Asked:
    first, last = (day.isoformat() for day in days_of(monday, weeks_ago=weeks_ago))
    return told({"from": first, "to": last, "compare": "none"}, opened, patience=patience)


def _question(about: Asked) -> DrawMap:
    return DrawMap.of(about.period, about.opened)


def _same(one: Leak, other: Leak) -> bool:
    return (one.kind, one.place, one.order) == (other.kind, other.place, other.order)
