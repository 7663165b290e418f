"""The journeys are opened once, and again when the log has grown."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from tests.eventlog.conftest import _touchpoints as touchpoints

from parcours.shop import Settings, Shop
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
