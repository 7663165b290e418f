"""What would move: the same analyses by the template that holds and by the one that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from parcours.journeys import Journeys
from parcours.journeys.purchase_journeys import PurchaseJourneysResult
from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.journeys.stages import Compared, CompareStages, Template
from parcours.touchpoints import span
from parcours.web.explore.answers import Question
from parcours.web.explore.screen import Asked
from parcours.web.explore.selections import Selection
from parcours.web.journey_map.selectors import DrawMap
from parcours.web.template_editor.reading import AnyTemplate


@dataclass(frozen=True)
class LookAtStages:
    """Who would be in another stage at the end of a day."""

    last: date
    now: Template
    then: Template
    is_long: ClassVar[bool] = True

    def answer(self, journeys: Journeys) -> Compared:
        """Compare."""
        end = span(self.last, self.last, journeys.zone)[1] - 1
        question = CompareStages(min(end, journeys.as_of), self.now, self.then)
        compared: Compared = journeys.engine.run(question, journeys.parts)
        return compared


@dataclass(frozen=True)
class Counted:
    """A step by both templates: how many journeys reach it, None where the template has no such step."""

    name: str
    now: int | None
    then: int | None
    is_known_now: bool
    is_known_then: bool


@dataclass(frozen=True)
class StepsLooked:
    """Both templates over the same journeys: ``places`` are those of the map that would stand elsewhere."""

    journeys_now: int
    journeys_then: int
    steps: tuple[Counted, ...]
    places: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class LookAtSteps:
    """How many journeys would come to each step, of the days that the map shows."""

    days: Selection
    within: str
    now: StepTemplate
    then: StepTemplate
    is_long: ClassVar[bool] = True

    def answer(self, journeys: Journeys) -> StepsLooked:
        """Compare."""
        chosen = self.days.of(journeys)
        one, other = (
            chosen.purchase_journeys(template=template, abandoned_after=self.within)
            for template in (self.now, self.then)
        )
        return StepsLooked(one.n, other.n, tuple(_counted(one, other)), self._places())

    def _places(self) -> tuple[tuple[str, str, str], ...]:
        now, then = self.now.step_of_places, self.then.step_of_places
        return tuple((place, now[place], then[place]) for place in now if now[place] != then[place])


def question(about: Asked, now: AnyTemplate, then: AnyTemplate) -> Question[Any]:
    """Return what is asked of two templates of one kind."""
    if isinstance(now, Template) and isinstance(then, Template):
        return LookAtStages(about.period.last, now, then)
    assert isinstance(now, StepTemplate)  # noqa: S101 - there are two kinds
    assert isinstance(then, StepTemplate)  # noqa: S101 - both are of one
    within = DrawMap.of(about.period, about.opened).within
    return LookAtSteps(Selection.of_days(about.period, about.opened), within, now, then)


def _counted(one: PurchaseJourneysResult, other: PurchaseJourneysResult) -> list[Counted]:
    now = {step.name: step.journeys for step in one.steps}
    then = {step.name: step.journeys for step in other.steps}
    gone = [name for name in now if name not in then]
    return [
        Counted(name, now.get(name), then.get(name), name in now, name in then) for name in (*then, *gone)
    ]
