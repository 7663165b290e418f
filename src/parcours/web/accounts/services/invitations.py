"""Links that let somebody in for the first time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from parcours.state.access import Role
from parcours.state.actor import TERMINAL, Actor
from parcours.state.audit import record
from parcours.web.accounts import codes
from parcours.web.accounts.errors import DeadLinkError, NobodyError, TakenError
from parcours.web.accounts.models import Invitation, User
from parcours.web.accounts.selectors import has_owner, open_invitations
from parcours.web.accounts.services.sessions import end_sessions, forget_factors

OWNER_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Newcomer:
    """What somebody says of themselves; without a password they sign in with a passkey."""

    email: str
    name: str
    language: str
    password: str | None


def first_run_link(base_url: str, now: datetime) -> str | None:
    """Return the link with which the owner of a new shop starts; None once there is an owner."""
    return None if has_owner() else owner_link(base_url, now)


def owner_link(base_url: str, now: datetime) -> str:
    """Return a link that makes an owner, or gives one who lost everything their account back."""
    code = _make(TERMINAL, "", "owner", expires_at=now + OWNER_LASTS, now=now)
    return f"{base_url.rstrip('/')}{welcome_path(code)}"


def invite(actor: Actor, email: str, role: Role, *, now: datetime) -> str:
    """Invite somebody; return the code of their link.

    Raises
    ------
    TakenError
        The address has an account.
    """
    actor.check("manage")
    if User.objects.filter(email=email.lower()).exists():
        raise TakenError
    return _make(actor, email.lower(), role, expires_at=now + INVITATION_LASTS, now=now)


def withdraw(actor: Actor, invitation: int, *, now: datetime) -> None:
    """Make a link that nobody used worthless."""
    actor.check("manage")
    with transaction.atomic():
        if not open_invitations(now).filter(pk=invitation).update(withdrawn_at=now):
            raise NobodyError
        record(actor, "invitation.withdrawn", f"invitation:{invitation}", now=now)


def accept(code: str, newcomer: Newcomer, *, now: datetime) -> User:
    """Make the account that a link is for.

    Raises
    ------
    DeadLinkError
        The link does not work any more, maybe since a moment ago.
    TakenError
        The address has an account, and the link is none of the terminal.
    """
    with transaction.atomic():
        invitation = _use(code, now)
        email = invitation.email or newcomer.email.lower()
        user = User.objects.filter(email=email).first()
        if user and invitation.made_by_id is not None:
            raise TakenError
        action = "user.recovered" if user else "user.made"
        user = _settle(user or User(email=email, made_at=now), newcomer, invitation.role)
        details = {"role": user.role, "invitation": invitation.pk}
        record(user.actor, action, f"user:{user.pk}", now=now, details=details)
    return user


def welcome_path(code: str) -> str:
    """Return the address, within the application, that a link leads to."""
    return reverse("accounts:welcome", args=[code])


def _make(actor: Actor, email: str, role: Role, *, expires_at: datetime, now: datetime) -> str:
    code = codes.fresh()
    with transaction.atomic():
        _same(email, now).update(withdrawn_at=now)
        invitation = Invitation.objects.create(
            email=email,
            role=role,
            digest=codes.digest(code),
            made_by_id=actor.id,
            made_at=now,
            expires_at=expires_at,
        )
        record(actor, "invitation.made", f"invitation:{invitation.pk}", now=now, details={"role": role})
    return code


def _same(email: str, now: datetime) -> QuerySet[Invitation]:
    return open_invitations(now).filter(email=email)


def _use(code: str, now: datetime) -> Invitation:
    found = open_invitations(now).filter(digest=codes.digest(code))
    # The update decides between two who open the same link at once.
    if not found.update(used_at=now):
        raise DeadLinkError
    return Invitation.objects.get(digest=codes.digest(code))


def _settle(user: User, newcomer: Newcomer, role: str) -> User:
    is_known = user.pk is not None
    user.name, user.language, user.role, user.is_active = newcomer.name, newcomer.language, role, True
    user.set_password(newcomer.password)
    user.save()
    if is_known:
        forget_factors(user)
        end_sessions(user)
    else:
        # Whoever holds the link was given it by an owner: that is the proof that MFA asks for.
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
