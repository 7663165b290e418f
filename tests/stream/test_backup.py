"""A backup restored gives the same answers; what was damaged is refused; the erased stay erased."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from parcours.errors import InputError
from parcours.shop import Person, Settings, Shop, open_shop
from parcours.stream.unpacking import unpack

COMMAND = [sys.executable, "-m", "parcours.cli"]


def parcours(*words: object, fails: bool = False) -> str:
    done = subprocess.run(
        [*COMMAND, *map(str, words)], capture_output=True, text=True, env=_quiet(), timeout=300
    )
    assert (done.returncode != 0) == fails, done.stderr
    return done.stdout + done.stderr


def _quiet() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PARCOURS_DATABASE"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Shop:
    place = tmp_path_factory.mktemp("backup")
    rows = [f"A{n},c{n % 9},2026-01-{n % 27 + 1:02d},12.50" for n in range(60)]
    (place / "orders.csv").write_text("\n".join(["order,customer,date,total", *rows]) + "\n")
    shop = Shop.create(place / "shop", Settings(zone="Europe/Paris"))
    parcours("import", place / "orders.csv", "--shop", shop.folder)
    parcours("key", "new", "web", "--shop", shop.folder)
    parcours("rebuild", "--shop", shop.folder)
    return shop


@pytest.fixture(scope="module")
def backup(shop) -> Path:
    file = shop.folder.parent / "shop.parcours"
    parcours("backup", shop.folder, "-o", file)
    return file


def answers(folder: Path) -> dict:
    shop = open_shop(folder)
    rows = pa.Table.from_batches(shop.log.read())
    told = shop.journeys().funnel(["Order Completed"], within="30d")
    return {"rows": rows, "funnel": told.counts, "links": len(shop.identities.roots())}


def test_restored_it_gives_the_same_answers(shop, backup, tmp_path):
    said = parcours("restore", backup, tmp_path / "again")
    assert "Restored" in said
    assert answers(tmp_path / "again") == answers(shop.folder)
    assert (tmp_path / "again" / "keys.json").read_bytes() == (shop.folder / "keys.json").read_bytes()
    assert not [finding for finding in open_shop(tmp_path / "again").doctor() if not finding.harmless]


@pytest.mark.slow
def test_restored_it_knows_how_far_the_state_came(backup, tmp_path):
    parcours("restore", backup, tmp_path / "again")
    with contextlib.closing(sqlite3.connect(tmp_path / "again" / "parcours.db")) as state:
        position = state.execute("SELECT version, target FROM stream_position").fetchone()
    assert position == (open_shop(tmp_path / "again").log.snapshot().version, None)


@pytest.mark.slow
def test_whoever_was_erased_since_is_erased_again(shop, backup, tmp_path):
    folder = tmp_path / "live"
    parcours("restore", backup, folder)
    live = open_shop(folder)
    live.erase(Person(user="c3"), datetime(2026, 11, 22, tzinfo=UTC))
    left = live.log.snapshot().rows
    said = parcours("restore", backup, folder, "--replace")
    assert "Erased again: 1" in said
    again = open_shop(folder)
    assert again.log.snapshot().rows == left
    leaf = again.identities.leaf("user", "c3")
    assert not list(again.log.read(profiles=[leaf]))


@pytest.mark.slow
def test_nothing_is_overwritten_unasked(shop, backup, tmp_path):
    assert "not empty" in parcours("restore", backup, shop.folder, fails=True)
    assert "is there already" in parcours("backup", shop.folder, "-o", backup, fails=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    assert "not empty" in parcours("restore", backup, tmp_path / "full", "--replace", fails=True)


def test_a_damaged_backup_is_refused(backup, tmp_path):
    damaged = tmp_path / "damaged"
    with tarfile.open(backup) as source, tarfile.open(damaged, "w") as target:
        for member in source:
            file = source.extractfile(member)
            data = file.read() if file else b""
            if member.name == "identities/links" or member.name.endswith(".parquet"):
                data = data[:-1] + bytes([data[-1] ^ 1]) if data else data
            target.addfile(member, io.BytesIO(data))
    with pytest.raises(InputError, match="is not as it was"):
        unpack(damaged, tmp_path / "place")
    (tmp_path / "half").write_bytes(backup.read_bytes()[:20_000])
    with pytest.raises(InputError, match="no backup"):
        unpack(tmp_path / "half", tmp_path / "place")


def test_the_manifest_names_every_file(backup):
    with tarfile.open(backup) as archive:
        names = set(archive.getnames())
        manifest = json.load(archive.extractfile("manifest.json"))
    assert set(manifest["files"]) == names - {"manifest.json"}
    assert manifest["touchpoints"] == 60
