"""Drop-offs: who is lost at each step, what that costs, what they do instead and how they differ."""

from parcours.journeys.drop_offs.analysis import PURCHASE, DropOffs
from parcours.journeys.drop_offs.contrast import Contrast
from parcours.journeys.drop_offs.result import DropOff, DropOffsResult
from parcours.journeys.drop_offs.returns import Returns

__all__ = ["PURCHASE", "Contrast", "DropOff", "DropOffs", "DropOffsResult", "Returns"]
