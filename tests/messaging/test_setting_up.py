"""The mail server and the sender: entered, tested, shown to be the shop's own; secrets stay secret."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.messaging.conftest import NOW, PASSWORD, SENDER, Served, server_at

from parcours.errors import InputError
from parcours.messaging import standings
from parcours.messaging.models import MailServer
from parcours.messaging.outgoing import Recipient
from parcours.messaging.selectors import lets_in, sending
from parcours.messaging.services import ask_for_proof, mailboxes, prove, save_server, try_server
from parcours.state.access import ROLES
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db
BEN = Recipient("ben@olive.example", "he")


def test_the_password_is_sealed_and_told_to_nobody(shop) -> None:
    save_server(TERMINAL, server_at(2525, user="olive", password=PASSWORD), now=NOW)
    assert PASSWORD not in str(MailServer.objects.values().get())
    assert standings.server().password == PASSWORD
    assert PASSWORD not in repr(standings.server())
    assert sending().server.password == ""
    assert PASSWORD not in str(list(AuditEntry.objects.values_list("details", flat=True)))


def test_an_empty_password_keeps_the_old_one_for_the_same_account_only(shop) -> None:
    save_server(TERMINAL, server_at(2525, user="olive", password=PASSWORD), now=NOW)
    save_server(TERMINAL, server_at(2526, user="olive"), now=NOW)
    assert standings.server().password == PASSWORD
    save_server(TERMINAL, server_at(2526, user="olive", host="localhost"), now=NOW)
    assert standings.server().password == "", "another host does not get it"


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": "mail.example.org"},
        {"host": ""},
        {"host": "a\r\nb", "security": "tls"},
        {"port": 70_000},
    ],
)
def test_what_could_not_or_must_not_work_is_refused(wrong) -> None:
    with pytest.raises(InputError):
        server_at(**{"port": 25, **wrong})


def test_an_address_that_is_none_is_refused(shop) -> None:
    with pytest.raises(InputError):
        save_server(TERMINAL, server_at(25, from_address="shop"), now=NOW)


def test_a_test_that_went_through_lets_the_staff_in_until_something_changes(shop, post: Served) -> None:
    save_server(TERMINAL, server_at(post.port), now=NOW)
    assert not lets_in()
    assert try_server(TERMINAL, BEN, now=NOW).result == "delivered"
    assert lets_in()
    (mail,) = post.house.kept
    assert mail["Content-Language"] == "he"
    assert 'dir="rtl"' in mail.get_body(("html",)).get_content()
    save_server(TERMINAL, server_at(post.port, from_name="Olive"), now=NOW)
    assert lets_in()
    save_server(TERMINAL, server_at(post.port + 1), now=NOW)
    assert not lets_in()


def code_in(post: Served) -> str:
    return re.search(r"\b\d{8}\b", post.house.kept[-1].get_body(("plain",)).get_content())[0]


@pytest.mark.parametrize(
    ("mailbox", "proof"), [(SENDER, SENDER), ("postmaster@olive.example", "olive.example")]
)
def test_whoever_reads_the_code_may_write_in_that_name(shop, post: Served, mailbox, proof) -> None:
    save_server(TERMINAL, server_at(post.port), now=NOW)
    assert ask_for_proof(TERMINAL, mailbox, "en", now=NOW).result == "delivered"
    assert post.house.recipients == [mailbox]
    assert not sending().is_verified
    code = code_in(post)
    assert not prove(TERMINAL, "00000000" if code != "00000000" else "1", now=NOW)
    assert prove(TERMINAL, f" {code[:4]} {code[4:]}", now=NOW)
    assert sending().is_verified
    assert MailServer.objects.get().proof == proof
    assert code not in str(list(AuditEntry.objects.values()))
    save_server(TERMINAL, server_at(post.port, from_address="news@olive.example"), now=NOW)
    assert sending().is_verified is (proof == "olive.example")


def test_a_mailbox_proves_itself_whatever_the_sender_becomes_meanwhile(shop, post: Served) -> None:
    save_server(TERMINAL, server_at(post.port), now=NOW)
    ask_for_proof(TERMINAL, SENDER, "en", now=NOW)
    save_server(TERMINAL, server_at(post.port, from_address="chief@olive.example"), now=NOW)
    assert prove(TERMINAL, code_in(post), now=NOW)
    assert not sending().is_verified
    save_server(TERMINAL, server_at(post.port), now=NOW)
    assert sending().is_verified


def test_codes_end_after_an_hour_and_after_five_guesses(shop, post: Served) -> None:
    save_server(TERMINAL, server_at(post.port), now=NOW)
    ask_for_proof(TERMINAL, SENDER, "en", now=NOW)
    assert not prove(TERMINAL, code_in(post), now=NOW + timedelta(hours=2))
    for _ in range(5):
        prove(TERMINAL, "wrong", now=NOW)
    assert not prove(TERMINAL, code_in(post), now=NOW)


def test_only_mailboxes_that_prove_something_are_asked(shop, post: Served) -> None:
    save_server(TERMINAL, server_at(post.port), now=NOW)
    assert mailboxes(standings.server()) == (SENDER, "postmaster@olive.example")
    with pytest.raises(InputError):
        ask_for_proof(TERMINAL, "me@elsewhere.example", "en", now=NOW)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "owner"])
def test_only_owners_say_how_mail_leaves(shop, role) -> None:
    with pytest.raises(DeniedError):
        save_server(Actor("user", "x@example.org", role), server_at(25), now=NOW)
