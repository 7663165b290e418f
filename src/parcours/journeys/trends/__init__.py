"""Trends: day by day who was seen and what was ordered, and by which channels."""

from parcours.journeys.trends.analysis import Trends
from parcours.journeys.trends.result import ChannelTrend, Estimate, TrendsResult

__all__ = ["ChannelTrend", "Estimate", "Trends", "TrendsResult"]
