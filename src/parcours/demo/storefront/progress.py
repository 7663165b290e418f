"""What becomes of an order: when it was packed, sent and brought, by the calendar of its carrier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parcours.demo.storefront.delivery import working_days_after
from parcours.demo.storefront.orders import Order
from parcours.demo.world.delivery import LATE_CARRIER

_MOST_LATE = 6
"""The late carrier breaks its promise by up to so many working days."""


@dataclass(frozen=True)
class Stop:
    """One stop on the way: its phrase, its day, and whether it has been reached."""

    says: str
    day: date
    done: bool


def delivered(order: Order) -> date:
    """Return the day on which an order is brought; one carrier is late, more or less."""
    late = order.number % _MOST_LATE + 1 if order.delivery == LATE_CARRIER else 0
    return working_days_after(order.promised, late)


def stops(order: Order, today: date) -> tuple[Stop, ...]:
    """Return the way of an order, as far as it has come."""
    placed = order.placed.date()
    leaves = working_days_after(placed, 1)
    way = (
        ("order.placed", placed, True),
        ("order.packed", leaves, leaves <= today),
        ("order.sent", leaves, leaves < today),
        ("order.delivered", delivered(order), delivered(order) < today),
    )
    return tuple(Stop(*each) for each in way)


def days_late(order: Order) -> int:
    """Return how many days after the promise an order is brought."""
    return (delivered(order) - order.promised).days
