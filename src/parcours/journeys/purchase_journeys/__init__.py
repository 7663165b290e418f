"""Purchase journeys: first contact, browsing, obstacles, order, delivery, loyalty, recommendation."""

from parcours.journeys.purchase_journeys.analysis import PurchaseJourneys
from parcours.journeys.purchase_journeys.result import PurchaseJourneysResult, Step
from parcours.journeys.purchase_journeys.template import Template

__all__ = ["PurchaseJourneys", "PurchaseJourneysResult", "Step", "Template"]
