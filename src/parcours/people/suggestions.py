"""Profiles that look like one person, for somebody to look at: found by rules, never joined by them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from parcours.people.lists import listed
from parcours.people.models import Dismissal, Identity, Profile
from parcours.people.people import Listed
from parcours.state.actor import Actor
from parcours.state.search import folded

Why = Literal["address", "phone", "typo"]
MOST = 100
_TOGETHER = 4
"""As many profiles may share a number or an address to be taken for one person: more are a family, a firm."""
_DIGITS = 9
"""The last digits of a phone number: what goes before is the country, written in many ways."""
_DOTLESS = frozenset(("gmail.com", "googlemail.com"))


@dataclass(frozen=True)
class Suggestion:
    """Two profiles that may be one person, and why; ``one`` has more touchpoints."""

    one: Listed
    other: Listed
    why: Why


@dataclass(frozen=True)
class _Row:
    id: int
    email: str
    phone: str
    name: str
    city: str


def suggestions(actor: Actor, *, profile: int | None = None, most: int = MOST) -> tuple[Suggestion, ...]:
    """Return profiles that look like one person, the surest rule first; of one profile where one is given.

    Raises
    ------
    DeniedError
        The actor may not join people.
    """
    actor.check("edit_people")
    gone = _dismissed()
    wanted = [
        (pair, why)
        for pair, why in _pairs().items()
        if frozenset(pair) not in gone and (profile is None or profile in pair)
    ]
    people = Profile.objects.in_bulk([each for pair, _ in wanted[:most] for each in pair])
    found = (([people[each] for each in pair], why) for pair, why in wanted[:most])
    return tuple(_suggestion(actor, pair, why) for pair, why in found)


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


def _suggestion(actor: Actor, pair: list[Profile], why: Why) -> Suggestion:
    one, other = sorted(pair, key=lambda row: (-row.touchpoints, row.pk))
    return Suggestion(listed(actor, one), listed(actor, other), why)


def _pairs() -> dict[tuple[int, int], Why]:
    rows = [_Row(*row) for row in Profile.objects.filter(known=True).values_list(*_Row.__dataclass_fields__)]
    found: dict[tuple[int, int], Why] = {}
    rules: tuple[tuple[Why, Callable[[_Row], str]], ...] = (
        ("address", lambda row: plain_address(row.email)),
        ("phone", lambda row: plain_phone(row.phone)),
    )
    for why, key in rules:
        for one, other in _alike(rows, key):
            found.setdefault((one.id, other.id), why)
    for one, other in _alike(rows, _person):
        if one.email and other.email and near(one.email.lower(), other.email.lower()):
            found.setdefault((one.id, other.id), "typo")
    return found


def _person(row: _Row) -> str:
    """Return name and town, where both are known: few people share them."""
    return folded(row.name, row.city) if " " in row.name.strip() and row.city else ""


def _alike(rows: Iterable[_Row], key: Callable[[_Row], str]) -> Iterator[tuple[_Row, _Row]]:
    groups: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if told := key(row):
            groups[told].append(row)
    for group in groups.values():
        if 1 < len(group) <= _TOGETHER:
            yield from combinations(sorted(group, key=lambda row: row.id), 2)


def _dismissed() -> set[frozenset[int]]:
    """Return the pairs that somebody said are two people, as the profiles are by now."""
    pairs = list(Dismissal.objects.values_list("one", "other"))
    leaves = {leaf for pair in pairs for leaf in pair}
    owners = dict(Identity.objects.filter(leaf__in=leaves).values_list("leaf", "profile"))
    return {frozenset(owners.get(leaf, leaf) for leaf in pair) for pair in pairs}
