"""Keys of the API."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from parcours.state.access import Permission
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.web.accounts import codes
from parcours.web.accounts.errors import NobodyError
from parcours.web.accounts.models import Token, User

MARK = "pc"
_ID_BYTES = 5
_FRESH = timedelta(minutes=1)


def make_token(
    actor: Actor, name: str, scope: Collection[Permission], *, expires_at: datetime | None, now: datetime
) -> str:
    """Make a key; return it, for the only time."""
    actor.check("manage")
    maker = User.objects.get(email=actor.name)
    prefix, secret = secrets.token_hex(_ID_BYTES), codes.fresh()
    with transaction.atomic():
        token = Token.objects.create(
            name=name,
            prefix=prefix,
            digest=codes.digest(secret),
            scope=sorted(scope),
            made_by=maker,
            made_at=now,
            expires_at=expires_at,
        )
        details = {"name": name, "scope": sorted(scope)}
        record(actor, "token.made", f"token:{token.pk}", now=now, details=details)
    return f"{MARK}_{prefix}_{secret}"


def revoke_token(actor: Actor, token: int, *, now: datetime) -> None:
    """Make a key worthless."""
    actor.check("manage")
    with transaction.atomic():
        if not Token.objects.filter(pk=token, revoked_at=None).update(revoked_at=now):
            raise NobodyError
        record(actor, "token.revoked", f"token:{token}", now=now)


def token_of(key: str, *, now: datetime) -> Token | None:
    """Return the token that a key opens, if it opens anything, and note that it was used."""
    mark, _, rest = key.partition("_")
    prefix, _, secret = rest.partition("_")
    token = _known(prefix) if mark == MARK and prefix.isalnum() else None
    # A key without a row is compared too, so that the answer takes as long.
    if not codes.matches(secret, token.digest if token else "") or token is None:
        return None
    if not _is_valid(token, now):
        return None
    if token.used_at is None or now - token.used_at > _FRESH:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def _known(prefix: str) -> Token | None:
    return Token.objects.select_related("made_by").filter(prefix=prefix).first()


def _is_valid(token: Token, now: datetime) -> bool:
    is_over = token.expires_at is not None and token.expires_at <= now
    return token.revoked_at is None and not is_over and token.made_by.is_active
