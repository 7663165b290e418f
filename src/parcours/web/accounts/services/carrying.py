"""An owner's account in another shop of theirs: they sign in there as they do here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from parcours.state.audit import record
from parcours.web.accounts.errors import TakenError
from parcours.web.accounts.models import User
from parcours.web.accounts.selectors import has_owner


@dataclass(frozen=True)
class Carried:
    """What goes along; ``password`` is its hash. Second factors stay: each shop has a key of its own."""

    email: str
    name: str
    language: str
    password: str


def carried(user: User) -> Carried:
    """Return what goes with a user."""
    return Carried(user.email, user.name, user.language, user.password)


def settle(owner: Carried, *, now: datetime) -> None:
    """Make the account of the first owner of a new shop.

    Raises
    ------
    TakenError
        The shop has an owner.
    """
    with transaction.atomic():
        if has_owner():
            raise TakenError
        user = User.objects.create(
            email=owner.email,
            name=owner.name,
            language=owner.language,
            password=owner.password,
            role="owner",
            made_at=now,
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        record(user.actor, "user.made", f"user:{user.pk}", now=now, details={"role": user.role})
