"""A shop with a door in this process, and a browser's key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.collect.http.asking import MICROS, NOW

from parcours.collect.http.app import Door
from parcours.collect.http.keys import new_key
from parcours.shop import Shop

collect_ignore = ["clients"]  # programs of their own


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop.create(tmp_path / "shop")


@pytest.fixture
def key(shop: Shop) -> str:
    return new_key(shop.folder, "web", "browser", NOW)


@pytest.fixture
def door(shop: Shop) -> Iterator[Door]:
    found = Door(shop.folder, lambda: MICROS)
    yield found
    found._appender.close()
