"""What can be said of an event that came in; nothing is ever rejected here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from parcours.touchpoints.events.catalogue import EVENTS, canonical, event, key
from parcours.touchpoints.events.event import Kind


@dataclass(frozen=True)
class Finding:
    """Something worth knowing about an event; ``property`` is empty when it is about the name."""

    event: str
    property: str
    message: str


def validate(name: str, properties: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Say what does not fit the catalogue.

    An unknown event is kept under its own name; the finding only names the nearest known one.
    Unknown properties are fine: they stay in `properties`.

    >>> [f.message for f in validate("Order Complete", {})]
    ["'Order Complete' is not in the catalogue and stays under its own name. Is it 'Order Completed'?"]
    >>> [f.message for f in validate("Products Searched", {"query": ["blue", "roses"]})]
    ["'query' should be text, not a list."]
    >>> validate("Products Searched", {"query": "blue roses", "mood": 7})
    ()
    """
    known = event(name)
    if known is None:
        return (Finding(name, "", _unknown(name)),)
    return tuple(
        Finding(
            name, p.name, f"{p.name!r} should be {_FITS[p.kind][0]}, not {_described(properties[p.name])}."
        )
        for p in known.properties
        if properties.get(p.name) is not None and not _FITS[p.kind][1](properties[p.name])
    )


def nearest(name: str) -> str | None:
    """Return the known event that a name was probably meant for."""
    close = get_close_matches(key(name), _KEYS, n=1, cutoff=0.75)
    return canonical(name) or (_KEYS[close[0]] if close else None)


_KEYS = {key(e.name): e.name for e in EVENTS}


def _unknown(name: str) -> str:
    meant = nearest(name)
    hint = f" Is it {meant!r}?" if meant else ""
    return f"{name!r} is not in the catalogue and stays under its own name.{hint}"


def _described(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {
        list: "a list",
        tuple: "a list",
        dict: "an object",
        int: "a number",
        float: "a number",
        str: f"{value!r:.40}",
    }
    return names.get(type(value), f"a {type(value).__name__}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return False
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _is_integer(value: Any) -> bool:
    return _is_number(value) and Decimal(str(value)) % 1 == 0


def _is_instant(value: Any) -> bool:
    if isinstance(value, datetime):
        return True
    try:
        return isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _are_items(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, Mapping) for item in value)


# Senders write numbers as text and ids as numbers; both are read, so neither is a finding.
_FITS: dict[Kind, tuple[str, Callable[[Any], bool]]] = {
    "text": ("text", _is_text),
    "number": ("a number", _is_number),
    "integer": ("a whole number", _is_integer),
    "money": ("an amount", _is_number),
    "flag": ("true or false", lambda value: isinstance(value, bool)),
    "instant": ("a time (ISO 8601)", _is_instant),
    "items": ("a list of objects", _are_items),
    "list": ("a list", lambda value: isinstance(value, list | tuple)),
    "object": ("an object", lambda value: isinstance(value, Mapping)),
}
