"""A small shop in which something happened, for the tests of the screens of numbers."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from parcours.collect.importing import import_file
from parcours.demo.generate import record
from parcours.demo.home import SETTINGS
from parcours.demo.simulate.run import Scenario
from parcours.shop import Shop, open_shop
from parcours.state.access import Role

END = date(2026, 6, 1)
NOW = 1_780_500_000_000_000


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an artificial shop: some hundred people over half a year."""
    return _made(tmp_path_factory.getbasetemp() / "lived-in")


@cache
def _made(folder: Path) -> Path:
    """Make it once, for the tests of all screens."""
    folder.mkdir()
    made = record(folder / "log.parquet", Scenario(700, 6, 1, END))
    shop = Shop.create(folder / "shop", SETTINGS)
    import_file(shop, made.touchpoints, clock=lambda: NOW)
    shop.journeys()
    return shop.folder


_open = cache(open_shop)


@pytest.fixture
def shop(lived_in: Path, settings: Settings) -> Shop:
    """The same shop, as the one that this process serves."""
    settings.SHOP = _open(lived_in)
    return _open(lived_in)


def signed_in(role: Role = "owner", language: str = "en") -> Client:
    """Return a client of somebody of a role."""
    from datetime import UTC, datetime

    from parcours.web.accounts.models import User

    details: dict[str, Any] = {"name": role.title(), "role": role, "language": language}
    made_at = datetime(2026, 1, 1, tzinfo=UTC)
    user, _ = User.objects.get_or_create(
        email=f"{role}@shop.example", defaults={**details, "made_at": made_at}
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    client.cookies["parcours_language"] = language
    return client


def whole(client: Client, address: str) -> str:
    """Return a page with all its parts computed."""
    mark = "&" if "?" in address else "?"
    response = client.get(f"{address}{mark}wait=1")
    assert response.status_code == 200, response.content[:600]
    return response.content.decode()
