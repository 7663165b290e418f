"""One shop for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.demo.storefront.serving import serving


@pytest.fixture(scope="session")
def shop_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("storefront")


@pytest.fixture(scope="session")
def shop(shop_folder: Path) -> Iterator[str]:
    """The address of a shop whose visits may switch faults."""
    with serving(shop_folder, "--allow-faults") as home:
        yield home
