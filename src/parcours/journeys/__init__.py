"""Journeys: sequences of touchpoints per profile, and the analyses that read them."""

from parcours.journeys.journeys import Journeys
from parcours.journeys.result import Definition, Result
from parcours.journeys.sequences import Column, Sequences

__all__ = ["Column", "Definition", "Journeys", "Result", "Sequences"]
