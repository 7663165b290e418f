"""What is asked of users, invitations and tokens."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from parcours.web.accounts.models import Invitation, Policy, Token, User

# Recovery codes alone are no second factor.
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_owner() -> bool:
    """Return whether somebody can sign in who may do everything."""
    return User.objects.filter(role="owner", is_active=True).exists()


def owners() -> list[str]:
    """Return the names of those who can be asked."""
    return list(User.objects.filter(role="owner", is_active=True).values_list("name", flat=True))


def users() -> QuerySet[User]:
    """Return all users, those who may enter first, with ``has_factor``."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=_FACTORS)
    return User.objects.annotate(has_factor=Exists(factors)).order_by("-is_active", "name", "pk")


def open_invitations(now: datetime) -> QuerySet[Invitation]:
    """Return the links that work now."""
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)


def invitation_of(digest: str, now: datetime) -> Invitation | None:
    """Return the link with a digest, if it works now."""
    return open_invitations(now).filter(digest=digest).first()


def tokens() -> QuerySet[Token]:
    """Return the keys that were not revoked."""
    return Token.objects.filter(revoked_at=None).select_related("made_by")


def requires_two_factor() -> bool:
    """Return whether everybody needs a second factor."""
    return Policy.objects.filter(two_factor=True).exists()


def has_factor(user: User) -> bool:
    """Return whether a user has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=_FACTORS).exists()


def must_set_up(user: User) -> bool:
    """Return whether a user has to add a passkey or an app before anything else."""
    return (not user.has_usable_password() or requires_two_factor()) and not has_factor(user)


def where_to_set_up(user: User) -> str:
    """Return where they do it."""
    return reverse("mfa_index" if user.has_usable_password() else "mfa_add_webauthn")
