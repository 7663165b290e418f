"""Which names of a touchpoint may be believed to be one person's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_plus

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.touchpoints.events.messaging import EMAIL, SMS_AND_PUSH

_MESSAGES: Final = pa.array([event.name for event in (*EMAIL, *SMS_AND_PUSH)])
_NOBODY: Final = pa.scalar(None, pa.string())
PREVIOUS: Final = "previous_id"
"""The property under which an alias keeps the id that somebody had before."""


@dataclass(frozen=True, eq=False)
class Names:
    """The names of touchpoints, null where there is none."""

    user: pa.Array
    email: pa.Array
    anonymous: pa.Array


@dataclass(frozen=True, eq=False)
class Telling:
    """How touchpoints told their names: who said so, in which event, on a visit begun at which address."""

    trust: pa.Array
    event: pa.Array
    landing: pa.Array


def believed(names: Names, telling: Telling) -> Names:
    """Return the names without those that may be another person's.

    A browser's key is public: with it nobody may join an address to an account. An address that stands in
    the link that led to the shop is that of whom the link was sent to, and what becomes of a message is told
    of its addressee, whoever opened it.
    """
    browser = pc.equal(telling.trust, "browser")
    known, visitor = pc.is_valid(names.user), pc.is_valid(names.anonymous)
    claimed = pc.and_(browser, pc.or_(known, pc.and_(visitor, _in_link(names.email, browser, telling))))
    email = pc.if_else(claimed, _NOBODY, names.email)
    message = pc.and_(pc.is_in(telling.event, _MESSAGES), pc.or_(known, pc.is_valid(email)))
    return Names(names.user, email, pc.if_else(message, _NOBODY, names.anonymous))


def previous(kind: pa.Array, properties: pa.Array, trust: pa.Array) -> pa.Array:
    """Return the id that somebody had before, where an alias of the shop's own tells it."""
    alias = pc.and_(pc.equal(kind, "alias"), pc.not_equal(trust, "browser"))
    told = pc.fill_null(pc.and_(alias, pc.is_valid(properties)), fill_value=False)
    found: list[str | None] = [None] * len(kind)
    for row in np.flatnonzero(told.to_numpy(zero_copy_only=False)).tolist():
        value = members(properties[row].as_py()).get(PREVIOUS)
        found[row] = str(value).strip() or None if isinstance(value, str | int) else None
    return pa.array(found, pa.string())


def members(properties: str) -> dict[str, Any]:
    """Return what properties hold; nothing where they cannot be read, whoever wrote them.

    >>> members('{"plan": "gold"}'), members('{"plan": "\\\\ud800"}')
    ({'plan': 'gold'}, {})
    """
    try:
        return msgspec.json.decode(properties, type=dict[str, Any])
    except (ValueError, RecursionError):
        return {}


def _in_link(emails: pa.Array, browser: pa.Array, telling: Telling) -> pa.Array:
    """Return where a browser tells an address that stands in the link which led it here."""
    at = pc.match_substring_regex(telling.landing, "@|%40")
    doubtful = pc.fill_null(pc.and_(pc.and_(browser, at), pc.is_valid(emails)), fill_value=False)
    found = np.zeros(len(emails), np.bool_)
    for row in np.flatnonzero(doubtful.to_numpy(zero_copy_only=False)).tolist():
        link = unquote_plus(telling.landing[row].as_py()).lower()
        found[row] = emails[row].as_py().strip().lower() in link
    return pa.array(found)
