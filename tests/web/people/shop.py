"""A small shop with people, orders and products in its tables, for the screens that list them."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.web.explore.shop import signed_in
from tests.web.serving import App, serving

from parcours.shop import Shop, open_shop
from parcours.shop.arrived import Arrived
from parcours.web.explore.answers import ANSWERS

if TYPE_CHECKING:
    from pytest_django import Settings

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(lived_in: Path, django_db_setup: Any, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The tables of the artificial shop, as long as the tests of one module last."""
    from django.conf import settings

    before = settings.SHOP
    with django_db_blocker.unblock(), transaction.atomic():
        settings.SHOP = open_shop(lived_in)
        follow(settings.SHOP)
        settings.SHOP = before
        yield lived_in
        transaction.set_rollback(True)


@pytest.fixture
def shop(told: Path, tmp_path: Path, settings: Settings, db: None) -> Iterator[Shop]:
    """A copy of the artificial shop as the one that this process serves: merges are kept in its folder."""
    shutil.copytree(told, tmp_path / "shop")
    settings.SHOP = open_shop(tmp_path / "shop")
    yield settings.SHOP
    ANSWERS.forget()
    shutil.rmtree(tmp_path / "shop")


def follow(shop: Shop) -> None:
    """Let people and commerce read the whole log."""
    from parcours.commerce import reactions as commerce
    from parcours.people import reactions as people
    from parcours.people import stages

    rows = pa.Table.from_batches(list(shop.log.read()))
    for room in (people, commerce):
        room.follow(Arrived(rows, shop.identities.roots(), False, NOW))
    stages.refresh(shop.journeys(), NOW)


@pytest.fixture
def buyer(shop: Shop) -> int:
    """A known person with several orders and the most touchpoints of all."""
    from parcours.people.models import Profile

    loyal = Profile.objects.filter(known=True, orders__gt=1).order_by("-touchpoints")
    return loyal.values_list("id", flat=True)[0]


def answer(address: str, role: str = "owner", language: str = "en", **headers: str) -> str:
    """Return the page at an address as somebody of a role reads it."""
    response = signed_in(role, language).get(address, headers=headers)  # type: ignore[arg-type]
    assert response.status_code == 200, response.content[:800]
    return response.content.decode()


def walked(address: str) -> Iterator[str]:
    """Yield all pages of a list from an address on, following its links to the next."""
    client, path = signed_in(), address.partition("?")[0]
    while address:
        page = client.get(address).content.decode()
        yield page
        following = re.search(r'rel="next" href="(\?[^"]*)"', page)
        address = path + html.unescape(following[1]) if following else ""


@pytest.fixture(scope="module")
def told_app(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The artificial shop with its tables, served."""
    folder = tmp_path_factory.mktemp("told") / "shop"
    shutil.copytree(lived_in, folder)
    subprocess.run([sys.executable, "-m", "tests.web.people.telling", str(folder)], check=True)
    with serving(folder) as served:
        yield served
