"""Profiles that look like one person, for somebody to look at: never joined by anything but a person.

The worker looks for them (`likeness`); screens read what it found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from parcours.people.likeness import RANKS, Why
from parcours.people.lists import listed
from parcours.people.models import Dismissal, Identity, Likeness, Profile
from parcours.people.people import Listed
from parcours.state.actor import Actor

MOST = 100


@dataclass(frozen=True)
class Suggestion:
    """Two profiles that may be one person, and why; ``one`` has more touchpoints."""

    one: Listed
    other: Listed
    why: Why


def suggestions(actor: Actor, *, profile: int | None = None, most: int = MOST) -> tuple[Suggestion, ...]:
    """Return profiles that look like one person, the surest rule first; of one profile where one is given.

    Raises
    ------
    DeniedError
        The actor may not join people.
    """
    actor.check("edit_people")
    found = list(zip(range(most), _open(profile), strict=False))
    people = Profile.objects.in_bulk([each for _, row in found for each in (row.one, row.other)])
    return tuple(
        _suggestion(actor, people[row.one], people[row.other], RANKS[row.rank])
        for _, row in found
        if {row.one, row.other} <= people.keys()  # nobody joined them meanwhile
    )


def _open(profile: int | None) -> Iterator[Likeness]:
    """Yield pairs that are still two profiles, and of which nobody said that they are two people."""
    gone, there = _dismissed(), Profile.objects.values("pk")
    rows: QuerySet[Likeness] = Likeness.objects.filter(one__in=there, other__in=there)
    if profile is not None:
        rows = rows.filter(Q(one=profile) | Q(other=profile))
    for row in rows.order_by("rank", "one", "other").iterator(MOST):
        if frozenset((row.one, row.other)) not in gone:
            yield row


def _suggestion(actor: Actor, one: Profile, other: Profile, why: Why) -> Suggestion:
    more, less = sorted((one, other), key=lambda row: (-row.touchpoints, row.pk))
    return Suggestion(listed(actor, more), listed(actor, less), why)


def _dismissed() -> set[frozenset[int]]:
    """Return the pairs that somebody said are two people, as the profiles are by now."""
    pairs = list(Dismissal.objects.values_list("one", "other"))
    leaves = {leaf for pair in pairs for leaf in pair}
    owners = dict(Identity.objects.filter(leaf__in=leaves).values_list("leaf", "profile"))
    return {frozenset(owners.get(leaf, leaf) for leaf in pair) for pair in pairs}
