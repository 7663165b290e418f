"""A fixed cast: Ana owns the shop, Ben does its marketing, Dov only looks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from parcours.web.accounts.models import User

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PASSWORD = "seven quiet horses"


def make(name: str, role: str, language: str = "en") -> User:
    user = User(email=f"{name.lower()}@example.org", name=name, role=role, language=language, made_at=NOW)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture(autouse=True)
def no_counts():
    """Attempts of one test do not count in the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def ana(db) -> User:
    return make("Ana", "owner")


@pytest.fixture
def ben(db) -> User:
    return make("Ben", "marketer")


@pytest.fixture
def dov(db) -> User:
    return make("Dov", "viewer", "he")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def owner(ana: User) -> Client:
    return signed_in(ana)


@pytest.fixture
def marketer(ana: User, ben: User) -> Client:
    return signed_in(ben)
