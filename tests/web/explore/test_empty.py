"""Before anything has happened no screen is empty, and none breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings as DjangoSettings
from tests.web.explore.shop import signed_in, whole

from parcours.shop import Settings, Shop
from parcours.web.explore.answers import ANSWERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def _empty(tmp_path: Path, settings: DjangoSettings) -> Iterator[None]:
    settings.SHOP = Shop.create(tmp_path / "shop", Settings())
    yield
    ANSWERS.forget()  # what is still being computed speaks of this shop


@pytest.mark.usefixtures("_empty")
@pytest.mark.parametrize("address", ["/", "/overview/", "/funnel/", "/stages/"])
def test_a_screen_says_what_to_do_next(address: str) -> None:
    page = whole(signed_in(), address)
    assert "Nothing has happened here yet" in page
    assert 'href="/setup/' in page


@pytest.mark.usefixtures("_empty")
@pytest.mark.parametrize(
    "address",
    [
        "/map/cell/?kind=place&name=Cart",
        "/map/people/?place=Cart",
        "/funnel/people/?reached=1",
        "/stages/people/?stage=retention",
        "/map/file/csv/",
    ],
)
def test_a_page_of_one_thing_shows_nobody(address: str) -> None:
    whole(signed_in(), address)
