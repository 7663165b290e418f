"""Lists of people: chosen, searched, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from django.db.models import Q, QuerySet

from parcours.errors import InputError
from parcours.people import masking
from parcours.people.consents import PURPOSES
from parcours.people.models import Profile
from parcours.people.people import Listed
from parcours.state.actor import Actor
from parcours.state.paging import Page, Sort, page
from parcours.state.search import found

T = TypeVar("T")
Who = Literal["", "customer", "known", "anonymous"]
SORTS = ("last_seen", "value")

_LOOKUPS = MappingProxyType(
    {
        "stage": "stage",
        "country": "country",
        "language": "language",
        "channel": "channel",
        "orders_from": "orders__gte",
        "orders_to": "orders__lte",
        "value_from": "value__gte",
        "value_to": "value__lte",
        "seen_since": "last_seen__gte",
        "seen_until": "last_seen__lt",
    }
)
_WHO: Mapping[Who, dict[str, Any]] = MappingProxyType(
    {"": {}, "customer": {"orders__gt": 0}, "known": {"known": True}, "anonymous": {"known": False}}
)
_AGREES = MappingProxyType({purpose: f"agrees_{purpose}" for purpose in PURPOSES})


@dataclass(frozen=True)
class Filters:
    """Which people. What is empty or None chooses nobody out.

    Parameters
    ----------
    search
        A piece of a name, address, user id or phone number; needs the permission to see them.
    who
        Customers, known people (customers too), or anonymous ones.
    stage, flag, country, language, channel
        Values of these; `channel` is that of the first touchpoint. The flag may be ``complaint_open``.
    agrees, refuses
        A purpose of consent: ``email``, ``sms``, ``ads`` or ``analytics``.
    orders_from, orders_to, value_from, value_to
        How many orders count, and what they brought in minor units; both ends included.
    seen_since, seen_until
        When the last touchpoint was: from, and before.
    excluded
        Whether to list those who are left out of numbers, instead of the others.
    """

    search: str = ""
    who: Who = ""
    stage: str = ""
    flag: str = ""
    country: str = ""
    language: str = ""
    channel: str = ""
    agrees: str = ""
    refuses: str = ""
    orders_from: int | None = None
    orders_to: int | None = None
    value_from: int | None = None
    value_to: int | None = None
    seen_since: datetime | None = None
    seen_until: datetime | None = None
    excluded: bool = False


@dataclass(frozen=True)
class Found:
    """A page of people; ``cut`` tells that a search found more than it looks at: more letters narrow it."""

    page: Page[Listed]
    cut: bool


def list_people(
    actor: Actor, filters: Filters, *, sort: str = "last_seen", cursor: str = "", size: int = 50
) -> Found:
    """Return a page of people, the highest of what they are sorted by first.

    Raises
    ------
    DeniedError
        The actor may not see people, or not search for personal data.
    InputError
        A filter, the order or the cursor is none.
    """
    if sort not in SORTS:
        raise InputError(f"People cannot be sorted by '{sort}'.", expected=f"One of {', '.join(SORTS)}.")
    rows, cut = _chosen(actor, filters)
    shown = page(rows, Sort(sort), cursor=cursor, size=size)
    return Found(shown.of(lambda row: listed(actor, row)), cut)


def people_of(actor: Actor, profiles: Collection[int]) -> dict[int, Listed]:
    """Return some people by their ids; of a page's length at most, and without those whom nobody knows yet.

    Raises
    ------
    DeniedError
        The actor may not see people.
    """
    actor.check("see")
    return {row.pk: listed(actor, row) for row in Profile.objects.filter(pk__in=profiles)}


def count_people(actor: Actor, filters: Filters) -> int:
    """Return how many people a list has; exact, but for a search that is cut.

    Raises
    ------
    DeniedError, InputError
        As `list_people`.
    """
    return _chosen(actor, filters)[0].count()


def listed(actor: Actor, row: Profile) -> Listed:
    """Return a profile as the actor may see it."""
    values = {field.name: getattr(row, field.name) for field in fields(Listed)}
    values["since"] = row.since or row.first_seen
    if not actor.may("see_personal"):
        values |= {
            "name": masking.name(row.name),
            "email": masking.email(row.email),
            "user_id": masking.text(row.user_id),
        }
    return Listed(**values)


def _chosen(actor: Actor, filters: Filters) -> tuple[QuerySet[Profile], bool]:
    actor.check("see")
    given = {name: getattr(filters, name) for name in _LOOKUPS}
    lookups = {_LOOKUPS[name]: value for name, value in given.items() if value not in ("", None)}
    rows = Profile.objects.filter(excluded=filters.excluded, **lookups, **_one_of(_WHO, filters.who, "kind"))
    if filters.flag:
        rows = rows.filter(_flagged(filters.flag))
    for purpose, agrees in ((filters.agrees, True), (filters.refuses, False)):
        if purpose:
            rows = rows.filter(**{_one_of(_AGREES, purpose, "purpose"): agrees})
    if not filters.search.strip():
        return rows, False
    actor.check("see_personal")
    return found(rows, "words", filters.search)


def _flagged(flag: str) -> Q:
    return Q(complaint_open=True) if flag == "complaint_open" else Q(flag=flag)


def _one_of(choices: Mapping[Any, T], name: str, what: str) -> T:
    if name not in choices:
        known = ", ".join(filter(None, choices))
        raise InputError(f"There is no {what} '{name}'.", expected=f"One of {known}.")
    return choices[name]
