"""The journey map: a model of plain numbers, drawn as a page and as a picture."""

from parcours.charts.journey_map.model import (
    Channel,
    Estimate,
    Flag,
    Halt,
    Leak,
    Map,
    Onward,
    Pain,
    Place,
    Score,
    Spot,
    Stage,
    Step,
)
from parcours.charts.journey_map.overlay import Overlay
from parcours.charts.journey_map.page import map_body, map_fragment, map_page
from parcours.charts.journey_map.poster import map_picture

__all__ = [
    "Channel",
    "Estimate",
    "Flag",
    "Halt",
    "Leak",
    "Map",
    "Onward",
    "Overlay",
    "Pain",
    "Place",
    "Score",
    "Spot",
    "Stage",
    "Step",
    "map_body",
    "map_fragment",
    "map_page",
    "map_picture",
]
