from __future__ import annotations

from parcours.shop import open_shop
from parcours.shop.lock import FolderLock


def test_init_makes_a_shop_with_the_settings_of_flags_and_environment(parcours, monkeypatch, tmp_path):
    monkeypatch.setenv("PARCOURS_CURRENCY", "ILS")
    monkeypatch.setenv("PARCOURS_LANGUAGE", "he")
    done = parcours("init", "here", "--zone", "Asia/Jerusalem", "--language", "fr", "--json")
    assert done.code == 0
    assert done.data == {"folder": "here", "zone": "Asia/Jerusalem", "currency": "ILS"}
    monkeypatch.delenv("PARCOURS_LANGUAGE")
    assert open_shop(tmp_path / "here").settings.language == "fr"


def test_init_refuses_a_folder_with_something_else_in_it(parcours, tmp_path):
    (tmp_path / "photo.jpg").touch()
    done = parcours("init", ".")
    assert done.code == 1
    assert "photo.jpg" in done.err


def test_the_shop_is_that_of_the_flag_then_the_environment_then_the_nearest_folder(
    parcours, monkeypatch, tmp_path
):
    for name in ("flag", "environment", "nearest", "shop"):
        parcours("init", name, "--name", name)
    monkeypatch.chdir(tmp_path / "nearest" / "log")
    assert "'nearest'" in parcours("doctor").err
    monkeypatch.chdir(tmp_path)
    assert "'shop'" in parcours("doctor").err
    monkeypatch.setenv("PARCOURS_SHOP", "environment")
    assert "'environment'" in parcours("doctor").err
    assert "'flag'" in parcours("doctor", "--shop", "flag").err


def test_a_folder_in_use_is_refused_by_name(parcours, tmp_path):

    parcours("init")
    with FolderLock(tmp_path / "shop" / "lock").held():
        done = parcours("compact")
    assert done.code == 1
    assert "in use by process" in done.err


def test_doctor_exits_with_1_when_something_is_wrong(parcours, tmp_path):
    parcours("init")
    assert parcours("doctor").code == 0
    (tmp_path / "shop" / "secret.key").unlink()
    done = parcours("doctor", "--json")
    assert done.code == 1
    assert {finding["name"] for finding in done.data["findings"]} >= {"unreadable"}
