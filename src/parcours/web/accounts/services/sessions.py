"""Where a user is signed in, and by what."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from parcours.state.audit import record
from parcours.web.accounts.models import User


def end_others(user: User, current: str, *, now: datetime) -> None:
    """Sign a user out everywhere but here."""
    count = end_sessions(user, keep=current)
    record(user.actor, "user.sessions_ended", f"user:{user.pk}", now=now, details={"sessions": count})


def end_sessions(user: User, *, keep: str = "") -> int:
    """End a user's sessions; return how many."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=keep))
    for session in sessions:
        session.end()
    return len(sessions)


def forget_factors(user: User) -> None:
    """Take a user's passkeys, authenticator app and recovery codes away."""
    Authenticator.objects.filter(user=user).delete()
