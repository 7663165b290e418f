"""The five stages of the lifecycle: awareness, consideration, conversion, retention, advocacy."""

from parcours.journeys.stages.analysis import Stages
from parcours.journeys.stages.comparing import Compared, CompareStages
from parcours.journeys.stages.history import Move, Reason
from parcours.journeys.stages.result import StagesResult, Transition
from parcours.journeys.stages.template import Template

__all__ = ["CompareStages", "Compared", "Move", "Reason", "Stages", "StagesResult", "Template", "Transition"]
