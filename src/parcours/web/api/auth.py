"""Who asks the API: a token as ``Authorization: Bearer pc_...``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import HttpBearer

from parcours.errors import ParcoursError
from parcours.state.access import Permission
from parcours.state.actor import Actor
from parcours.web.accounts.marks import for_api
from parcours.web.accounts.services.tokens import token_of
from parcours.web.security import sender

A_MINUTE = 600
REFUSED_A_MINUTE = 60
"""Requests with tokens that nobody has, from one address."""

_SECONDS = 60


class TooManyRequestsError(ParcoursError):
    """Somebody asked more often than they may."""

    def __init__(self, what: str, seconds: int) -> None:
        super().__init__(what, advice=f"Wait {seconds} seconds.", retryable=True)
        self.seconds = seconds


class TokenAuth(HttpBearer):
    """Lets in who has a valid token; ``request.actor`` is who asks.

    Parameters
    ----------
    needs
        What the token must be allowed; nothing of the request is read before. What it may do to one thing
        or another is checked where it is done, as for users: by `Actor.check` and the selectors.
    clock
        Tells the time.
    """

    openapi_bearerFormat = "pc_…"  # noqa: N815 - the name that the OpenAPI document gives it

    def __init__(
        self, needs: Permission | None = None, *, clock: Callable[[], datetime] = timezone.now
    ) -> None:
        super().__init__()
        self._needs = needs
        self._clock = clock

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return who asks, or None for nobody.

        Raises
        ------
        TooManyRequestsError
            It asks too often, or too many tokens that nobody has came from one address.
        DeniedError
            It may not ask for this.
        """
        now = self._clock()
        found = token_of(token, now=now)
        if found is None:
            self._refuse(request, now)
            return None
        if seconds := _over(found.prefix, A_MINUTE, now):
            raise TooManyRequestsError(f"This token has asked {A_MINUTE} times in a minute.", seconds)
        if self._needs is not None:
            found.actor.check(self._needs)
        request.actor = found.actor  # type: ignore[attr-defined]  # as behind the gate
        return found.actor

    def _refuse(self, request: HttpRequest, now: datetime) -> None:
        """Count tokens that nobody has; one that is valid is never kept waiting for them."""
        behind_proxy = bool(getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0))
        asked_from = sender(request.META, behind_proxy=behind_proxy)
        if seconds := _over(f"from-{asked_from}", REFUSED_A_MINUTE, now):
            what = f"{REFUSED_A_MINUTE} tokens that nobody has came from this address in a minute."
            raise TooManyRequestsError(what, seconds)


def urls_of(api: NinjaAPI) -> Any:
    """Return the addresses of an API for a URLconf: the gate leaves them to its own authentication."""
    patterns, *names = api.urls
    for view in filter(None, (pattern.callback for pattern in patterns)):
        for_api(view)
    return (patterns, *names)


def _over(who: str, most: int, now: datetime) -> int:
    """Count a request; return the seconds to wait where there were too many in this minute."""
    minute, second = divmod(int(now.timestamp()), _SECONDS)
    key = f"api:{who}:{minute}"
    # Adding and counting are two steps that no other thread can fall between.
    cache.add(key, 0, timeout=2 * _SECONDS)
    return _SECONDS - second if cache.incr(key) > most else 0
