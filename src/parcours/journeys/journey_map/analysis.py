"""The journey map as an analysis: its own numbers, and those of the analyses that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from parcours.journeys.frictions import Frictions
from parcours.journeys.journey_map.result import JourneyMap, map_of
from parcours.journeys.journey_map.volumes import Volumes, add, read
from parcours.journeys.sequences import Sequences
from parcours.journeys.stages import Stages
from parcours.touchpoints import parse_duration


@dataclass(frozen=True)
class State:
    """What some profiles gave: the map's own volumes, and the state of each part."""

    volumes: Volumes
    parts: tuple[Any, ...]


@dataclass(frozen=True)
class JourneyMapping:
    """Draws the journey map in one pass.

    Parameters
    ----------
    stages
        The analysis that says who is where now.
    frictions
        The analysis that says what made it hard.
    currency
        The shop's.
    within
        How long going on to the next stage, or to an order, may take.
    """

    stages: Stages
    frictions: Frictions
    currency: str
    within: str | timedelta = "30d"

    def partial(self, sequences: Sequences) -> State:
        """Read some profiles."""
        volumes = read(sequences, parse_duration(self.within))
        return State(volumes, tuple(part.partial(sequences) for part in self._parts))

    def merge(self, one: State, other: State) -> State:
        """Combine what two disjoint sets of profiles gave."""
        merged = zip(self._parts, one.parts, other.parts, strict=True)
        return State(add(one.volumes, other.volumes), tuple(part.merge(a, b) for part, a, b in merged))

    def result(self, state: State) -> JourneyMap:
        """Make the map."""
        found = (part.result(given) for part, given in zip(self._parts, state.parts, strict=True))
        return map_of(self, state.volumes, *found)

    @property
    def _parts(self) -> tuple[Any, ...]:
        return self.stages, self.frictions
