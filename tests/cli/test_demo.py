from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from parcours.demo.simulate.writing import SCHEMA as WRITTEN
from parcours.demo.stories import Stories
from parcours.shop import open_shop
from parcours.touchpoints import DAY

SMALL = ("--profiles", 120, "--months", 3)
FIXED = (*SMALL, "--end", "2026-07-01")


def touchpoints(folder):
    return pq.read_table(folder / "touchpoints.parquet")


def ids(folder):
    batches = open_shop(folder).log.read(["message_id"])
    return [row["message_id"] for batch in batches for row in batch.to_pylist()]


def told(batches):
    """Count the values of each column that the simulator fills.

    Rows without amounts keep no currency; the log keeps an address among the properties.
    """
    table = pa.Table.from_batches(batches)
    told = {name: table[name].is_valid() for name in table.column_names}
    told["properties"] = pc.or_(told["properties"], told.get("email", told["properties"]))
    return {name: pc.sum(told[name]).as_py() for name in set(WRITTEN.names) - {"currency", "email"}}


def test_it_makes_a_shop_and_says_what_is_planted_and_where_the_truth_is(parcours, tmp_path):
    done = parcours("demo", "data", *FIXED)
    assert done.code == 0
    assert done.out == ""
    assert "artificial" in done.err
    assert "2026-06-30" in done.err
    assert all(name.replace("_", " ") in done.err for name in Stories().planted)
    assert "data/truth" in done.err
    assert len(touchpoints(tmp_path / "data")) > 500
    assert list((tmp_path / "data" / "truth").glob("*.json"))


def test_without_an_end_it_reaches_up_to_yesterday(parcours):
    end = date.fromisoformat(parcours("demo", "data", *SMALL, "--json").data["end"])
    today = datetime.now(UTC).date()
    assert today - timedelta(days=1) <= end <= today + timedelta(days=1)


def test_a_folder_that_holds_such_a_shop_is_used_again(parcours, tmp_path):
    parcours("demo", "data", *FIXED)
    before = (tmp_path / "data" / "touchpoints.parquet").stat().st_mtime_ns
    assert "holds it already, up to 2026-06-30" in parcours("demo", "data", *SMALL).err
    assert (tmp_path / "data" / "touchpoints.parquet").stat().st_mtime_ns == before
    assert "holds it already" not in parcours("demo", "data", *FIXED, "--seed", 2).err


def test_what_was_interrupted_is_made_anew(parcours, tmp_path):
    parcours("demo", "data", *FIXED)
    (tmp_path / "data" / "run.json").unlink()
    assert "holds it already" not in parcours("demo", "data", *FIXED).err


def test_a_story_can_be_left_out(parcours):
    done = parcours("demo", "data", *FIXED, "--without", "late_carrier", "--without", "empty_search")
    assert "late carrier" not in done.err
    assert "broken mobile step" in done.err


def test_it_is_imported_into_a_shop_of_its_own_once(parcours, tmp_path):
    first = parcours("demo", "data", *FIXED, "--shop", "shop")
    assert first.code == 0
    assert "0 rejected" in first.err
    shop = open_shop(tmp_path / "shop")
    assert (shop.settings.zone, shop.settings.currency) == ("Europe/Paris", "EUR")
    assert "artificial" in shop.settings.name
    assert told(shop.log.read()) == told(touchpoints(tmp_path / "data").to_batches())
    with closing(sqlite3.connect(shop.folder / "parcours.db")) as state:
        products = state.execute("SELECT count(*) FROM commerce_product WHERE name <> '' AND stock > 0")
        assert products.fetchone()[0] > 200
        assert state.execute("SELECT sum(amount) FROM commerce_adspend").fetchone()[0] > 0
    version = shop.log.snapshot().version
    again = parcours("demo", "data", *SMALL, "--shop", "shop")
    assert again.code == 0
    assert "shop has it already" in again.err
    assert open_shop(shop.folder).log.snapshot().version == version


def test_a_shop_that_holds_other_data_is_refused_before_anything_is_made(parcours, tmp_path):
    (tmp_path / "orders.csv").write_text("order,customer,date,total\nA1,c1,2026-01-02,12.50\n")
    parcours("import", "orders.csv", "--shop", "mine")
    done = parcours("demo", "data", *FIXED, "--shop", "mine")
    assert done.code == 1
    assert "holds other data" in done.err
    assert not (tmp_path / "data").exists()
    assert len(ids(tmp_path / "mine")) == 1


def test_another_run_is_refused_too(parcours):
    parcours("demo", "data", *FIXED, "--shop", "shop")
    done = parcours("demo", "other", *FIXED, "--seed", 2, "--shop", "shop")
    assert done.code == 1
    assert "another run" in done.err


def test_live_needs_a_shop(parcours):
    done = parcours("demo", "data", *FIXED, "--live")
    assert done.code == 2
    assert "--shop" in done.err


def living(folder):
    """Start a shop in which twelve hours pass in a second; return it, and what it told, once it lives."""
    words = ["demo", "data", *SMALL, "--shop", "shop", "--live", "--speed", 43_200, "--every", 0.2]
    process = subprocess.Popen(
        [sys.executable, "-m", "parcours.cli", *map(str, words)],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PARCOURS_SHOP": ""},
    )
    lines = []
    for line in iter(process.stderr.readline, ""):
        lines.append(line)
        if line.endswith(" touchpoints\n"):
            return process, "".join(lines)
    raise AssertionError("it ended before anything came in:" + "".join(lines))


@pytest.mark.slow
def test_a_live_shop_goes_on_where_it_was_killed_and_stops_by_ctrl_c(tmp_path):
    killed, told = living(tmp_path)
    killed.kill()
    killed.communicate()
    assert "past.parquet" in told
    mark = tmp_path / "shop" / "demo.json"
    stands = json.loads(mark.read_text())
    mark.write_text(json.dumps({**stands, "until": stands["until"] - 3 * DAY}))  # as if killed before
    stopped, told = living(tmp_path)
    stopped.send_signal(signal.SIGINT)
    _, more = stopped.communicate(timeout=60)
    assert stopped.returncode == 130
    assert "past.parquet" not in told
    assert "Traceback" not in more
    until = json.loads(mark.read_text())["until"]
    happened = touchpoints(tmp_path / "data")
    before = pc.less(happened["timestamp"].cast("int64"), until)
    due = set(happened.filter(before)["message_id"].to_pylist())
    came = ids(tmp_path / "shop")
    assert len(came) == len(set(came))
    assert due <= set(came)
    assert until > datetime.now(UTC).timestamp() * 1e6


def test_a_live_shop_is_no_shop_up_to_yesterday(parcours, tmp_path):
    end = datetime.now(UTC).date() + timedelta(days=20)
    parcours("demo", "data", *SMALL, "--end", end)
    assert "holds it already" not in parcours("demo", "data", *SMALL).err
