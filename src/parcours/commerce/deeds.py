"""What touchpoints do to an order, and how it stands because of them."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, get_args


class Deed(IntEnum):
    """What a touchpoint says of an order."""

    PLACED = 1
    UPDATED = 2
    PAID = 3
    UNPAID = 4
    CANCELLED = 5
    REFUNDED = 6
    SHIPPED = 7
    ON_THE_WAY = 8
    DELIVERED = 9
    DELAYED = 10
    UNDELIVERED = 11
    RETURN_REQUESTED = 12
    RETURN_RECEIVED = 13


EVENTS: dict[str, Deed] = {
    "Order Completed": Deed.PLACED,
    "Order Updated": Deed.UPDATED,
    "Order Paid": Deed.PAID,
    "Payment Failed": Deed.UNPAID,
    "Order Cancelled": Deed.CANCELLED,
    "Order Refunded": Deed.REFUNDED,
    "Order Shipped": Deed.SHIPPED,
    "Out for Delivery": Deed.ON_THE_WAY,
    "Order Delivered": Deed.DELIVERED,
    "Delivery Delayed": Deed.DELAYED,
    "Delivery Failed": Deed.UNDELIVERED,
    "Return Requested": Deed.RETURN_REQUESTED,
    "Return Received": Deed.RETURN_RECEIVED,
}
EVENT_OF: dict[Deed, str] = {deed: name for name, deed in EVENTS.items()}
TELLING = (Deed.PLACED, Deed.UPDATED)
"""What says what was ordered, and for how much."""
RETURNING = (Deed.REFUNDED, Deed.RETURN_REQUESTED, Deed.RETURN_RECEIVED)

Status = Literal[
    "placed", "paid", "shipped", "delivered", "partly_returned", "refunded", "cancelled", "unpaid"
]
STATUSES: tuple[Status, ...] = get_args(Status)
VOID: frozenset[Status] = frozenset(("refunded", "cancelled", "unpaid"))
"""Orders that do not count."""
NOT_SOLD: frozenset[Status] = frozenset(("cancelled", "unpaid"))
"""Orders whose goods never left; what came back had been sold."""

Excluded = Literal["", "by_hand", "staff", "test"]
EXCLUDED: tuple[Excluded, ...] = get_args(Excluded)

TRUST: dict[str, int] = {"browser": 1, "server": 2, "signed": 3}

UNNUMBERED = "unnumbered:"
"""Begins the number that an order gets here when its sender gave none."""
