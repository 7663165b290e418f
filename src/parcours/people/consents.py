"""What people agreed to: the words of consent in touchpoints, and which of several counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.people.reading import Reading
from parcours.shop.evidence import members

PURPOSES = ("email", "sms", "ads", "analytics")
"""What profiles are chosen by; other purposes are kept as well."""

_FIXED = {
    "Newsletter Subscribed": ("email", True),
    "Unsubscribed": ("email", False),
    "Email Marked as Spam": ("email", False),
    "SMS Unsubscribed": ("sms", False),
}
_ASKED = {"Consent Given": True, "Consent Withdrawn": False}
_SAME = {
    "e-mail": "email",
    "mail": "email",
    "newsletter": "email",
    "text message": "sms",
    "advertising": "ads",
    "ad": "ads",
    "statistics": "analytics",
    "measurement": "analytics",
}
_LONGEST = 200
_NAMES = ("leaf", "purpose", "at", "source", "evidence", "given")


@dataclass(frozen=True)
class Word:
    """What was said to a purpose under one identifier, and when; ``entered`` by the shop for the person."""

    leaf: int
    at: int
    given: bool
    entered: bool


def consents(reading: Reading) -> pa.Table:
    """Return the words of consent in rows: each holds for every identifier that its touchpoint names."""
    telling = pc.is_in(reading.column("event"), pa.array([*_FIXED, *_ASKED]))
    rows = np.flatnonzero(telling.to_numpy(zero_copy_only=False))
    found: dict[tuple[int, str, int, str, str], bool] = {}
    if len(rows):
        some = reading.only(rows)
        told = some.rows.select(["event", "properties", "source", "message_id"]).to_pylist()
        for row, leaf in zip(some.named.rows.tolist(), some.named.leaves.tolist(), strict=True):
            says = told[row]
            for purpose, given in _words(says["event"], says["properties"]):
                at = int(some.times[row])
                found[leaf, purpose, at, says["source"][:_LONGEST], says["message_id"][:_LONGEST]] = given
    columns = zip(*((*key, given) for key, given in found.items()), strict=True) if found else ((),) * 6
    types = (pa.int64(), pa.string(), pa.int64(), pa.string(), pa.string(), pa.bool_())
    return pa.table(
        {name: pa.array(values, kind) for name, values, kind in zip(_NAMES, columns, types, strict=True)}
    )


def state(words: Iterable[Word]) -> bool | None:
    """Return whether a person agrees to a purpose; None where nothing was ever said.

    Of each identifier the last word counts, and a refusal under any of them stands: who is found to be
    one person only later has not agreed twice. What the shop enters for a person replaces what was said
    before under all of them.

    >>> state([Word(7, 1, False, False), Word(8, 2, True, False)])
    False
    >>> state([Word(7, 1, False, False), Word(8, 2, True, False), Word(8, 3, True, True)])
    True
    """
    last: dict[int, Word] = {}
    for word in sorted(words, key=lambda word: (word.at, word.entered, not word.given)):
        last = {word.leaf: word} if word.entered else last | {word.leaf: word}
    return all(word.given for word in last.values()) if last else None


@lru_cache(maxsize=256)
def _words(event: str, properties: str | None) -> tuple[tuple[str, bool], ...]:
    if event in _FIXED:
        return (_FIXED[event],)
    told = members(properties or "{}").get("purpose")
    purposes = [purpose for text in _texts(told) if (purpose := plain(text))]
    given = _ASKED[event]
    # To agree to nothing in particular is not to agree; to refuse it is to refuse everything.
    return tuple((purpose, given) for purpose in purposes or (() if given else PURPOSES))


def plain(purpose: str) -> str:
    """Return a purpose by the one name that we call it.

    >>> plain(" E-Mail ")
    'email'
    """
    text = purpose.strip().lower()
    return _SAME.get(text, text)[:32]


def _texts(told: object) -> list[str]:
    if isinstance(told, list):
        return [text for text in told if isinstance(text, str)]
    return told.split(",") if isinstance(told, str) else []
