"""Outages: steps that stopped working for some people for some days, found without being told."""

from parcours.journeys.outages.analysis import Outages
from parcours.journeys.outages.result import Outage, OutagesResult
from parcours.journeys.outages.scan import Scan

__all__ = ["Outage", "Outages", "OutagesResult", "Scan"]
