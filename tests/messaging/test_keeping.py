"""What the outbox tells of itself, and how long it keeps what messages say."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from tests.messaging.conftest import NOW, Clock, Served, carry, state, write

from parcours.messaging import figures
from parcours.messaging.keeping import Forgetting, forget_old
from parcours.messaging.models import MailServer, Message
from parcours.messaging.outgoing import Content
from parcours.messaging.selectors import message
from parcours.messaging.services import pause
from parcours.shop import open_shop
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry
from parcours.web.rooms import ROOMS

YEAR = timedelta(days=365)
pytestmark = pytest.mark.django_db


def names(now=NOW) -> list[str]:
    return [each.name for each in figures.findings(figures.outbox(now))]


def test_an_outbox_without_trouble_finds_nothing(ready: Served, clock: Clock) -> None:
    write()
    carry(clock)
    assert names() == []
    assert {value for _, value in figures.measured(figures.outbox(NOW)).values()} == {0}


def test_what_waits_for_hours_is_found(ready: Served) -> None:
    write()
    assert names(NOW + timedelta(minutes=59)) == []
    assert names(NOW + timedelta(hours=2)) == ["mail-waiting"]
    found = figures.outbox(NOW + timedelta(hours=2))
    assert (found.waiting, found.oldest_wait) == (1, timedelta(hours=2))


def test_a_pause_is_found_and_is_no_fault(ready: Served) -> None:
    write()
    pause(TERMINAL, "wrong prices", now=NOW)
    (found,) = figures.findings(figures.outbox(NOW + timedelta(hours=2)))
    assert (found.name, found.harmless) == ("mail-paused", True)
    assert "1 wait" in found.what


def test_a_server_that_takes_nothing_is_found_until_one_goes_through(ready: Served, clock: Clock) -> None:
    ready.house.to_sender = "550 Not you"
    write()
    carry(clock)
    assert names() == ["mail-trouble"]
    ready.house.to_sender = ""
    clock.move(minutes=5)
    carry(clock)
    assert names() == []


def test_what_failed_and_what_nobody_knows_of_is_told_for_a_week(ready: Served, clock: Clock) -> None:
    ready.house.to_recipients["ana@example.org"] = "550 5.1.1 No such user"
    write()
    write("bob@example.org", kind="marketing")
    carry(clock)
    Message.objects.filter(state="sent").update(state="unknown")
    assert names() == ["mail-failed", "mail-unknown"]
    assert names(NOW + timedelta(days=8)) == []


def test_prometheus_reads_the_outbox(ready: Served) -> None:
    write()
    MailServer.objects.update(trouble="dns")
    told = Client(HTTP_HOST="127.0.0.1").get("/metrics").content.decode()
    assert "parcours_messages_waiting 1.0" in told
    assert "parcours_messages_trouble 1.0" in told
    assert "parcours_messages_oldest_wait_seconds " in told


def test_what_messages_said_goes_after_a_year_and_that_they_were_sent_stays(
    ready: Served, clock: Clock
) -> None:
    old = write(content=Content("Your parcel", "Hello Ana", "<p>Hello Ana</p>"))
    carry(clock)
    clock.move(days=300)
    young = write("bob@example.org", now=clock())
    carry(clock)
    waiting = write("eve@example.org", now=NOW)
    assert forget_old(YEAR, now=NOW + YEAR) == 0
    assert forget_old(YEAR, now=NOW + YEAR + timedelta(seconds=1)) == 1
    gone = message(TERMINAL, old)
    assert (gone.text, gone.html, state(old)) == ("", "", ("sent", ""))
    assert (gone.listed.to, gone.listed.subject) == ("ana@example.org", "Your parcel")
    assert [bool(message(TERMINAL, each).html) for each in (young, waiting)] == [True, True]
    assert [each.details for each in AuditEntry.objects.filter(action="messages.forgotten")] == [
        {"messages": 1}
    ]


@pytest.mark.parametrize(("kept", "left"), [("365d", 1), ("30d", 0), ("", 1)])
def test_the_shop_says_how_long(ready: Served, clock: Clock, settings, monkeypatch, kept, left) -> None:
    write()
    carry(clock)
    monkeypatch.setenv("PARCOURS_KEEP_MESSAGES", kept)
    settings.SHOP = open_shop(settings.SHOP.folder)
    clock.move(days=100)
    assert Forgetting().turn(clock, threading.Event()) is False
    assert Message.objects.exclude(html="").count() == left


def test_the_worker_forgets(shop) -> None:
    assert Forgetting in ROOMS.companions


def test_looking_for_old_messages_reads_an_index(ready: Served) -> None:
    old = Message.objects.filter(ended_at__lt=NOW).exclude(html="")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it reads a small table whole
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "messaging_readable" in old.explain()
