"""The journey map as an analysis: its own numbers, and those of the analyses that it is made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from parcours.journeys.drop_offs import PURCHASE, DropOffs, Returns
from parcours.journeys.frictions import Frictions
from parcours.journeys.funnel import Step
from parcours.journeys.journey_map.result import JourneyMap, map_of
from parcours.journeys.journey_map.volumes import Volumes, add, read
from parcours.journeys.outages import Outages
from parcours.journeys.purchase_journeys import PurchaseJourneys
from parcours.journeys.purchase_journeys import Template as JourneyTemplate
from parcours.journeys.sequences import Sequences
from parcours.journeys.stages import Stages
from parcours.journeys.stages import Template as StageTemplate
from parcours.journeys.templates import Templates
from parcours.touchpoints import parse_duration

_LONG_SILENCE = "10m"


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
    within
        How long going on to the next stage, or to an order, may take; after as much silence a journey
        is over.
    currency, zone
        The shop's.
    stages, purchase_journeys, frictions, returns, outages, drop_offs
        The analyses that the map is made of. Without views or carts nobody is seen to leave before an
        order, and there are no drop-offs.
    """

    within: str | timedelta
    currency: str
    zone: str
    stages: Stages
    purchase_journeys: PurchaseJourneys
    frictions: Frictions
    returns: Returns
    outages: Outages
    drop_offs: DropOffs | None

    @classmethod
    def usual(
        cls,
        events: Collection[str],
        templates: Templates,
        *,
        as_of: int,
        currency: str,
        zone: str,
        within: str | timedelta,
    ) -> JourneyMapping:
        """Return the map of a log with these events, by a shop's templates."""
        patience = parse_duration(within)
        steps = tuple(Step(name) for name in PURCHASE if name in events)
        leaves = len(steps) > 1 and PURCHASE[-1] in events
        returns = Returns.usual(as_of, currency, templates.stages)
        return cls(
            within=within,
            currency=currency,
            zone=zone,
            stages=Stages(as_of, StageTemplate.load(templates.stages)),
            purchase_journeys=PurchaseJourneys(as_of, patience, JourneyTemplate.load(templates.steps)),
            frictions=Frictions(as_of, patience, parse_duration(_LONG_SILENCE), zone, returns),
            returns=returns,
            outages=Outages(as_of, zone, currency),
            drop_offs=DropOffs(steps, as_of, within, within, currency) if leaves else None,
        )

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
        parts = (self.stages, self.purchase_journeys, self.frictions, self.returns, self.outages)
        return parts if self.drop_offs is None else (*parts, self.drop_offs)
