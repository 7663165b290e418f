"""What the products on a map are called: the log knows their ids alone."""

from __future__ import annotations

from dataclasses import replace

from parcours.charts.journey_map.model import Pain
from parcours.commerce.selectors import product_names
from parcours.journeys.journey_map import JourneyMap

# The one pain whose spots are products; those of others are carriers, pages, fields.
_OF_PRODUCTS = "goods_returned"


def with_names(drawn: JourneyMap) -> JourneyMap:
    """Return a map that says what its products are called."""
    names = product_names(pain.spot.name for pain in drawn.pains if pain.kind == _OF_PRODUCTS and pain.spot)
    return replace(drawn, pains=tuple(_named(pain, names) for pain in drawn.pains)) if names else drawn


def _named(pain: Pain, names: dict[str, str]) -> Pain:
    if pain.kind != _OF_PRODUCTS or pain.spot is None:
        return pain
    return replace(pain, spot=replace(pain.spot, name=names.get(pain.spot.name, pain.spot.name)))
