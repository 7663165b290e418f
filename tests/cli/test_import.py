from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from parcours.shop import open_shop

ORDERS = """order,customer,date,total,currency
A1,c1,2026-01-05 10:00,12.50,ILS
A2,c2,2026-01-06 11:30,20.00,ILS
A3,c1,2026-02-01 09:15,7.25,ILS
A4,c3,not a date,9.99,ILS
"""


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, "utf-8")
    return path


def test_an_import_makes_the_shop_and_says_what_it_took_for_granted(parcours, orders, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Jerusalem")
    done = parcours("import", orders)
    assert done.code == 0
    assert done.out == ""
    settings = open_shop(tmp_path / "shop").settings
    assert (settings.currency, settings.zone) == ("ILS", "Asia/Jerusalem")
    assert "currency is taken to be ILS" in done.err
    assert "zone is taken to be Asia/Jerusalem" in done.err
    assert "4 rows read: 3 accepted, 1 rejected, 0 known already" in done.err
    assert "Next: parcours map" in done.err


def test_flags_settle_what_would_be_guessed(parcours, orders, tmp_path):
    done = parcours("import", orders, "--zone", "Europe/Paris", "--currency", "EUR", "--shop", "mine")
    settings = open_shop(tmp_path / "mine").settings
    assert (settings.currency, settings.zone) == ("EUR", "Europe/Paris")
    assert "taken to be" not in done.err


def test_a_guessed_mapping_is_shown_with_examples(parcours, orders):
    done = parcours("import", orders)
    assert "this is a guess" in done.err
    assert "c1, c2" in done.err


def test_importing_twice_changes_nothing(parcours, orders, tmp_path):
    parcours("import", orders)
    version = open_shop(tmp_path / "shop").log.snapshot().version
    done = parcours("import", orders)
    assert done.code == 0
    assert "nothing changed" in done.err
    assert open_shop(tmp_path / "shop").log.snapshot().version == version


def test_a_dry_run_shows_the_mapping_and_leaves_no_trace(parcours, orders, tmp_path):
    done = parcours("import", orders, "--dry-run")
    assert done.code == 0
    assert "customer" in done.out
    assert "Nothing was changed" in done.out
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]


def test_map_says_what_a_column_is(parcours, orders):
    rows = parcours("import", orders, "--dry-run", "--json", "--map", "customer=email").data["columns"]
    assert {row["column"]: row["field"] for row in rows}["customer"] == "email"


def test_json_gives_the_report(parcours, orders):
    counts = parcours("import", orders, "--json").data["counts"]
    assert (counts["read"], counts["accepted"], counts["rejected"], counts["orders"]) == (4, 3, 1, 3)


@pytest.mark.parametrize(
    ("words", "code"), [(["import", "nowhere.csv"], 2), (["import", "orders.csv", "--map", "customer"], 1)]
)
def test_what_cannot_be_imported_leaves_no_shop(parcours, orders, tmp_path, words, code):
    done = parcours(*words)
    assert done.code == code
    assert "Error" in done.err
    assert not (tmp_path / "shop").exists()


def test_a_person_at_a_terminal_is_asked_and_asked_again(orders, tmp_path):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "parcours.cli", "import", "orders.csv"],
        cwd=tmp_path,
        stdin=theirs,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PARCOURS_SHOP": "", "TZ": "UTC"},
    )
    os.write(ours, b"Atlantis\nEurope/Paris\n\n")
    _, told = process.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, told
    assert "Atlantis" in told
    assert "The shop's currency [ILS]" in told
    settings = open_shop(tmp_path / "shop").settings
    assert (settings.zone, settings.currency) == ("Europe/Paris", "ILS")
