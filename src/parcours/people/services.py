"""What people of the shop do to profiles: each verb one transaction and one entry of the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import numpy as np
from django.db import transaction

from parcours.errors import InputError
from parcours.people.consents import plain
from parcours.people.joining import (
    Merged,
    block,
    check_profiles,
    dismiss,
    merge,
    restore,
    separate,
    undo_merge,
)
from parcours.people.making import make
from parcours.people.models import Consent, Exclusion, Identity, Trait
from parcours.people.reading import Ints
from parcours.people.stages import microseconds
from parcours.people.traits import HIGHER, LONGEST
from parcours.state import audit
from parcours.state.actor import Actor

__all__ = [
    "CORRECTABLE",
    "Merged",
    "Reason",
    "block",
    "correct",
    "dismiss",
    "exclude",
    "include",
    "merge",
    "restore",
    "separate",
    "set_consent",
    "undo_merge",
]

CORRECTABLE = ("email", "phone", "name", "first_name", "last_name", "city", "birthday")
Reason = Literal["staff", "test"]


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
    check_profiles(profile)
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
    check_profiles(profile)
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
    check_profiles(profile)
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


def _make(profile: int) -> None:
    one: Ints = np.array([profile], np.int64)
    make(one, one)
