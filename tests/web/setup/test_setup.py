"""The way from the artificial shop to one's own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client
from pytest_django import Settings as DjangoSettings
from tests.web.accounts.conftest import NOW, PASSWORD, make
from tests.web.explore.shop import signed_in

from parcours.shop import Settings, Shop, open_shop
from parcours.shop.artificial import MARK
from parcours.web.accounts.services.carrying import carried
from parcours.web.setup import artificial, handover, views
from parcours.web.setup.countries import zones
from parcours.web.setup.forms import told
from parcours.web.setup.making import owners_path

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Tea",
    "zone": "Asia/Jerusalem",
    "currency": "ILS",
    "first_weekday": "sunday",
    "language": "he",
}


@pytest.fixture
def shop(tmp_path: Path, settings: DjangoSettings, monkeypatch: pytest.MonkeyPatch) -> Shop:
    made = Shop.create(tmp_path / "demo-shop" / "shop", Settings(name="Tilia"))
    settings.SHOP = made
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(handover.SUPERVISED, "http://127.0.0.1:1")
    monkeypatch.delenv("PARCOURS_DATABASE", raising=False)  # each of these shops has its own
    return made


@pytest.fixture
def tilia(shop: Shop) -> Shop:
    (shop.folder / MARK).write_text("{}")
    return shop


def test_the_link_of_the_artificial_shop_lets_in_with_one_press(tilia):
    link, client = artificial.visitors_path(tilia.folder), Client(HTTP_HOST="localhost")
    assert client.get(link).status_code == 200
    assert client.post(link).url == "/"
    assert client.get("/setup/").status_code == 200
    assert Client(HTTP_HOST="localhost").post(link).status_code == 302  # once more, by the same account


@pytest.mark.parametrize(
    "more",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"HTTP_X_FORWARDED_FOR": "192.168.1.7"},
        {"HTTP_FORWARDED": "for=192.168.1.7"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_from_elsewhere_the_link_is_worth_nothing(tilia, more):
    link = artificial.visitors_path(tilia.folder)
    assert Client(HTTP_HOST="localhost", **more).post(link).status_code == 404


def test_a_wrong_link_is_worth_nothing(tilia):
    assert Client(HTTP_HOST="localhost").post("/visit/" + "0" * 32).status_code == 404


def test_a_real_shop_has_no_such_link(shop):
    link = artificial.visitors_path(shop.folder)
    assert Client(HTTP_HOST="localhost").post(link).status_code == 404


def test_where_an_address_for_others_is_set_the_link_is_worth_nothing(tilia, settings):
    settings.SHOP = open_shop(tilia.folder, address="http://shop.example")
    settings.ALLOWED_HOSTS = ["localhost"]
    link = artificial.visitors_path(tilia.folder)
    assert Client(HTTP_HOST="localhost").post(link).status_code == 404


def test_one_s_own_shop_is_made_in_a_folder_of_its_own(tilia, tmp_path):
    owner = signed_in()
    assert owner.post("/setup/", ANSWERS).url == "/setup/making/"
    made = open_shop(tmp_path / "shop").settings
    assert (made.name, made.zone, made.currency) == ("Tea", "Asia/Jerusalem", "ILS")
    assert (made.first_weekday, made.language) == ("sunday", "he")
    assert not handover.is_asked(tilia.folder)


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="another shop would have another database")
def test_an_owner_with_an_account_has_it_in_their_own_shop_too(tmp_path):
    made = Shop.create(tmp_path / "own").folder
    ana = make("Ana", "owner", "fr")
    assert owners_path(made, carried(ana)) == "/"
    with closing(sqlite3.connect(made / "parcours.db")) as tables:
        found = tables.execute("SELECT email, name, role, language, password FROM accounts_user").fetchall()
        deeds = tables.execute("SELECT action FROM state_auditentry").fetchall()
    assert [each[:4] for each in found] == [("ana@example.org", "Ana", "owner", "fr")]
    assert check_password(PASSWORD, found[0][4])
    assert deeds == [("user.made",)]
    with pytest.raises(CalledProcessError):
        owners_path(made, carried(ana))  # a shop that has an owner takes no other like this


def test_visitors_of_the_artificial_shop_make_an_account_of_their_own(tilia, rf):
    request = rf.get("/")
    request.user = artificial.visitor("Visitor", "en", now=NOW)
    assert views._known(request) is None
    request.user = make("Ben", "owner")
    assert views._known(request).email == "ben@example.org"


def test_a_zone_that_does_not_exist_is_refused_in_words(tilia, tmp_path):
    answer = signed_in().post("/setup/", {**ANSWERS, "zone": "Europe/Atlantis"})
    assert answer.status_code == 422
    assert "There is no such time zone" in answer.content.decode()
    assert not (tmp_path / "shop").exists()


def test_something_else_in_the_folder_is_left_alone(tilia, tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "letters.txt").write_text("mine")
    answer = signed_in().post("/setup/", ANSWERS)
    assert "something else in the folder" in answer.content.decode()
    assert [path.name for path in (tmp_path / "shop").iterdir()] == ["letters.txt"]


def test_a_shop_that_is_there_is_opened(tilia, tmp_path):
    Shop.create(tmp_path / "shop", Settings(name="Tea"))
    owner = signed_in()
    assert "Tea" in owner.get("/setup/").content.decode()
    owner.post("/setup/move/")
    assert handover.take(tilia.folder) == tmp_path / "shop"
    assert handover.take(tilia.folder) is None


def test_a_viewer_makes_no_shop(tilia, tmp_path):
    assert signed_in("viewer").post("/setup/", ANSWERS).status_code == 403
    assert not (tmp_path / "shop").exists()


def test_what_waits_goes_on_when_another_process_answers(shop):
    import os

    client = Client(HTTP_HOST="localhost")
    assert client.get(f"/setup/moved/{os.getpid()}/?next=/imports/").status_code == 204
    assert client.get(f"/setup/moved/{os.getpid() + 1}/?next=/imports/")["HX-Redirect"] == "/imports/"
    assert client.get(f"/setup/moved/{os.getpid() + 1}/?next=//evil.example/")["HX-Redirect"] == "/"


def test_settings_are_changed_in_the_file_and_the_processes_start_anew(shop):
    owner = signed_in()
    answer = owner.post("/settings/", {**ANSWERS, "name": "Tea and more"})
    assert answer.status_code == 200
    assert open_shop(shop.folder).settings.name == "Tea and more"
    assert handover.take(shop.folder) == shop.folder.resolve()


def test_two_tabs_change_what_each_was_given_to_change_and_never_the_same(shop):
    owner = signed_in()
    shown = {f"initial-{name}": value for name, value in told(shop.settings).items()}
    assert all(f'name="{name}"' in owner.get("/settings/").content.decode() for name in shown)
    tab = {**told(shop.settings), **shown}
    owner.post("/settings/", {**tab, "name": "Tea and more"})
    owner.post("/settings/", {**tab, "first_weekday": "sunday"})
    settings = open_shop(shop.folder).settings
    assert (settings.name, settings.first_weekday) == ("Tea and more", "sunday")
    refused = owner.post("/settings/", {**tab, "name": "Coffee"})
    assert refused.status_code == 422
    assert "Somebody else changed the same" in refused.content.decode()
    assert open_shop(shop.folder).settings.name == "Tea and more"


@pytest.mark.parametrize(
    ("told_as", "kept"),
    [
        ("https://Parcours.example.org/", "https://parcours.example.org"),
        ("http://192.168.1.7:8000", "http://192.168.1.7:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("", ""),
    ],
)
def test_the_public_address_is_the_beginning_of_links(shop, told_as, kept):
    owner = signed_in()
    owner.post("/settings/", {**ANSWERS, "address": told_as})
    assert open_shop(shop.folder).settings.address == kept


@pytest.mark.parametrize(
    "address",
    [
        "parcours.example.org",
        "https://parcours.example.org/app",
        "https://ana:secret@parcours.example.org",
        "https://parcours.example.org?x=1",
        "https://parcours.example.org#x",
        "javascript:alert(1)",
        "https://-",
        "https://a b.example",
        'https://a".example',
        "https://x:y",
    ],
)
def test_what_is_no_beginning_of_an_address_is_refused_in_words(shop, address):
    answer = signed_in().post("/settings/", {**ANSWERS, "address": address})
    assert answer.status_code == 422
    assert "Write the beginning of the address alone" in answer.content.decode()
    assert open_shop(shop.folder).settings.address == ""


def test_settings_are_for_owners(shop):
    for address in ("/settings/", "/settings/health/", "/settings/backups/"):
        assert signed_in("marketer").get(address).status_code == 403
        assert signed_in("owner").get(address).status_code == 200


def test_a_backup_is_asked_for_and_only_backups_are_handed_out(shop):
    from parcours.stream.selectors import jobs

    owner = signed_in()
    owner.post("/settings/backups/")
    assert [job.kind for job in jobs()] == ["backup"]
    (shop.folder / "backups" / "2026-01-01-000000.parcours").write_bytes(b"kept")
    answer = owner.get("/settings/backups/2026-01-01-000000.parcours")
    assert b"".join(answer.streaming_content) == b"kept"
    assert owner.get("/settings/backups/..%2Fsecret.key").status_code == 404


def test_zones_suggest_what_their_country_uses():
    known = {zone.name: (zone.currency, zone.first_weekday) for zone in zones()}
    assert known["Europe/Paris"] == ("EUR", "monday")
    assert known["Asia/Jerusalem"] == ("ILS", "sunday")
    assert known["Africa/Algiers"] == ("DZD", "saturday")
