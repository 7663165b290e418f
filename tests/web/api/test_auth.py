"""The API knows who asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import get_resolver, path
from ninja import NinjaAPI
from tests.web.accounts.conftest import NOW, make, signed_in

from parcours.web.accounts.models import User
from parcours.web.accounts.services.tokens import make_token
from parcours.web.api.auth import TokenAuth, urls_of

api = NinjaAPI(urls_namespace="trial", auth=TokenAuth(clock=lambda: NOW))


@api.get("/who")
def who(request: HttpRequest) -> list[str]:
    return [request.actor.kind, request.actor.name]


urlpatterns = [*get_resolver("parcours.web.urls").url_patterns, path("trial/", urls_of(api))]


@pytest.fixture
def ana(db) -> Iterator[User]:
    with override_settings(ROOT_URLCONF=__name__):
        yield make("Ana", "owner")


def test_a_token_gets_an_answer_and_nobody_else_does(ana):
    key = make_token(ana.actor, "till", ["see"], expires_at=None, now=NOW)
    asked = {"Authorization": f"Bearer {key}"}
    assert Client(headers=asked).get("/trial/who").json() == ["token", "till"]
    assert Client().get("/trial/who").status_code == 401
    assert Client(headers={"Authorization": f"Bearer {key}x"}).get("/trial/who").status_code == 401
    assert Client(headers={"Authorization": f"Basic {key}"}).get("/trial/who").status_code == 401


def test_a_session_of_a_browser_does_not_open_the_api(ana):
    assert signed_in(ana).get("/trial/who").status_code == 401
