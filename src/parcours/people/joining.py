"""Who is one person, as people of the shop say it: every verb can be taken back, and is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.conf import settings
from django.db import transaction

from parcours.errors import InputError
from parcours.people import pointing
from parcours.people.making import make
from parcours.people.models import Dismissal, Identity, Merge, Parting, Profile
from parcours.shop.identities import Identities
from parcours.state import audit
from parcours.state.actor import Actor
from parcours.state.among import among


@dataclass(frozen=True)
class Merged:
    """Two profiles that somebody joined: ``number`` to undo it, ``profile`` to see what became of them."""

    number: int
    profile: int


@transaction.atomic
def merge(actor: Actor, winner: int, loser: int, *, reason: str, now: datetime) -> Merged:
    """Join two profiles that are one person; the winner's id stays.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        One of them is no profile, or both are one already.
    """
    actor.check("edit_people")
    check_profiles(winner, loser)
    merged = Merge.objects.create(winner=winner, loser=loser, reason=reason, actor=actor.name, at=now)
    Dismissal.objects.filter(**_pair(winner, loser)).delete()
    identities = _identities()
    identities.join(loser, winner)
    _point(identities, winner, loser)
    audit.record(actor, "profile.merged", f"profile:{winner}", now=now, details={"loser": loser})
    return Merged(merged.pk, winner)


@transaction.atomic
def undo_merge(actor: Actor, number: int, *, now: datetime) -> None:
    """Part two profiles that somebody joined: both are as they would be had nobody done so.

    They are not suggested to be one person again.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        There is no such merge, or it was undone before.
    """
    actor.check("edit_people")
    merged = Merge.objects.select_for_update().filter(pk=number, undone_at=None).first()
    if merged is None:
        raise InputError(f"Merge {number} is none that could be undone.", advice="Look at the profile again.")
    merged.undone_at = now
    merged.save(update_fields=["undone_at"])
    _remember(actor, merged.winner, merged.loser, now)
    identities = _identities()
    identities.part(merged.loser, merged.winner)
    _point(identities, merged.winner, merged.loser)
    details = {"loser": merged.loser}
    audit.record(actor, "profile.merge_undone", f"profile:{merged.winner}", now=now, details=details)


@transaction.atomic
def dismiss(actor: Actor, one: int, other: int, *, now: datetime) -> None:
    """Remember that two profiles are not the same person: they are not suggested again.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        One of them is no profile, or both are one.
    """
    actor.check("edit_people")
    check_profiles(one, other)
    _remember(actor, one, other, now)
    audit.record(actor, "profile.not_same", f"profile:{one}", now=now, details={"other": other})


@transaction.atomic
def separate(actor: Actor, leaf: int, *, now: datetime) -> None:
    """Take an identifier away from the profile that touchpoints joined it to.

    The same identifiers never join again, whatever touchpoints tell of both; others may.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        It stands for a profile of its own already, or somebody joined it by hand.
    """
    actor.check("edit_people")
    profile = _profile_of(leaf)
    identities = _identities()
    links, count = identities.links_of(np.array([leaf], np.int64))
    if profile == leaf or not count.any():
        raise InputError(
            "No touchpoint joined this identifier to its profile: it cannot be taken away.",
            advice="Where somebody joined two profiles, undo that.",
        )
    identities.deny(leaf, *links.target[count].tolist())
    _part(actor, identities, leaf, profile, nobody=False, now=now)
    audit.record(actor, "profile.separated", f"profile:{profile}", now=now, details={"leaf": leaf})


@transaction.atomic
def block(actor: Actor, leaf: int, *, now: datetime) -> None:
    """Let an identifier name nobody: it joins none from then on, and none joins it.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        There is no such identifier, or it names nobody already.
    """
    actor.check("edit_people")
    profile = _profile_of(leaf)
    identities = _identities()
    if identities.names_nobody(leaf):
        raise InputError("This identifier names nobody already.")
    identities.block(leaf)
    _part(actor, identities, leaf, profile, nobody=True, now=now)
    audit.record(actor, "identifier.blocked", f"profile:{profile}", now=now, details={"leaf": leaf})


@transaction.atomic
def restore(actor: Actor, number: int, *, now: datetime) -> None:
    """Take back that an identifier was taken away, or names nobody.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        There is no such decision, or it was taken back before.
    """
    actor.check("edit_people")
    parting = Parting.objects.select_for_update().filter(pk=number, undone_at=None).first()
    if parting is None:
        raise InputError(f"Decision {number} is none that could be taken back.", advice="Look again.")
    parting.undone_at = now
    parting.save(update_fields=["undone_at"])
    identities = _identities()
    if parting.nobody:
        identities.unblock(parting.leaf)
    else:
        identities.allow(parting.leaf, *identities.denied(parting.leaf))
    _point(identities, parting.leaf)
    details = {"leaf": parting.leaf}
    audit.record(actor, "identifier.restored", f"profile:{parting.profile}", now=now, details=details)


def check_profiles(*profiles: int) -> None:
    """Raise an `InputError` unless these are profiles, each another."""
    there = set(Profile.objects.filter(pk__in=profiles).values_list("pk", flat=True))
    if len(there) < len(profiles):
        raise InputError(
            "There is no such profile, or it is one with another by now.", advice="Open it again."
        )


def _part(
    actor: Actor, identities: Identities, leaf: int, profile: int, *, nobody: bool, now: datetime
) -> None:
    Parting.objects.create(leaf=leaf, profile=profile, nobody=nobody, actor=actor.name, at=now)
    _point(identities, profile, leaf)


def _remember(actor: Actor, one: int, other: int, now: datetime) -> None:
    Dismissal.objects.get_or_create(**_pair(one, other), defaults={"actor": actor.name, "at": now})


def _pair(one: int, other: int) -> dict[str, int]:
    return {"one": min(one, other), "other": max(one, other)}


def _identities() -> Identities:
    identities: Identities = settings.SHOP.identities  # type: ignore[misc]  # a setting of our own
    identities.refresh()
    return identities


def _point(identities: Identities, *leaves: int) -> None:
    """Point leaves, and all that a link joins to them, to their roots as they are now; make the profiles."""
    near = identities.near(np.array(leaves, np.int64))
    owners = among(Identity, ("profile",), "leaf", near)["profile"].to_numpy()
    touched = pointing.follow(np.union1d(owners, leaves), identities.roots())
    make(touched, touched)


def _profile_of(leaf: int) -> int:
    found = Identity.objects.filter(pk=leaf).values_list("profile", flat=True).first()
    if found is None:
        raise InputError("There is no such identifier.")
    return found
