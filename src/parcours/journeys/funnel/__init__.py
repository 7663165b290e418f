"""The funnel: how many profiles came how far through steps in order, and how long they took."""

from parcours.journeys.funnel.analysis import Funnel
from parcours.journeys.funnel.groups import Group, Times
from parcours.journeys.funnel.result import FunnelResult
from parcours.journeys.funnel.steps import Step, parse_steps

__all__ = ["Funnel", "FunnelResult", "Group", "Step", "Times", "parse_steps"]
