"""The journey map: the other analyses and its own numbers, on one road."""

from parcours.journeys.journey_map.analysis import JourneyMapping
from parcours.journeys.journey_map.result import JourneyMap, with_stages

__all__ = ["JourneyMap", "JourneyMapping", "with_stages"]
