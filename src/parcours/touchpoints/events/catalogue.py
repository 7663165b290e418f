"""The events that Parcours knows, and their names in other systems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parcours.touchpoints.events import (
    advocacy,
    attention,
    browsing,
    buying,
    listening,
    messaging,
    orders,
    service,
)
from parcours.touchpoints.events.event import DIALECTS, Dialect, Event

EVENTS: tuple[Event, ...] = (
    *attention.ADS,
    *attention.CONTENT,
    *attention.SITE,
    *attention.ACCOUNT,
    *browsing.BROWSING,
    *browsing.OFFERS,
    *buying.CART,
    *buying.CHECKOUT,
    *orders.ORDERS,
    *orders.DELIVERY,
    *orders.RETURNS,
    *service.CHAT,
    *service.CONTACTS,
    *messaging.EMAIL,
    *messaging.SMS_AND_PUSH,
    *listening.SURVEYS,
    *listening.REVIEWS,
    *advocacy.LOYALTY,
    *advocacy.REFERRALS,
    *advocacy.COMMUNITY,
)

_BY_NAME = {e.name: e for e in EVENTS}
_NOT_A_LETTER = re.compile(r"[\W_]+")

# A file of unknown origin may speak any dialect: its own words first, then the better known ones.
_SEARCHED: dict[Dialect, tuple[Dialect, ...]] = {
    **{dialect: (dialect,) for dialect in DIALECTS},
    "generic": ("generic", "segment", "ga4", "shopify", "matomo"),
}


def event(name: str) -> Event | None:
    """Return the catalogue's event of exactly this name.

    >>> event("Order Completed").step
    'order'
    >>> event("Lamp Rubbed") is None
    True
    """
    return _BY_NAME.get(name)


def group_of(name: str) -> str:
    """Return the touchpoint of the journey map that an event belongs to: its own name if unknown.

    >>> group_of("Product Added"), group_of("Lamp Rubbed")
    ('Cart', 'Lamp Rubbed')
    """
    known = event(name)
    return known.group if known else name


def canonical(name: str, dialect: Dialect = "generic") -> str | None:
    """Return the catalogue's name of what a dialect calls ``name``, or None where nothing fits.

    Case, spaces, hyphens, underscores and slashes do not matter. ``generic`` searches the common
    words of files first, then every other dialect.

    >>> canonical("add_to_cart", "ga4"), canonical("addtocart"), canonical("orders/create", "shopify")
    ('Product Added', 'Product Added', 'Order Completed')
    >>> canonical("lamp_rubbed") is None
    True
    """
    word = key(name)
    found = (_index(each).get(word) for each in _SEARCHED[dialect])
    return next((each for each in found if each), None)


def key(name: str) -> str:
    """Return what names that differ only in writing have in common.

    >>> key("Add to Cart") == key("add_to_cart") == key("addToCart")
    True
    """
    return _NOT_A_LETTER.sub("", name).casefold()


def aliases(dialect: Dialect) -> Iterator[tuple[str, Event]]:
    """Yield each name that a dialect has for an event, with the event."""
    for each in EVENTS:
        for name in each.names(dialect):
            yield name, each


@cache
def _index(dialect: Dialect) -> dict[str, str]:
    return {key(name): each.name for name, each in aliases(dialect)}
