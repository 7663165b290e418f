"""The screens of messages: read what left or was kept, set sending up, pause, unsubscribe."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.messaging.conftest import NOW, PASSWORD, SENDER, Clock, Served, carry, set_up, write
from tests.web.explore.shop import signed_in

from parcours.messaging.models import MailServer, Message
from parcours.messaging.outgoing import Content
from parcours.messaging.selectors import is_unsubscribed, paused
from parcours.messaging.services import pause
from parcours.state.access import MAY, ROLES
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "fr", "he"]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_messages_the_list_says_what_will_be_there(shop, language) -> None:
    shown = page(signed_in(language=language), "/messages/")
    assert {"en": "No messages", "fr": "Aucun message", "he": "אין הודעות"}[language] in shown
    assert "/messages/sending/" in shown


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_it_may(shop, role) -> None:
    client, may = signed_in(role), MAY[role]
    assert client.get("/messages/").status_code == (200 if "message" in may else 403)
    assert client.get("/messages/sending/").status_code == (200 if "manage" in may else 403)


def test_a_message_is_shown_as_it_is_read_and_harms_nobody(ready: Served, clock: Clock) -> None:
    evil = '<script>alert(1)</script><img src="https://evil.example/x.gif"><p>Hello</p>'
    number = write(name="Ana <b>", content=Content("Your <i>parcel", "Hello in plain", evil))
    carry(clock)
    client = signed_in()
    shown = client.get(f"/messages/{number}/").content.decode()
    assert "Your &lt;i&gt;parcel" in shown
    assert "Hello in plain" in shown
    assert "<script>alert" not in shown
    assert re.search(r'<iframe[^>]+src="/messages/\d+/html/" sandbox ', shown)
    framed = client.get(f"/messages/{number}/html/")
    policy = framed["Content-Security-Policy"]
    assert framed.content.decode() == evil
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"


def test_the_attempts_and_the_servers_words_are_shown(ready: Served, clock: Clock) -> None:
    ready.house.to_content = ["451 4.7.1 Greylisted, come back"]
    number = write()
    carry(clock)
    shown = page(signed_in(), f"/messages/{number}/")
    assert "451 4.7.1 Greylisted, come back" in shown
    assert "The server is busy." in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_reason_is_said(shop, language) -> None:
    number = write()
    reasons = ["crashed", "no_consent", "unverified", "bounced", "dns", "recipient", "lost", ""]
    client = signed_in(language=language)
    for state, reason in zip(Message.State.values, reasons, strict=True):
        Message.objects.filter(pk=number).update(state=state, reason=reason)
        page(client, f"/messages/{number}/")
    page(signed_in(language=language), "/messages/?state=unknown&kind=transactional")


def test_what_lets_somebody_in_cannot_be_read_here(shop) -> None:
    number = write(kind="access", content=Content("New password", "SECRET-LINK", "<p>SECRET-LINK</p>"))
    client = signed_in("marketer")
    assert "SECRET-LINK" not in page(client, f"/messages/{number}/")
    assert client.get(f"/messages/{number}/html/").content == b""


def test_the_list_is_filtered_searched_and_paged(shop) -> None:
    for n in range(60):
        write(f"ana{n}@example.org")
    client = signed_in()
    first = page(client, "/messages/?kind=transactional")
    following = re.search(r'rel="next" href="([^"]+)"', first)[1]
    second = page(client, f"/messages/{following}")
    numbers = re.findall(r'href="/messages/(\d+)/"', first + second)
    assert len(numbers) == len(set(numbers)) == 60
    assert len(re.findall(r'href="/messages/(\d+)/"', page(client, "/messages/?q=ana59"))) == 1
    assert "None fits" in page(client, "/messages/?state=failed")
    assert client.get("/messages/?cursor=nonsense").status_code == 400
    assert client.get("/messages/99999/").status_code == 404


def enter(client: Client, at: int, **more: str):
    given = {
        "host": "127.0.0.1",
        "port": str(at),
        "security": "none",
        "user": "",
        "password": "",
        "from_name": "Olive & Thyme",
        "from_address": SENDER,
        "reply_to": "",
    }
    return client.post("/messages/sending/", {**given, **more})


def test_three_steps_lead_to_messages_that_leave(shop, post: Served) -> None:
    client = signed_in()
    assert enter(client, post.port, user="", password="").status_code == 302
    assert "The mail server took it" in client.post("/messages/sending/test/").content.decode()
    assert post.house.recipients == ["owner@shop.example"]
    asked = client.post("/messages/sending/code/", {"mailbox": SENDER}).content.decode()
    assert SENDER in asked
    code = re.search(r"\b\d{8}\b", post.house.kept[-1].get_body(("plain",)).get_content())[0]
    client.post("/messages/sending/proof/", {"code": "not it"})
    assert MailServer.objects.get().proof == ""
    client.post("/messages/sending/proof/", {"code": code})
    assert MailServer.objects.get().proof == SENDER
    assert "is yours: messages leave." in page(client, "/messages/sending/")
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"mail_server.changed", "mail_server.tested", "mail_sender.proof_asked"} <= actions
    assert {"mail_sender.proved", "mail_sender.proof_failed"} <= actions


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_the_way_is_said_with_what_to_do(shop, post: Served, language) -> None:
    client = signed_in(language=language)
    enter(client, post.port)
    post.house.to_sender = "550 5.7.1 not in this name"
    shown = html.unescape(client.post("/messages/sending/test/").content.decode())
    assert "550 5.7.1 not in this name" in shown
    said = {
        "en": "does not send in this name",
        "fr": "n’envoie pas en ce nom",
        "he": "אינו שולח בשם הזה",
    }
    assert said[language] in shown


def test_the_password_is_never_shown_again(shop) -> None:
    client = signed_in()
    enter(client, 2525, user="olive", password=PASSWORD)
    assert PASSWORD not in client.get("/messages/sending/").content.decode()
    refused = enter(client, 2525, user="olive", password=PASSWORD, from_address="nonsense")
    assert refused.status_code == 422
    assert PASSWORD not in refused.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"security": "none", "host": "smtp.example.org"},
        {"port": "70000"},
        {"port": "x"},
        {"host": ""},
        {"from_address": "no address"},
        {"reply_to": "é@example.org"},
        {"security": "ssl"},
        {"host": "a b", "security": "tls", "user": "x\x00y"},
    ],
)
def test_what_cannot_be_is_refused_in_the_form(shop, wrong) -> None:
    assert enter(signed_in(), 2525, **wrong).status_code == 422
    assert not MailServer.objects.exists()


def test_steps_without_a_server_lead_back_to_the_first(shop) -> None:
    client = signed_in()
    assert client.post("/messages/sending/test/").status_code == 302
    assert client.post("/messages/sending/code/", {"mailbox": "x"}).status_code == 302
    assert client.post("/messages/sending/proof/", {"code": "1"}).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pause_is_seen_on_every_page_and_ended_from_there(shop, language) -> None:
    marketer = signed_in("marketer", language)
    page(marketer, "/messages/pause/")
    assert marketer.post("/messages/pause/", {"reason": ""}).status_code == 422
    marketer.post("/messages/pause/", {"reason": "Prices are wrong"})
    viewer = signed_in("viewer", language)
    assert "Prices are wrong" in page(viewer, reverse("accounts:profile"))
    assert "/messages/pause/" not in page(viewer, reverse("accounts:profile"))
    assert viewer.post("/messages/pause/", {"resume": "1"}).status_code == 403
    assert paused() is not None
    marketer.post("/messages/pause/", {"resume": "1"})
    assert paused() is None


def ticket_of(number: int) -> str:
    return f"/unsubscribe/{Message.objects.get(pk=number).ticket}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_looking_at_the_way_out_does_not_take_it(shop, language) -> None:
    way_out = ticket_of(write(kind="marketing", topic="weekly"))
    stranger = Client(headers={"Accept-Language": language})
    signed_in()  # a shop without owner explains itself instead
    assert "<form" in page(stranger, way_out)
    assert not is_unsubscribed("ana@example.org", "weekly")
    stranger.head(way_out)
    assert not is_unsubscribed("ana@example.org", "weekly")


def test_one_press_in_a_mail_program_unsubscribes_without_cookies(shop) -> None:
    way_out = ticket_of(write(kind="marketing", topic="weekly"))
    program = Client(enforce_csrf_checks=True)
    answer = program.post(
        way_out, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert is_unsubscribed("ana@example.org", "weekly")


def test_a_link_that_leads_nowhere_says_so(shop) -> None:
    for address in ("/unsubscribe/nothing/", "/unsubscribe/%00/"):
        assert "leads to no message" in page(Client(), address)
    assert "leads to no message" in Client().post("/unsubscribe/nothing/").content.decode()


def test_an_invitation_goes_out_by_mail_once_mail_works(shop, post: Served, clock: Clock) -> None:
    owner = signed_in()
    invited = {"email": "eva@example.org", "role": "viewer"}
    assert "on its way by mail" not in owner.post("/users/invite/", invited).content.decode()
    set_up(post.port)
    pause(TERMINAL, "all", now=NOW)
    answer = owner.post("/users/invite/", {**invited, "email": "noa@example.org"}).content.decode()
    assert "on its way by mail" in answer
    link = html.unescape(re.search(r'value="(http[^"]+/welcome/[^"]+)"', answer)[1])
    Message.objects.update(due_at=NOW, expires_at=NOW.replace(year=2030))
    carry(clock)
    (mail,) = post.house.kept
    assert mail["To"] == "noa@example.org"
    assert link in mail.get_body(("plain",)).get_content()


def test_a_forgotten_password_goes_through_the_outbox(shop, post: Served, settings, clock: Clock) -> None:
    settings.EMAIL_BACKEND = "parcours.messaging.backend.OutboxBackend"
    set_up(post.port)
    signed_in()
    Client().post(reverse("account_reset_password"), {"email": "owner@shop.example"})
    Message.objects.update(due_at=NOW, expires_at=NOW.replace(year=2030))
    carry(clock)
    (mail,) = post.house.kept
    assert mail["To"] == "owner@shop.example"
    assert "/door/password/reset/" in mail.get_body(("html",)).get_content()
