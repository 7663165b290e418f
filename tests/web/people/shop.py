"""A small shop with people, orders and products in its tables, for the tests of the screens that list them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

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
        yield lived_in
        settings.SHOP = before
        transaction.set_rollback(True)


@pytest.fixture
def shop(told: Path, settings: Settings, db: None) -> Iterator[Shop]:
    """The artificial shop as the one that this process serves."""
    settings.SHOP = open_shop(told)
    yield settings.SHOP
    ANSWERS.forget()


def follow(shop: Shop) -> None:
    """Let people and commerce read the whole log."""
    from parcours.commerce import reactions as commerce
    from parcours.people import reactions as people
    from parcours.people import stages

    rows = pa.Table.from_batches(list(shop.log.read()))
    for room in (people, commerce):
        room.follow(Arrived(rows, shop.identities.roots(), False, NOW))
    stages.refresh(shop.journeys(), NOW)
