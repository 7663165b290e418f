"""What happens at the door is written into the audit log."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.contrib.sessions.backends.db import SessionStore
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from parcours.state.actor import system
from parcours.state.audit import record
from parcours.web.accounts.models import User

DOOR = system("sign-in")
_DEEDS: dict[Signal, str] = {
    auth.user_logged_in: "user.signed_in",
    auth.user_logged_out: "user.signed_out",
    account.password_set: "user.password_changed",
    account.password_changed: "user.password_changed",
    account.password_reset: "user.password_reset",
    mfa.authenticator_added: "user.factor_added",
    mfa.authenticator_removed: "user.factor_removed",
    mfa.authenticator_reset: "user.recovery_codes_made",
}


def connect() -> None:
    """Listen from now on."""
    for signal in _DEEDS:
        signal.connect(_write)
    auth.user_logged_in.connect(_sweep)
    auth.user_login_failed.connect(_refused_password)
    mfa.authentication_failed.connect(_refused_factor)


def _write(signal: Signal, user: User | None, **more: Any) -> None:
    if user is None:
        return  # somebody signs out who never was in
    factor = more.get("authenticator")
    details = {"factor": factor.type} if isinstance(factor, Authenticator) else {}
    record(user.actor, _DEEDS[signal], f"user:{user.pk}", now=timezone.now(), details=details)


def _sweep(**_: Any) -> None:
    # Only signing in makes sessions: what has expired goes when a new one comes.
    SessionStore.clear_expired()


def _refused_password(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    # The address that was tried is not kept: people type passwords into that field.
    email = str(credentials.get("email") or credentials.get("username") or "").lower()
    user = User.objects.filter(email=email).first()
    _refused(user, request, "password")


def _refused_factor(user: User, request: HttpRequest, **_: Any) -> None:
    _refused(user, request, "factor")


def _refused(user: User | None, request: HttpRequest | None, by: str) -> None:
    subject = f"user:{user.pk}" if user else "user:unknown"
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    details = {"by": by, "from": address}
    record(DOOR, "user.sign_in_refused", subject, now=timezone.now(), details=details)
