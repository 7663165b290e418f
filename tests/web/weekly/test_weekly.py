"""Every Monday at eight, once, to those who want it: the leaks of the map, with what became of them."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.messaging.conftest import Clock, Served, carry, set_up
from tests.web.explore.shop import signed_in

from parcours.charts import Formats
from parcours.messaging.models import Message
from parcours.messaging.outgoing import UNSUBSCRIBE
from parcours.messaging.selectors import is_unsubscribed
from parcours.messaging.services import unsubscribe
from parcours.shop import Settings, Shop, open_shop
from parcours.web.accounts.models import User
from parcours.web.explore import journeys
from parcours.web.weekly.calendar import begins, days_of, due, ends, monday_of
from parcours.web.weekly.companion import MondayMail
from parcours.web.weekly.editions import edition_of
from parcours.web.weekly.models import Issue
from parcours.web.weekly.services import TOPIC, issue
from parcours.web.weekly.writing import write

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 5, 11)
EIGHT = datetime(2026, 5, 11, 6, tzinfo=UTC)
WHERE = "https://parcours.example.org"


@pytest.fixture
def reachable(shop: Shop, settings) -> Shop:
    """The shop, with an address that others reach."""
    settings.SHOP = open_shop(shop.folder, address=WHERE)
    return settings.SHOP


@pytest.fixture
def people(db) -> list[User]:
    """Ana reads English, Noa Hebrew; Zoé is no user any more."""
    told = [("ana", "owner", "en", True), ("noa", "viewer", "he", True), ("zoe", "analyst", "fr", False)]
    return [
        User.objects.create(
            email=f"{name}@example.org",
            name=name.title(),
            role=role,
            language=language,
            is_active=active,
            made_at=EIGHT,
        )
        for name, role, language, active in told
    ]


def turn(now: datetime) -> None:
    MondayMail().turn(Clock(now), threading.Event())


def test_it_goes_out_at_eight_by_the_shops_clock_and_not_twice(shop: Shop, people) -> None:
    turn(EIGHT - timedelta(seconds=1))
    assert not Message.objects.exists()
    for minutes in (0, 1, 60, 23 * 60):
        turn(EIGHT + timedelta(minutes=minutes))
    assert sorted(Message.objects.values_list("address", flat=True)) == ["ana@example.org", "noa@example.org"]
    assert Issue.objects.get().readers == 2
    turn(EIGHT + timedelta(days=7))
    assert Message.objects.count() == 4


def test_after_an_outage_of_more_than_a_day_it_is_left_out(shop: Shop, people) -> None:
    turn(EIGHT + timedelta(days=1))
    assert not Message.objects.exists()
    turn(EIGHT + timedelta(hours=23, minutes=59))
    assert Message.objects.count() == 2
    assert {each.expires_at for each in Message.objects.all()} == {EIGHT + timedelta(days=1)}


@given(
    zone=st.sampled_from(
        ["Europe/Paris", "Asia/Jerusalem", "America/New_York", "Australia/Lord_Howe", "UTC"]
    ),
    minutes=st.integers(0, 4 * 366 * 24 * 60),
)
def test_every_moment_belongs_to_at_most_one_monday_whatever_the_clock_does(zone, minutes) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    where = ZoneInfo(zone)
    monday = due(moment, where)
    this = monday_of(moment.astimezone(where).date())
    assert this.weekday() == 0
    local = begins(this, where).astimezone(where)
    assert (local.hour, local.minute, local.date()) == (8, 0, this)
    assert (monday == this) is (begins(this, where) <= moment < ends(this, where))


def test_it_speaks_of_the_four_weeks_up_to_sunday() -> None:
    first, last = days_of(MONDAY)
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 27)
    assert last == MONDAY - timedelta(days=1)
    assert days_of(MONDAY, weeks_ago=1) == (first - timedelta(days=7), last - timedelta(days=7))


def test_its_numbers_are_those_of_the_map(shop: Shop) -> None:
    edition = edition_of(MONDAY, journeys.keeper().open())
    drawn = shop.journeys().between(*days_of(MONDAY)).journey_map(within="7d")
    assert edition.now.leaks == drawn.leaks
    text = write(edition, "en").text
    euro = Formats("en", currency="EUR")
    for leak in drawn.leaks[:3]:
        assert euro.about(leak.at_risk.value) in text
        assert f"{euro.about(leak.at_risk.low)} to {euro.about(leak.at_risk.high)}" in text
        assert euro.count(leak.n) in text
    assert len(re.findall("A week before:|It was not among", text)) == 3
    assert "95% interval" in text


def test_what_became_of_a_leak_is_told_as_it_is(shop: Shop) -> None:
    edition = edition_of(MONDAY, journeys.keeper().open())
    leak = edition.now.leaks[0]
    told: dict[str, Callable[[], int]] = {
        "No clear change": lambda: leak.at_risk.value,
        "It has grown": lambda: leak.at_risk.low - 100_00,
        "It has shrunk": lambda: leak.at_risk.high + 100_00,
    }
    for words, value in told.items():
        earlier = replace(leak, at_risk=replace(leak.at_risk, value=value()))
        before = replace(edition.before, leaks=(earlier,))
        assert words in write(replace(edition, before=before), "en").text
    assert "nothing to compare" in write(replace(edition, before=None), "en").text


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_each_reader_gets_it_in_their_language_with_links_into_the_app(reachable: Shop, language) -> None:
    content = write(edition_of(MONDAY, journeys.keeper().open()), language)
    title = {
        "en": "The three leaks that cost most",
        "fr": "Les trois fuites qui coûtent le plus",
        "he": "שלוש הנטישות היקרות ביותר",
    }[language]
    assert title in content.text
    assert title in content.html
    assert f'<html lang="{language}" dir="{"rtl" if language == "he" else "ltr"}">' in content.html
    assert UNSUBSCRIBE in content.text
    assert UNSUBSCRIBE in content.html
    client = signed_in(language=language)
    links = re.findall(rf'href="{WHERE}(/[^"]+)"', content.html)
    assert len(links) >= 3
    for link in links:
        assert f"{WHERE}{html.unescape(link)}" in content.text
        assert client.get(html.unescape(link).partition("#")[0]).status_code == 200


def test_without_an_address_there_are_no_links_that_lead_nowhere(shop: Shop) -> None:
    content = write(edition_of(MONDAY, journeys.keeper().open()), "en")
    assert "http" not in content.text
    assert "href" not in content.html
    assert "Switch it off in Parcours" in content.text


def test_too_little_to_tell_is_said(tmp_path, settings) -> None:
    settings.SHOP = few(tmp_path)
    monday = monday_of(date(2026, 3, 4) + timedelta(days=7))
    text = write(edition_of(monday, journeys.keeper().open()), "en").text
    assert "too little happened" in text
    assert "€" not in text


def few(folder) -> Shop:
    """A shop in which one person once looked at something."""
    from parcours.collect.importing import import_file

    told = folder / "events.csv"
    told.write_text("user_id,event,timestamp\nu1,Page Viewed,2026-03-04T10:00:00Z\n")
    made = Shop.create(folder / "few", Settings(zone="Europe/Paris"))
    import_file(made, told, clock=lambda: 1_780_500_000_000_000)
    return open_shop(made.folder)


def test_a_log_that_ended_is_told_and_then_no_mail_comes(shop: Shop, people) -> None:
    opened = journeys.keeper().open()
    end = monday_of(opened.last)
    text = write(edition_of(end + timedelta(days=14), opened), "en").text
    assert "see whether touchpoints still arrive" in text
    later = end + timedelta(weeks=6)
    assert issue(later, opened, now=begins(later, PARIS)) == 0
    assert Issue.objects.get(monday=later).readers == 0
    assert not Message.objects.exists()


def test_whoever_unsubscribes_gets_the_next_one_no_more(reachable: Shop, people, post: Served) -> None:
    set_up(post.port)
    turn(EIGHT)
    carry(Clock(EIGHT))
    assert sorted(post.house.recipients) == ["ana@example.org", "noa@example.org"]
    mail = next(each for each in post.house.kept if each["To"].addresses[0].username == "ana")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    unsubscribe(re.search(r"/unsubscribe/([^/]+)/", mail["List-Unsubscribe"])[1], now=EIGHT)
    turn(EIGHT + timedelta(days=7))
    assert sorted(Message.objects.values_list("address", flat=True)).count("ana@example.org") == 1


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_everybody_sees_it_before_there_is_a_server_and_switches_it_off(shop: Shop, language) -> None:
    client = signed_in("viewer", language)
    page = client.get("/messages/weekly/?wait=1").content.decode()
    assert 'src="/messages/weekly/mail/" sandbox' in page
    assert "invalid" not in page
    mail = client.get("/messages/weekly/mail/")
    assert mail["X-Frame-Options"] == "SAMEORIGIN"
    assert f'<html lang="{language}"' in mail.content.decode()
    client.post("/messages/weekly/", {"off": "1"})
    assert is_unsubscribed("viewer@shop.example", TOPIC)
    assert 'name="on"' in client.get("/messages/weekly/").content.decode()
    client.post("/messages/weekly/", {"on": "1"})
    assert not is_unsubscribed("viewer@shop.example", TOPIC)
