"""What owners do with users, and users with themselves."""

from __future__ import annotations

from datetime import datetime

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from parcours.state.access import Role
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.web.accounts.errors import LastOwnerError, NobodyError
from parcours.web.accounts.models import Policy, User
from parcours.web.accounts.services.sessions import end_sessions, forget_factors


def change_role(actor: Actor, user_id: int, role: Role, *, now: datetime) -> None:
    """Give a user another role.

    Raises
    ------
    LastOwnerError
        They are the only owner.
    """
    actor.check("manage")
    with transaction.atomic():
        user = _locked(user_id)
        before, user.role = user.role, role
        user.save(update_fields=["role"])
        _check_owner()
        details = {"before": before, "after": role}
        record(actor, "user.role_changed", f"user:{user_id}", now=now, details=details)


def deactivate(actor: Actor, user_id: int, *, now: datetime) -> None:
    """Let a user in no more, from this moment; what they did stays in the audit log.

    Raises
    ------
    LastOwnerError
        They are the only owner.
    """
    actor.check("manage")
    with transaction.atomic():
        user = _locked(user_id)
        user.is_active = False
        user.save(update_fields=["is_active"])
        _check_owner()
        end_sessions(user)
        record(actor, "user.deactivated", f"user:{user_id}", now=now)


def activate(actor: Actor, user_id: int, *, now: datetime) -> None:
    """Let a user in again."""
    actor.check("manage")
    with transaction.atomic():
        user = _locked(user_id)
        user.is_active = True
        user.save(update_fields=["is_active"])
        record(actor, "user.activated", f"user:{user_id}", now=now)


def reset_sign_in(actor: Actor, user_id: int, *, now: datetime) -> str:
    """Help somebody who lost password or phone: return the path of a link with which they start afresh."""
    actor.check("manage")
    with transaction.atomic():
        user = _locked(user_id)
        user.set_unusable_password()
        user.save(update_fields=["password"])
        forget_factors(user)
        end_sessions(user)
        record(actor, "user.sign_in_reset", f"user:{user_id}", now=now)
    key = f"{user_pk_to_url_str(user)}-{PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)}"
    uid, _, code = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": code})


def change_profile(user: User, *, name: str, language: str, now: datetime) -> None:
    """Change what a user says of themselves."""
    with transaction.atomic():
        user.name, user.language = name, language
        user.save(update_fields=["name", "language"])
        record(user.actor, "user.profile_changed", f"user:{user.pk}", now=now)


def require_two_factor(actor: Actor, *, wanted: bool, now: datetime) -> None:
    """Ask a second factor of everybody, or leave it to each."""
    actor.check("manage")
    with transaction.atomic():
        Policy.objects.update_or_create(pk=1, defaults={"two_factor": wanted})
        record(actor, "policy.changed", "policy:two_factor", now=now, details={"after": wanted})


def _locked(user_id: int) -> User:
    # Locking the owners too lets two owners who demote each other at once not both succeed.
    rows = User.objects.select_for_update().order_by("pk")
    list(rows.filter(role="owner"))
    user = rows.filter(pk=user_id).first()
    if user is None:
        raise NobodyError
    return user


def _check_owner() -> None:
    if not User.objects.filter(role="owner", is_active=True).exists():
        raise LastOwnerError
