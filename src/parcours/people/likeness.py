"""Looks for profiles that look like one person: same mailbox, same number, or a letter off.

All profiles with a name are read, so the worker does it beside the stream and keeps the pairs.
"""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import combinations
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from django.db import transaction

from parcours.people.models import Likeness, Profile
from parcours.state.actor import system
from parcours.state.among import among, delete_among
from parcours.state.audit import record
from parcours.state.search import folded

Why = Literal["address", "phone", "typo"]
RANKS: Final[tuple[Why, ...]] = ("address", "phone", "typo")
"""The surest rule first."""
_TOGETHER = 4
"""As many profiles may share a number or an address to be taken for one person: more are a family, a firm."""
_DIGITS = 9
"""The last digits of a phone number: what goes before is the country, written in many ways."""
_DOTLESS = frozenset(("gmail.com", "googlemail.com"))
_SHARE = 100
"""Looking takes one part in so many of the worker's time, however many profiles there are."""
_CHUNK = 2_000


@dataclass(frozen=True)
class _Row:
    id: int
    email: str
    phone: str
    name: str
    city: str


def look(now: datetime) -> int:
    """Find the pairs anew; return how many came or went."""
    found = _pairs()
    known = {(row.one, row.other, row.rank): row.pk for row in Likeness.objects.iterator(_CHUNK)}
    gone = [number for pair, number in known.items() if pair not in found]
    fresh = [Likeness(one=one, other=other, rank=rank) for one, other, rank in sorted(found - known.keys())]
    if gone or fresh:
        with transaction.atomic():
            delete_among(Likeness, "id", np.array(gone, np.int64))
            Likeness.objects.bulk_create(fresh, batch_size=_CHUNK)
            details = {"found": len(fresh), "gone": len(gone)}
            record(system("people"), "likenesses.found", "people", now=now, details=details)
    return len(gone) + len(fresh)


class LookingAlike:
    """Looks again whenever a hundred times as long has passed as the last look took."""

    name = "looking alike"
    every = 60.0

    def __init__(self) -> None:
        self._due = 0.0

    def turn(self, clock: Callable[[], datetime], stopping: threading.Event) -> bool:
        """Look, if it is time to."""
        began = time.monotonic()
        if began >= self._due and not stopping.is_set():
            look(clock())
            self._due = began + _SHARE * (time.monotonic() - began)
        return False


def plain_address(email: str) -> str:
    """Return the mailbox that an address leads to, however it is written.

    >>> plain_address("Noa.Levi+tea@googlemail.com"), plain_address("noa+x@tea.example")
    ('noalevi@gmail.com', 'noa@tea.example')
    """
    local, _, host = email.lower().strip().rpartition("@")
    local = local.partition("+")[0]
    if host in _DOTLESS:
        local, host = local.replace(".", ""), "gmail.com"
    return f"{local}@{host}" if local and host else ""


def plain_phone(phone: str) -> str:
    """Return what is the same of a number however it is written; nothing where it is too short.

    >>> plain_phone("+972 50-123 4567") == plain_phone("0501234567"), plain_phone("12")
    (True, '')
    """
    digits = re.sub(r"\D", "", phone)[-_DIGITS:]
    return digits if len(digits) == _DIGITS and len(set(digits)) > 2 else ""


def near(one: str, other: str) -> bool:
    """Return whether one letter more, less, another or changed with its neighbour makes two texts the same.

    >>> near("noa@gmial.com", "noa@gmail.com"), near("noa@gmail.com", "ana@gmail.com")
    (True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    swapped = a[1::-1] + a[2:] if len(a) > 1 else a
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped == b


def _person(row: _Row) -> str:
    """Return name and town, where both are known: few people share them."""
    return folded(row.name, row.city) if " " in row.name.strip() and row.city else ""


_KEYS: Final = MappingProxyType[Why, Callable[[_Row], str]](
    {
        "address": lambda row: plain_address(row.email),
        "phone": lambda row: plain_phone(row.phone),
        "typo": _person,
    }
)


def _pairs() -> set[tuple[int, int, int]]:
    """Return the pairs, the lower id first, each with the rank of the surest rule that finds it."""
    hashes, found = _hashes(), dict[tuple[int, int], int]()
    for rank, why in enumerate(RANKS):
        rows = _rows(hashes["id"][_shared(hashes[why])])
        for one, other in _alike(rows, _KEYS[why]):
            if why != "typo" or (one.email and other.email and near(one.email.lower(), other.email.lower())):
                found.setdefault((one.id, other.id), rank)
    return {(one, other, rank) for (one, other), rank in found.items()}


def _hashes() -> npt.NDArray[np.void]:
    """Return ids of profiles with a hash of each key, 0 for none: all their texts would fill the memory."""
    known = Profile.objects.filter(known=True).values_list(*(field.name for field in fields(_Row)))
    rows = (_Row(*row) for row in known.iterator(_CHUNK))
    keys = ((row.id, *(hash(told) if (told := key(row)) else 0 for key in _KEYS.values())) for row in rows)
    return np.fromiter(keys, np.dtype([("id", np.int64), *((why, np.int64) for why in _KEYS)]))


def _shared(hashes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which hashes some others have, but not many."""
    _, place, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    several = (counts > 1) & (counts <= _TOGETHER)
    return several[place] & (hashes != 0)


def _rows(ids: npt.NDArray[np.int64]) -> list[_Row]:
    return [_Row(**row) for row in among(Profile, tuple(_Row.__dataclass_fields__), "id", ids).to_pylist()]


def _alike(rows: Iterable[_Row], key: Callable[[_Row], str]) -> Iterator[tuple[_Row, _Row]]:
    groups: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if told := key(row):
            groups[told].append(row)
    for group in groups.values():
        yield from combinations(sorted(group, key=lambda row: row.id), 2)
