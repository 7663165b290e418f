from __future__ import annotations

import stat

import pytest

from parcours.errors import InputError, NewerFormatError, StorageError
from parcours.shop import Settings, Shop, open_shop
from parcours.shop.secret import read_secret


def test_a_new_shop_opens_with_its_settings(tmp_path):
    settings = Settings(
        name='Thé "et" plus', zone="Europe/Paris", first_weekday="sunday", rates={"USD": "0.92"}
    )
    Shop.create(tmp_path / "a" / "shop", settings)
    assert open_shop(tmp_path / "a" / "shop").settings == settings


def test_overrides_win_when_opening(tmp_path, monkeypatch):
    Shop.create(tmp_path / "shop")
    monkeypatch.setenv("PARCOURS_LANGUAGE", "fr")
    assert open_shop(tmp_path / "shop").settings.language == "fr"
    assert open_shop(tmp_path / "shop", language="he").settings.language == "he"


def test_the_key_is_readable_by_its_owner_only(tmp_path):
    Shop.create(tmp_path / "shop")
    assert stat.S_IMODE((tmp_path / "shop" / "secret.key").stat().st_mode) == 0o600
    assert len(read_secret(tmp_path / "shop")) == 16


def test_two_shops_have_two_keys(tmp_path):
    Shop.create(tmp_path / "one")
    Shop.create(tmp_path / "two")
    assert read_secret(tmp_path / "one") != read_secret(tmp_path / "two")


def test_a_foreign_folder_is_refused_and_left_alone(tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"sun")
    with pytest.raises(InputError, match=r"not empty: it holds 'holiday.jpg'"):
        Shop.create(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_shop_is_not_made_twice(tmp_path):
    Shop.create(tmp_path / "shop")
    with pytest.raises(InputError, match="is a shop already"):
        Shop.create(tmp_path / "shop")


def test_a_file_is_no_place_for_a_shop(tmp_path):
    (tmp_path / "shop").touch()
    with pytest.raises(InputError, match="is a file"):
        Shop.create(tmp_path / "shop")


def test_a_creation_that_was_cut_off_goes_on_with_the_same_key(tmp_path):
    Shop.create(tmp_path / "shop")
    key = read_secret(tmp_path / "shop")
    (tmp_path / "shop" / "parcours.toml").unlink()  # written last, so this is what a crash before it leaves
    Shop.create(tmp_path / "shop")
    assert read_secret(tmp_path / "shop") == key


def test_opening_no_shop_says_how_to_make_one(tmp_path):
    with pytest.raises(InputError, match="Make one with: parcours init"):
        open_shop(tmp_path)


def test_a_newer_shop_is_refused_with_advice(tmp_path):
    Shop.create(tmp_path / "shop")
    (tmp_path / "shop" / "parcours.toml").write_text("format = 99\n")
    with pytest.raises(NewerFormatError, match="Upgrade Parcours"):
        open_shop(tmp_path / "shop")


@pytest.mark.parametrize("content", [None, b"", b"zz", b"\xff\xfe"])
def test_a_lost_or_damaged_key_is_a_storage_error(tmp_path, content):
    Shop.create(tmp_path / "shop")
    key = tmp_path / "shop" / "secret.key"
    key.unlink()
    if content is not None:
        key.write_bytes(content)
    with pytest.raises(StorageError, match="missing or damaged"):
        read_secret(tmp_path / "shop")
