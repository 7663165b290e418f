"""What a text can be about."""

from __future__ import annotations

from typing import Final

NO_TOPIC: Final = -1
GOODS: Final = ("size", "quality", "colour", "description", "care", "smell", "taste", "price", "gift")
PARCEL: Final = ("packaging", "delivery_speed", "carrier", "damage", "wrong_item")
SHOP: Final = (
    *("delivery_cost", "returns", "service", "website", "search", "payment", "stock", "choice", "loyalty"),
    *("cancellation", "address"),
)
TOPICS: Final = (*GOODS, *PARCEL, *SHOP)
