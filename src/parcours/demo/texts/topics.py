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

_AKIN: Final = (
    ("description", "colour", "wrong_item"),
    ("description", "size"),
    ("description", "quality"),
    ("size", "wrong_item"),
    ("packaging", "damage"),
    ("delivery_speed", "carrier"),
    ("service", "returns", "cancellation"),
    ("price", "delivery_cost"),
    ("quality", "care"),
    ("smell", "taste"),
    ("website", "search"),
)


def akin(topic: int) -> frozenset[int]:
    """Return a topic with those of which nothing is said beside it: one would repeat or belie the other.

    Examples
    --------
    >>> sorted(TOPICS[each] for each in akin(TOPICS.index("packaging")))
    ['damage', 'packaging']
    """
    near = {each for group in _AKIN if topic != NO_TOPIC and TOPICS[topic] in group for each in group}
    return frozenset(TOPICS.index(each) for each in near) | {topic}
