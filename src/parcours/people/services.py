"""What people of the shop do to profiles: each verb one transaction and one entry of the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from django.conf import settings
from django.db import transaction

from parcours.errors import InputError
from parcours.people import pointing
from parcours.people.consents import plain
from parcours.people.making import make
from parcours.people.models import Consent, Exclusion, Identity, Merge, Profile, Trait
from parcours.people.reading import Ints
from parcours.people.stages import microseconds
from parcours.people.traits import HIGHER, LONGEST
from parcours.shop.identities import Identities
from parcours.state import audit
from parcours.state.actor import Actor

CORRECTABLE = ("email", "phone", "name", "first_name", "last_name", "city", "birthday")
Reason = Literal["staff", "test"]


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
    _check_profiles(winner, loser)
    merged = Merge.objects.create(winner=winner, loser=loser, reason=reason, actor=actor.name, at=now)
    identities = _identities()
    identities.join(loser, winner)
    _point(identities, winner, loser)
    audit.record(actor, "profile.merged", f"profile:{winner}", now=now, details={"loser": loser})
    return Merged(merged.pk, winner)


@transaction.atomic
def undo_merge(actor: Actor, number: int, *, now: datetime) -> None:
    """Part two profiles that somebody joined: both are as they would be had nobody done so.

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
    identities = _identities()
    identities.part(merged.loser, merged.winner)
    _point(identities, merged.winner, merged.loser)
    details = {"loser": merged.loser}
    audit.record(actor, "profile.merge_undone", f"profile:{merged.winner}", now=now, details=details)


@transaction.atomic
def separate(actor: Actor, leaf: int, *, now: datetime) -> None:
    """Take an identifier away from the profile that touchpoints joined it to.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        It stands for a profile of its own already.
    """
    actor.check("edit_people")
    profile = _profile_of(leaf)
    if profile == leaf:
        raise InputError("This identifier is what its profile stands on: it cannot be taken away.")
    identities = _identities()
    identities.cut(leaf)
    _point(identities, profile, leaf)
    audit.record(actor, "profile.separated", f"profile:{profile}", now=now, details={"leaf": leaf})


@transaction.atomic
def correct(actor: Actor, profile: int, name: str, value: str, *, now: datetime) -> None:
    """Enter what a person is; it counts until the shop tells something newer. Empty: as the shop tells it.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        There is no such profile, or nothing of that name to correct.
    """
    actor.check("edit_people")
    _check_profiles(profile)
    if name not in CORRECTABLE:
        raise InputError(f"'{name}' cannot be corrected.", expected=f"One of {', '.join(CORRECTABLE)}.")
    text, standing = value.replace("\0", "").strip()[:LONGEST], HIGHER + microseconds(now)
    Trait.objects.filter(leaf=profile, name=name, entered=True).delete()
    if text:
        Trait.objects.create(leaf=profile, name=name, entered=True, value=text, standing=standing)
    _make(profile)
    audit.record(actor, "profile.corrected", f"profile:{profile}", now=now, details={"trait": name})


@transaction.atomic
def set_consent(
    actor: Actor, profile: int, purpose: str, *, given: bool, evidence: str, now: datetime
) -> None:
    """Enter that a person agreed to a purpose, or refused it; what was said before counts no more.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        There is no such profile, no purpose, or no evidence for an agreement.
    """
    actor.check("edit_people")
    _check_profiles(profile)
    if not plain(purpose) or (given and not evidence.strip()):
        raise InputError("An agreement needs a purpose, and a word on how the person gave it.")
    Consent.objects.create(
        leaf=profile,
        purpose=plain(purpose),
        at=microseconds(now),
        source=actor.kind,
        evidence=evidence.replace("\0", "").strip()[:200],
        given=given,
        entered=True,
    )
    _make(profile)
    details = {"purpose": plain(purpose), "given": given}
    audit.record(actor, "profile.consent_entered", f"profile:{profile}", now=now, details=details)


@transaction.atomic
def exclude(actor: Actor, profile: int, reason: Reason, *, now: datetime) -> None:
    """Leave a profile of staff or of a test out of numbers.

    Raises
    ------
    DeniedError
        The actor may not.
    InputError
        There is no such profile.
    """
    actor.check("edit_shop")
    _check_profiles(profile)
    Exclusion.objects.update_or_create(leaf=profile, defaults={"reason": reason, "at": now})
    _make(profile)
    audit.record(actor, "profile.excluded", f"profile:{profile}", now=now, details={"reason": reason})


@transaction.atomic
def include(actor: Actor, profile: int, *, now: datetime) -> None:
    """Let a profile that was left out count again.

    Raises
    ------
    DeniedError
        The actor may not.
    """
    actor.check("edit_shop")
    leaves = Identity.objects.filter(profile=profile).values("leaf")
    Exclusion.objects.filter(leaf__in=leaves).delete()
    _make(profile)
    audit.record(actor, "profile.included", f"profile:{profile}", now=now)


def _identities() -> Identities:
    identities: Identities = settings.SHOP.identities  # type: ignore[misc]  # a setting of our own
    identities.refresh()
    return identities


def _point(identities: Identities, *profiles: int) -> None:
    """Point the leaves of profiles to their roots as they are now, and make the profiles again."""
    touched = pointing.follow(np.array(profiles, np.int64), identities.roots())
    make(touched, touched)


def _make(profile: int) -> None:
    one: Ints = np.array([profile], np.int64)
    make(one, one)


def _check_profiles(*profiles: int) -> None:
    there = set(Profile.objects.filter(pk__in=profiles).values_list("pk", flat=True))
    if len(there) < len(profiles):
        raise InputError(
            "There is no such profile, or it is one with another by now.", advice="Open it again."
        )


def _profile_of(leaf: int) -> int:
    found = Identity.objects.filter(pk=leaf).values_list("profile", flat=True).first()
    if found is None:
        raise InputError("There is no such identifier.")
    return found
