"""The journey map as an analysis: its own numbers, and those of the analyses that it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

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
from parcours.touchpoints import parse_duration

if TYPE_CHECKING:
    from parcours.journeys.journeys import Journeys

_LONG_SILENCE = "10m"
_PARTS = ("purchase_journeys", "stages", "frictions", "returns", "outages", "drop_offs")


@dataclass(frozen=True)
class State:
    """What some profiles gave: the map's own volumes, and the state of each part."""

    volumes: Volumes
    parts: Mapping[str, Any]


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
        The analyses that the map is made of; of one that is None the map tells nothing. Without views or
        carts nobody is seen to leave before an order, and there are no drop-offs.
    """

    within: str | timedelta
    currency: str
    zone: str
    purchase_journeys: PurchaseJourneys
    stages: Stages | None
    frictions: Frictions | None
    returns: Returns | None
    outages: Outages | None
    drop_offs: DropOffs | None

    @classmethod
    def usual(cls, journeys: Journeys, within: str | timedelta) -> JourneyMapping:
        """Return the map of some journeys, by their shop's templates."""
        patience = parse_duration(within)
        as_of, zone, currency = journeys.as_of, journeys.zone.key, journeys.currency
        templates = journeys.templates
        returns = Returns.usual(as_of, currency, templates.stages)
        steps = _purchase(journeys)
        return cls(
            within=within,
            currency=currency,
            zone=zone,
            purchase_journeys=PurchaseJourneys(as_of, patience, JourneyTemplate.load(templates.steps)),
            stages=Stages(as_of, StageTemplate.load(templates.stages)),
            frictions=Frictions(as_of, patience, parse_duration(_LONG_SILENCE), zone, returns),
            returns=returns,
            outages=Outages(as_of, zone, currency),
            drop_offs=DropOffs(steps, as_of, within, within, currency) if steps else None,
        )

    def brief(self) -> JourneyMapping:
        """Return the map with what it is compared by alone: volumes, steps, the revenue at risk."""
        return replace(self, stages=None, frictions=None, returns=None, outages=None)

    def partial(self, sequences: Sequences) -> State:
        """Read some profiles."""
        volumes = read(sequences, parse_duration(self.within))
        return State(volumes, {name: part.partial(sequences) for name, part in self._parts.items()})

    def merge(self, one: State, other: State) -> State:
        """Combine what two disjoint sets of profiles gave."""
        merged = {name: part.merge(one.parts[name], other.parts[name]) for name, part in self._parts.items()}
        return State(add(one.volumes, other.volumes), merged)

    def result(self, state: State) -> JourneyMap:
        """Make the map."""
        found = {name: part.result(state.parts[name]) for name, part in self._parts.items()}
        return map_of(self, state.volumes, **found)

    @property
    def _parts(self) -> dict[str, Any]:
        named = {name: getattr(self, name) for name in _PARTS}
        return {name: part for name, part in named.items() if part is not None}


def _purchase(journeys: Journeys) -> tuple[Step, ...]:
    """Return the steps towards an order that the log tells of; none where they are too few."""
    events = {name for part in journeys.parts for name in part.names}
    steps = tuple(Step(name) for name in PURCHASE if name in events)
    return steps if len(steps) > 1 and PURCHASE[-1] in events else ()
