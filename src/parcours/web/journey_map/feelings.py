"""How customers feel at each step: what they answered, beside what somebody assumes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parcours.charts.journey_map.speech import Speech
from parcours.web.design.books import say
from parcours.web.journey_map.selectors import Assumed


@dataclass(frozen=True)
class Feeling:
    """One step: answers with their n in words, and the assumption, if there is one."""

    step: str
    title: str
    measured: tuple[str, ...]
    assumed: Assumed | None

    @property
    def level(self) -> str:
        """The assumption in words."""
        return say(f"journey_map.feelings.level_{self.assumed.level}") if self.assumed else ""


def feelings(speech: Speech, assumed: Mapping[str, Assumed]) -> Iterator[Feeling]:
    """Yield the steps of the journey."""
    for step in speech.map.steps:
        scores = (score for place in speech.map.places if place.step == step.name for score in place.scores)
        shown = tuple(speech.score(score) for score in scores)
        yield Feeling(step.name, speech.term(step.name), shown, assumed.get(step.name))
