from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date
from multiprocessing import get_context

import pyarrow.parquet as pq
import pytest
from tests.demo.tapes import LENGTH, START, record

from parcours.collect.importing import import_file
from parcours.demo.home import Run, move_in
from parcours.demo.live import Pace, by_files, live, write_past
from parcours.errors import InputError
from parcours.shop import Settings, Shop, open_shop
from parcours.touchpoints import HOUR

END = START + LENGTH
ROWS = 2_000
RUN = Run(profiles=37, months=1, seed=1, end=date(2026, 1, 3))


@pytest.fixture(scope="module")
def tape(tmp_path_factory):
    return record(tmp_path_factory.mktemp("tape") / "touchpoints.parquet", ROWS)


def ids(folder):
    batches = open_shop(folder).log.read(["message_id"])
    return [row["message_id"] for batch in batches for row in batch.to_pylist()]


def lived(tape, folder, moments):
    home = move_in(folder, RUN)
    return list(live(tape, home, by_files(home.shop), iter(moments)))


def test_a_day_passes_in_minutes_at_a_higher_speed():
    pace = Pace(started=START, moment=END, speed=1440)
    assert pace.at(START) == END
    assert pace.at(START + 60_000_000) == END + 24 * HOUR


def test_only_what_has_happened_comes_in(tape, tmp_path):
    first, second = lived(tape, tmp_path / "shop", [START + HOUR, START + LENGTH // 2])
    assert first.touchpoints == 42  # 2,000 in 48 hours, the first at once
    assert first.touchpoints + second.touchpoints == len(ids(tmp_path / "shop")) == ROWS // 2


def test_a_quiet_moment_brings_nothing_and_is_remembered(tape, tmp_path):
    lived(tape, tmp_path / "shop", [START + HOUR, START + HOUR + 1])
    assert move_in(tmp_path / "shop", RUN).until == START + HOUR + 1
    assert len(ids(tmp_path / "shop")) == 42


def test_it_goes_on_where_it_was_and_ends_with_the_simulation(tape, tmp_path):
    lived(tape, tmp_path / "shop", [START + HOUR])
    lived(tape, tmp_path / "shop", [START + 3 * HOUR, END, END + HOUR, END + 2 * HOUR])
    assert move_in(tmp_path / "shop", RUN).until == END
    assert sorted(ids(tmp_path / "shop")) == [f"tape-{i:06}" for i in range(ROWS)]


def test_released_piece_by_piece_it_is_the_shop_that_an_import_makes(tape, tmp_path):
    lived(tape, tmp_path / "pieces", range(START + HOUR, END + 7 * HOUR, 7 * HOUR))
    whole = Shop.create(tmp_path / "whole", Settings(zone="Europe/Paris"))
    import_file(whole, tape, clock=lambda: END)
    pieces = open_shop(tmp_path / "pieces").journeys()
    assert pieces.touchpoints == whole.journeys().touchpoints == ROWS
    assert pieces.profiles == whole.journeys().profiles == 37
    steps = ["Product Viewed", "Order Completed"]
    assert pieces.funnel(steps).counts.tolist() == whole.journeys().funnel(steps).counts.tolist()


def test_the_past_is_what_happened_before(tape, tmp_path):
    write_past(tape, START + HOUR, tmp_path / "past.parquet")
    past = pq.read_table(tmp_path / "past.parquet")
    assert past == pq.read_table(tape).slice(0, 42)


def test_another_shops_data_are_never_mixed_with_artificial_ones(tmp_path):
    other = Shop.create(tmp_path / "shop", Settings())
    (tmp_path / "orders.csv").write_text("order,customer,date,total\nA1,c1,2026-01-02,12.50\n")
    import_file(other, tmp_path / "orders.csv", clock=lambda: END)
    with pytest.raises(InputError, match="holds other data"):
        move_in(tmp_path / "shop", RUN)
    assert len(ids(tmp_path / "shop")) == 1


def test_two_runs_are_two_shops(tmp_path):
    move_in(tmp_path / "shop", RUN)
    with pytest.raises(InputError, match="another run"):
        move_in(tmp_path / "shop", replace(RUN, seed=2))


def test_an_empty_shop_may_become_the_demo_shop(tmp_path):
    Shop.create(tmp_path / "shop", Settings(name="Mine", zone="Asia/Jerusalem"))
    assert move_in(tmp_path / "shop", RUN).shop.settings.name == "Mine"


_SERVER = get_context("forkserver")
_SERVER.set_forkserver_preload([__name__])


def play(tape, folder, tell):
    home = move_in(folder, RUN)
    moments = range(max(home.until, START) + HOUR, END + HOUR, HOUR)
    for released in live(tape, home, by_files(home.shop), iter(moments)):
        tell.send(released.moment)


def start(tape, folder):
    here, there = _SERVER.Pipe()
    process = _SERVER.Process(target=play, args=(tape, folder, there), daemon=True)
    process.start()
    there.close()
    return process, here


def killed_and_finished(tape, folder, dice, kills):
    for _ in range(kills):
        process, told = start(tape, folder)
        for _ in range(dice.randrange(1, 6)):
            told.recv()
        time.sleep(dice.random() * 0.06)
        process.kill()
        process.join()
    process, told = start(tape, folder)
    process.join()
    assert process.exitcode == 0
    assert sorted(ids(folder)) == [f"tape-{i:06}" for i in range(ROWS)]


@pytest.mark.slow
def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing(tape, tmp_path):
    killed_and_finished(tape, tmp_path / "shop", random.Random(1), kills=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 22))
def test_killed_a_hundred_times_it_loses_nothing_and_doubles_nothing(tape, tmp_path, seed):
    killed_and_finished(tape, tmp_path / "shop", random.Random(seed), kills=5)
