"""The journeys are opened once, and again when the log has grown."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from tests.eventlog.conftest import _touchpoints as touchpoints
from tests.web.explore.shop import signed_in

from parcours.journeys.index.locks import writing
from parcours.journeys.index.making import telling
from parcours.shop import Settings, Shop
from parcours.web.explore import journeys
from parcours.web.explore.journeys import Keeper

FIVE = ["d", "e", "f", "g", "h"]


@pytest.fixture
def grown(tmp_path: Path) -> Shop:
    """A shop with three touchpoints."""
    shop = Shop.create(tmp_path / "shop", Settings(zone="Europe/Paris"))
    shop.log.append(touchpoints(["a", "b", "c"]), app="test", version=0)
    return shop


def until(wanted: int, keeper: Keeper) -> int:
    deadline = time.monotonic() + 20
    while keeper.opened().journeys.touchpoints != wanted and time.monotonic() < deadline:
        time.sleep(0.02)
    return keeper.opened().journeys.touchpoints


def test_nothing_new_opens_nothing(grown: Shop) -> None:
    keeper = Keeper(grown, again_after=0)
    assert keeper.opened() is keeper.opened()


def test_a_log_that_has_grown_is_opened_in_the_background(grown: Shop) -> None:
    keeper = Keeper(grown, again_after=0)
    before = keeper.opened()
    grown.log.append(touchpoints(FIVE), app="test", version=1)
    assert until(8, keeper) == 8
    assert keeper.opened().number > before.number
    assert before.journeys.touchpoints == 3  # whoever reads goes on reading


def test_a_log_that_grows_all_the_time_is_not_opened_all_the_time(grown: Shop) -> None:
    keeper = Keeper(grown, again_after=60)
    opened = keeper.opened()
    grown.log.append(touchpoints(FIVE), app="test", version=1)
    assert keeper.opened() is opened


def test_many_first_requests_open_once(grown: Shop) -> None:
    keeper = Keeper(grown)
    found = []
    threads = [threading.Thread(target=lambda: found.append(keeper.opened())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(opened) for opened in found}) == 1


def test_an_empty_shop_is_empty(tmp_path: Path) -> None:
    assert Keeper(Shop.create(tmp_path / "shop", Settings())).opened().is_empty


def test_an_index_that_cannot_be_made_leaves_what_is_open_until_it_can(grown: Shop) -> None:
    keeper = Keeper(grown, again_after=0)
    opened = keeper.opened()
    shutil.rmtree(grown.folder / "index")
    obstacle = grown.folder / "index"
    obstacle.write_text("in the way")
    grown.log.append(touchpoints(FIVE), app="test", version=1)
    for _ in range(10):
        assert keeper.opened() is opened
        time.sleep(0.02)
    obstacle.unlink()
    assert until(8, keeper) == 8


@pytest.mark.django_db
def test_who_comes_while_the_index_is_made_is_told_how_far_it_is(grown: Shop, settings, monkeypatch) -> None:
    monkeypatch.setattr(journeys, "FIRST_PATIENCE", 0.2)
    settings.SHOP = grown
    with (
        writing(grown.folder / "index"),
        telling(grown.folder / "index", 3) as tell,
    ):  # as another process would
        tell(2)
        for address in ("/", "/overview/", "/people/", "/funnel/"):
            answer = signed_in().get(address)
            assert (answer.status_code, answer["Refresh"], answer["Retry-After"]) == (503, "2", "2"), address
            assert "2 of 3 so far" in answer.content.decode()
            assert (
                '<progress aria-label="The journeys are being made ready" value="2" max="3">'
                in answer.content.decode()
            )
        assert "2 מתוך 3" in signed_in(language="he").get("/").content.decode()
    monkeypatch.setattr(journeys, "FIRST_PATIENCE", 20)
    assert signed_in().get("/").status_code == 200
