"""The measurement protocol of Google Analytics 4: its events as calls of the Segment API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec

from parcours.collect.http.calls import Calls, check_size, read_json
from parcours.touchpoints import canonical

PATH = "/mp/collect"

_CONTEXT = {
    "page_location": ("page", "url"),
    "page_title": ("page", "title"),
    "page_referrer": ("page", "referrer"),
    "source": ("campaign", "source"),
    "medium": ("campaign", "medium"),
    "campaign": ("campaign", "name"),
    "term": ("campaign", "term"),
    "content": ("campaign", "content"),
    "language": ("locale",),
}
"""What Segment tells of the circumstances of an event, by Google's name."""
_PROPERTIES = {
    "items": "products",
    "payment_type": "payment_method",
    "search_term": "query",
    "transaction_id": "order_id",
}
_WORTH_GOODS = ("purchase", "refund")
"""Events whose value is that of the goods, without tax and shipping; of others it is an amount."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Event(msgspec.Struct):
    name: str
    params: dict[str, Any] = {}
    timestamp_micros: int | str | None = None


class _Body(msgspec.Struct):
    events: list[_Event]
    client_id: str | int | None = None
    app_instance_id: str | None = None
    user_id: str | int | None = None
    timestamp_micros: int | str | None = None


_BODY = msgspec.json.Decoder(_Body)


def read_events(body: bytes) -> Calls:
    """Read what a request holds.

    Raises
    ------
    InputError
        It is not what the protocol says.
    """
    told, _ = read_json(_BODY, body)
    check_size(len(told.events))
    return Calls([msgspec.Raw(msgspec.json.encode(_call(event, told))) for event in told.events])


def _call(event: _Event, told: _Body) -> dict[str, Any]:
    at = event.timestamp_micros or told.timestamp_micros
    call: dict[str, Any] = {
        "type": "track",
        "event": canonical(event.name, "ga4") or event.name,
        "anonymousId": told.client_id or told.app_instance_id,
        "userId": told.user_id,
        "context": _context(event.params),
        "properties": _properties(event),
    }
    if at:
        call |= {"timestamp": _instant(at), "messageId": _id(event, told)}
    return call


def _properties(event: _Event) -> dict[str, Any]:
    names = {**_PROPERTIES, "value": "revenue" if event.name in _WORTH_GOODS else "value"}
    return {names.get(name, name): value for name, value in event.params.items() if name not in _CONTEXT}


def _context(params: Mapping[str, Any]) -> dict[str, Any]:
    context: dict[str, Any] = {}
    for name, (*parts, member) in _CONTEXT.items():
        if name in params:
            inner = context
            for part in parts:
                inner = inner.setdefault(part, {})
            inner[member] = params[name]
    return context


def _instant(micros: int | str) -> str | None:
    try:
        return (_EPOCH + timedelta(microseconds=int(micros))).isoformat()
    except (ValueError, OverflowError):
        return None


def _id(event: _Event, told: _Body) -> str:
    """Return the same for the same sent again: the protocol has no ids, but what has a time is one event."""
    says = msgspec.json.encode([msgspec.structs.replace(told, events=[]), event], order="deterministic")
    return f"ga4-{sha256(says).hexdigest()[:32]}"
