"""What the map's screens read: the map itself, and what people added to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Self

import numpy as np

from parcours.journeys import Journeys
from parcours.journeys.journey_map import JourneyMap, JourneyMapping, with_stages
from parcours.journeys.sequences import Ints, Sequences
from parcours.touchpoints import group_of, span
from parcours.web.explore.journeys import Opened
from parcours.web.explore.selections import Selection
from parcours.web.journey_map.models import Annotation
from parcours.web.period import Period
from parcours.web.template_editor.selectors import held_steps

# In few days nobody can be seen to come back after thirty.
_WITHIN = ((60, "30d"), (14, "7d"), (0, "1d"))


@dataclass(frozen=True)
class Note:
    """What somebody noted, of a thing or of a day."""

    id: int
    kind: str
    name: str
    day: date | None
    text: str
    author: str
    at: datetime


@dataclass(frozen=True)
class Assumed:
    """How customers are assumed to feel at a step, from 1 to 5, and why."""

    step: str
    level: int
    text: str


@dataclass(frozen=True)
class DrawMap:
    """The map of some days. Stages are those at the end of the last day, by all that happened until then.

    Parameters
    ----------
    days
        What the map is of.
    last
        The last day.
    within
        How long going on may take.
    """

    days: Selection
    last: date
    within: str
    is_long: ClassVar[bool] = True

    @classmethod
    def of(cls, period: Period, opened: Opened) -> Self:
        """Return the question for some days."""
        within = next(length for least, length in _WITHIN if period.days >= least)
        return cls(Selection.of_days(period, opened), period.last, within)

    def answer(self, journeys: Journeys) -> JourneyMap:
        """Draw it."""
        if self.days.first is None:
            return journeys.journey_map(within=self.within)
        chosen = self.days.of(journeys)
        end = span(self.last, self.last, journeys.zone)[1] - 1
        mapping = replace(JourneyMapping.usual(chosen, self.within), stages=None)
        drawn = journeys.engine.run(mapping, chosen.parts)
        return with_stages(drawn, journeys.stages(as_of=min(end, journeys.as_of)))


@dataclass(frozen=True)
class CompareMap(DrawMap):
    """What a map is compared by: as `DrawMap`, without stages as of a day, frictions and returns."""

    def answer(self, journeys: Journeys) -> JourneyMap:
        """Draw it."""
        chosen = self.days.of(journeys)
        return journeys.engine.run(JourneyMapping.usual(chosen, self.within).brief(), chosen.parts)


@dataclass(frozen=True)
class FindAtPlace:
    """Who met a touchpoint of the map."""

    days: Selection
    place: str
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> Ints:
        """Find their ids."""
        chosen = self.days.of(journeys)
        met = chosen.where(event=_events(chosen.parts[0], self.place))
        return np.concatenate([part.profiles for part in met.parts])


def note(number: int) -> Note | None:
    """Return one note."""
    found = Annotation.objects.filter(id=number).first()
    return None if found is None else _note(found)


def notes_of(kind: str, name: str) -> tuple[Note, ...]:
    """Return the notes of a thing, the oldest first."""
    return tuple(map(_note, Annotation.objects.filter(kind=kind, name=name)))


def notes_of_days(first: date, last: date) -> tuple[Note, ...]:
    """Return the notes of some days, the latest day first."""
    return tuple(map(_note, Annotation.objects.filter(day__range=(first, last)).order_by("-day", "-id")))


def notes_by_thing() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return what is noted of each thing."""
    found: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for kind, name, text in Annotation.objects.filter(day=None).values_list("kind", "name", "text"):
        found[kind, name] += (text,)
    return dict(found)


def assumptions() -> Mapping[str, Assumed]:
    """Return how customers are assumed to feel, by step, as the shop's template of steps says."""
    steps = held_steps().steps
    said = ((step.name, step.emotion) for step in steps)
    return {name: Assumed(name, feeling.level, feeling.why) for name, feeling in said if feeling}


def _note(row: Annotation) -> Note:
    return Note(row.id, row.kind, row.name, row.day, row.text, row.author, row.at)


def _events(part: Sequences, place: str) -> list[str]:
    named = zip(part.names, part.system, strict=True)
    return [name for name, system in named if not system and group_of(name) == place]
