"""What one call of the Segment API lacks to become a touchpoint, as far as a look at it tells.

The door answers with it, and the worker puts the same calls aside: both ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from parcours.collect.http.calls import LARGEST_ITEM, Calls
from parcours.collect.importing.files.nested import flatten
from parcours.collect.importing.formats.segment import CALLS
from parcours.collect.importing.values.words import identifies
from parcours.touchpoints import TYPES

LONGEST_EVENT, LONGEST_ID = 200, 100


class Why(msgspec.Struct, frozen=True):
    """Why a call is no touchpoint, and what its sender can do."""

    reason: str
    advice: str


class Fault(msgspec.Struct, frozen=True):
    """One call of a batch, by its place, that became no touchpoint."""

    index: int
    messageId: str | None  # noqa: N815 - the protocol's name
    reason: str
    advice: str


TOO_LARGE = Why(f"it is larger than {LARGEST_ITEM} bytes", "Leave out what no analysis needs.")
NOT_A_CALL = Why("it is not a call: no JSON object", "Send an object with a type, and who did it.")
NO_TYPE = Why(f"its type is not one of {', '.join(TYPES)}", "Give each call of a batch its type.")
NO_EVENT = Why("event is missing", "Name the event, such as 'Product Viewed'.")
LONG_EVENT = Why(
    f"event is longer than {LONGEST_EVENT} letters",
    "An event says what kind of thing happened; put the rest into properties.",
)
LONG_ID = Why(f"messageId is longer than {LONGEST_ID} letters", "A random id of 36 letters is enough.")
NOBODY = Why(
    "nobody is named: userId and anonymousId are missing, or stand for nobody (null, guest, 0)",
    "Send the shop's id of the person as userId, or the visitor's as anonymousId.",
)

_NAMING = ("user_id", "anonymous_id", "email", "order_id")
_NAMES = frozenset(column for column, field in CALLS.columns.items() if field in _NAMING)
# Words for nobody have no digit from 1 to 9, but for -1: only the rest needs the slow look.
_SURELY_SOMEBODY = re.compile(r"[2-9]|1.|[^-]1", re.DOTALL)


class _Call(msgspec.Struct):
    type: Any = None
    event: Any = None
    userId: Any = None  # noqa: N815 - the protocol's name
    anonymousId: Any = None  # noqa: N815 - the protocol's name
    messageId: Any = None  # noqa: N815 - the protocol's name


class _Id(msgspec.Struct):
    messageId: Any = None  # noqa: N815 - the protocol's name


_CALL, _ID, _WHOLE = (
    msgspec.json.Decoder(_Call),
    msgspec.json.Decoder(_Id),
    msgspec.json.Decoder(dict[str, Any]),
)
_UNREADABLE = (msgspec.MsgspecError, ValueError, RecursionError)


def faults_of(calls: Calls, kind: str) -> Iterator[Fault]:
    """Yield the faults of a batch; ``kind`` is the type of calls that tell none."""
    for index, raw in enumerate(calls.batch):
        if why := why_not(memoryview(raw), kind):
            yield Fault(index, _id_of(raw), why.reason, why.advice)


def why_not(raw: memoryview | bytes, kind: str = "") -> Why | None:
    """Return why a call is no touchpoint, None where it may be one.

    >>> why_not(b'{"type": "track", "event": "Product Viewed", "anonymousId": "a1"}') is None
    True
    >>> why_not(b'{"type": "track", "anonymousId": "a1"}').reason
    'event is missing'
    """
    if len(raw) > LARGEST_ITEM:
        return TOO_LARGE
    try:
        call = _CALL.decode(raw)
        somebody = _names_somebody(call.userId) or _names_somebody(call.anonymousId) or _is_named(raw)
    except _UNREADABLE:
        return NOT_A_CALL
    return _why_not(call, kind) or (None if somebody else NOBODY)


def _why_not(call: _Call, kind: str) -> Why | None:
    told = call.type or kind
    if not isinstance(told, str) or told not in TYPES:
        return NO_TYPE
    if told == "track" and not _is_text(call.event):
        return NO_EVENT
    if isinstance(call.event, str) and len(call.event) > LONGEST_EVENT:
        return LONG_EVENT
    if isinstance(call.messageId, str) and len(call.messageId) > LONGEST_ID:
        return LONG_ID
    return None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _names_somebody(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return False
    text = str(value).strip()
    return bool(_SURELY_SOMEBODY.search(text)) or (bool(text) and identifies(text))


def _is_named(raw: memoryview | bytes) -> bool:
    """Whether a call names somebody elsewhere: by an address, or as who placed an order."""
    told: Mapping[str, Any] = _WHOLE.decode(raw)
    return any(name in _NAMES and _names_somebody(value) for name, value in flatten(told))


def _id_of(raw: msgspec.Raw) -> str | None:
    try:
        found = _ID.decode(raw).messageId
    except _UNREADABLE:
        return None
    return found if isinstance(found, str) else None
