"""The API of the artificial shop, asked by tokens of all kinds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.web.accounts.conftest import make
from tests.web.explore.shop import lived_in
from tests.web.people.shop import buyer, shop, told

from parcours.state.access import MAY, Permission, Role
from parcours.web.accounts.services.tokens import make_token

__all__ = ["buyer", "lived_in", "shop", "told"]

MADE = datetime(2026, 6, 1, tzinfo=UTC)
_numbers = itertools.count()


@pytest.fixture(autouse=True)
def no_counts() -> None:
    """Requests of one test do not count in the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a fresh machine the first answers compile what they run; a test of something else waits."""
    monkeypatch.setattr("parcours.web.api.asking.PATIENCE", 300.0)


class Api:
    """A token's view of the API."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.client = Client(headers={"Authorization": f"Bearer {key}"}, HTTP_HOST="127.0.0.1")

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Return the answer, whatever it is."""
        sent = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(self.client, method.lower())(f"/api/v1/{path}", **sent, **more)

    def get(self, path: str, **query: Any) -> Any:
        """Return what an address tells, once it is computed."""
        answer = self.ask("GET", path, query_params=query)
        for _ in range(30):
            if answer.status_code != 503:
                break
            answer = self.ask("GET", path, query_params=query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def do(self, how: str, body: Any = None, **headers: str) -> Any:
        """Do something; return what is answered."""
        method, path = how.split(" ", 1)
        answer = self.ask(method, path, body, headers=headers)
        assert 200 <= answer.status_code < 300, answer.content
        return answer.json() if answer.content else None


@pytest.fixture
def api(db: None) -> Callable[..., Api]:
    """Return the API as a token of a role sees it, or one that may do less: ``api("owner", "see")``."""

    def as_token(role: Role = "owner", *only: Permission) -> Api:
        maker = make(f"Maker{next(_numbers)}", "owner")
        key = make_token(maker.actor, f"{role} token", only or MAY[role], expires_at=None, now=MADE)
        return Api(key)

    return as_token


@pytest.fixture
def owner(api: Callable[..., Api]) -> Api:
    return api()
