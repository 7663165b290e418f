"""A shop of each test's own, as its rules change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.web.explore.shop import lived_in

from parcours.shop import Shop, open_shop

__all__ = ["lived_in", "shop"]


@pytest.fixture
def shop(lived_in: Path, tmp_path: Path, settings: Settings) -> Shop:
    """A copy of the shop in which something happened, as the one that this process serves."""
    shutil.copytree(lived_in, tmp_path / "shop")
    settings.SHOP = open_shop(tmp_path / "shop")
    return open_shop(tmp_path / "shop")
