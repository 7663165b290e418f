"""Timelines in words: what happened, of which kind it is, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from django.urls import reverse

from parcours.charts.journey_map.phrases import word
from parcours.people.people import Entry
from parcours.touchpoints import group_of
from parcours.web.design import formats
from parcours.web.design.books import language, say
from parcours.web.design.components import Badge, Component, Moment
from parcours.web.explore.events import event_title
from parcours.web.people.names import channel_title, straight
from parcours.words.bidi import apart

KINDS = MappingProxyType(
    {
        "visits": (
            "Advertising", "Content", "Site", "Search", "Category page", "Product page", "Reviews read",
            "Comparison", "Wish list", "Offers", "Account", "Stock",
        ),
        "buying": ("Cart", "Checkout", "Payment"),
        "orders": ("Order",),
        "delivery": ("Delivery", "Returns"),
        "messages": ("E-mail", "SMS and push"),
        "service": ("Service",),
        "voice": ("Survey", "Review"),
        "loyalty": ("Loyalty programme", "Referral", "Community"),
    }
)  # fmt: skip
"""Kinds of what happens, each several touchpoints of the journey map."""
OTHER = "other"

_KIND_OF = {group: kind for kind, groups in KINDS.items() for group in groups}
ICONS = {
    "visits": "clock",
    "buying": "bag",
    "orders": "check",
    "delivery": "forward",
    "messages": "mail",
    "service": "person",
    "voice": "edit",
    "loyalty": "flag",
    "other": "info",
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_PRODUCTS = 3


def kind_of(event: str) -> str:
    """Return the kind of an event."""
    return _KIND_OF.get(group_of(event), OTHER)


def microseconds(at: datetime) -> int:
    """Return a moment as addresses name it."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment(profile: int, entry: Entry) -> Moment:
    """Return a touchpoint as a line of a timeline."""
    return Moment(
        at=entry.at,
        title=event_title(entry.event),
        text=" · ".join(apart(straight(piece), language()) for piece in _pieces(entry)),
        icon=ICONS[kind_of(entry.event)],
        marks=tuple(_marks(entry)),
        href=reverse("people:touchpoint", args=[profile, microseconds(entry.at)]),
    )


def details(entry: Entry) -> list[tuple[str, str]]:
    """Return everything that a touchpoint tells, by name; what it does not tell is left out."""
    told = {
        "event": entry.event,
        "origin": say(f"people.origins.{entry.origin}"),
        "channel": channel_title(entry.channel) if entry.channel else "",
        "device": word("values", entry.device, language()) if entry.device else "",
        "page": entry.page,
        "query": entry.query,
        "products": ", ".join(entry.products),
        "order_id": entry.order_id,
        "step": _step(entry),
        "amount": _amount(entry),
        "score": _score(entry),
        "text": entry.text,
    }
    return [(say(f"people.touchpoint.{name}"), straight(value)) for name, value in told.items() if value]


def _pieces(entry: Entry) -> Iterator[str]:
    """Yield what tells most of a touchpoint, in as few words as a line has."""
    yield from filter(None, (entry.query, entry.text, entry.order_id, _step(entry)))
    if entry.products:
        yield ", ".join(entry.products[:_MOST_PRODUCTS])
        if len(entry.products) > _MOST_PRODUCTS:
            yield say("people.more", count=len(entry.products) - _MOST_PRODUCTS)
    elif entry.page and not entry.query:
        yield entry.page


def _marks(entry: Entry) -> Iterator[Component]:
    for shown in filter(None, (_amount(entry), _score(entry))):
        yield Badge(shown)
    if entry.channel and kind_of(entry.event) == "visits":
        yield Badge(channel_title(entry.channel))


def _step(entry: Entry) -> str:
    return word("checkout_steps", entry.step, language()) if entry.step else ""


def _amount(entry: Entry) -> str:
    return "" if entry.amount is None else formats.now(entry.currency).money(entry.amount)


def _score(entry: Entry) -> str:
    return "" if entry.score is None else say("people.score", score=f"{entry.score:g}")
