from __future__ import annotations

import io
from datetime import date

import pytest

from parcours.demo.generate import record
from parcours.demo.simulate.run import Scenario
from parcours.shop import open_shop


def sample(path, *, profiles, seed=1):
    """Write what some artificial persons did."""
    return record(path, Scenario(profiles, months=12, seed=seed, end=date(2026, 7, 1))).touchpoints


@pytest.fixture
def shop(parcours, tmp_path):
    """A shop of some artificial persons."""
    assert parcours("import", sample(tmp_path / "sample.parquet", profiles=150)).code == 0
    return open_shop(tmp_path / "shop")


def users(shop):
    told = [user for batch in shop.log.read(["user_id"]) for user in batch["user_id"].to_pylist()]
    return sorted(filter(None, told))


def test_erase_removes_a_person_and_reports(parcours, shop):
    user = users(shop)[0]
    done = parcours("erase", "--user", user, "--yes", "--json")
    assert done.code == 0, done.err
    assert done.data["touchpoints"] > 0
    assert done.data["links"] >= 1
    assert user not in users(shop)


def test_erase_asks_first_and_does_nothing_when_told_no(parcours, shop, monkeypatch):
    user = users(shop)[0]
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    done = parcours("erase", "--user", user)
    assert done.code == 130
    assert "for ever" in done.err
    assert user in users(shop)


def test_erase_says_when_it_found_nobody(parcours, shop):
    done = parcours("erase", "--email", "nobody@example.org", "--yes")
    assert done.code == 0
    assert "held nothing" in done.err


def test_erase_wants_somebody_named(parcours, shop):
    done = parcours("erase", "--yes")
    assert done.code == 1
    assert "Nobody is named" in done.err


@pytest.mark.slow
def test_compact_merges_what_many_imports_left(parcours, shop, tmp_path):
    for seed in (2, 3, 4):
        parcours("import", sample(tmp_path / f"{seed}.parquet", profiles=10, seed=seed))
    rows = shop.log.snapshot().rows
    done = parcours("compact", "--json")
    assert done.code == 0
    assert done.data["merged"] > done.data["written"]
    assert shop.log.snapshot().rows == rows
    assert parcours("doctor").code == 0
