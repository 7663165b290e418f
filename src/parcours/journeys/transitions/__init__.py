"""Transitions: the directly-follows graph of touchpoints, with how often, by whom and how fast."""

from parcours.journeys.transitions.analysis import Transitions
from parcours.journeys.transitions.result import Edges, TransitionsResult

__all__ = ["Edges", "Transitions", "TransitionsResult"]
