"""Orders as the sequences tell them: each counted once, net of what was given back."""

from parcours.journeys.orders.orders import Orders
from parcours.journeys.orders.settle import NEVER

__all__ = ["NEVER", "Orders"]
