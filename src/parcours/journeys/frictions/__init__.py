"""Frictions: where the shop made it hard, and how many journeys ended without an order there."""

from parcours.journeys.frictions.analysis import Frictions
from parcours.journeys.frictions.contrast import Contrast
from parcours.journeys.frictions.result import Friction, FrictionsResult

__all__ = ["Contrast", "Friction", "Frictions", "FrictionsResult"]
