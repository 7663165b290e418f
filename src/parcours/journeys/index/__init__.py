"""The index: touchpoints sorted by (profile, time), as arrays mapped from disk."""

from parcours.journeys.index.index import Index, View
from parcours.journeys.index.roots import NO_MERGES, Roots

__all__ = ["NO_MERGES", "Index", "Roots", "View"]
