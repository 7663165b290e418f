"""Messages through a real mail server: what it takes, refuses, puts off and loses."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta

import pytest
from django.db import connection
from tests.messaging.conftest import (
    NOW,
    PASSWORD,
    SENDER,
    Clock,
    House,
    Served,
    carry,
    server_at,
    serving,
    set_up,
    state,
    write,
)

from parcours.messaging import outbox
from parcours.messaging.models import Attempt, MailServer, Message, Suppression
from parcours.messaging.outgoing import Recipient
from parcours.messaging.postman import Postman
from parcours.messaging.services import try_server
from parcours.state.actor import TERMINAL

pytestmark = pytest.mark.django_db
BEN = Recipient("ben@olive.example", "en")


def test_a_message_arrives_as_it_was_written(ready: Served, clock: Clock) -> None:
    number = write(name="Ana Lévi")
    carry(clock)
    (mail,) = ready.house.kept
    assert state(number) == ("sent", "")
    assert ready.house.envelopes == [(SENDER, ("ana@example.org",))]
    assert mail["Subject"] == "Your parcel"
    assert mail["To"].addresses[0].display_name == "Ana Lévi"
    assert mail["From"].addresses[0].display_name == "Olive & Thyme"
    assert "Your parcel left." in mail.get_body(("plain",)).get_content()
    assert "<p>Your parcel left." in mail.get_body(("html",)).get_content()
    assert mail["List-Unsubscribe"] is None, "nobody unsubscribes from their own order"


def test_marketing_names_the_way_out_in_headers_and_text(ready: Served, clock: Clock) -> None:
    number = write(kind="marketing", topic="weekly")
    carry(clock)
    (mail,) = ready.house.kept
    way_out = f"https://parcours.example.org/unsubscribe/{Message.objects.get(pk=number).ticket}/"
    assert mail["List-Unsubscribe"] == f"<{way_out}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert way_out in mail.get_body(("plain",)).get_content()


def test_a_temporary_no_is_tried_again_later_as_the_same_message(ready: Served, clock: Clock) -> None:
    number = write()
    ready.house.to_content = ["451 4.3.0 Come back"]
    carry(clock)
    assert state(number) == ("waiting", "busy")
    before = Message.objects.get(pk=number).message_id
    carry(clock)
    assert ready.house.kept == [], "not before its time"
    clock.move(minutes=1)
    carry(clock)
    (mail,) = ready.house.kept
    assert state(number) == ("sent", "")
    assert mail["Message-ID"] == f"<{before}>"
    assert list(Attempt.objects.values_list("result", "code")) == [("delivered", None), ("later", 451)]


def test_a_message_is_given_up_when_it_is_of_no_use_any_more(ready: Served, clock: Clock) -> None:
    number = write(expires_at=NOW + timedelta(minutes=3))
    ready.house.to_content = ["451 no"] * 9
    for _ in range(5):
        carry(clock)
        clock.move(minutes=2)
    assert state(number) == ("expired", "busy")


def test_a_final_no_ends_one_message_and_keeps_back_no_other(ready: Served, clock: Clock) -> None:
    ready.house.to_recipients = {"gone@example.org": "550 5.1.1 <gone@example.org>: no such user"}
    gone, policy, ana = write("gone@example.org"), write("strict@example.org"), write()
    ready.house.to_recipients["strict@example.org"] = "550 5.7.1 we do not like you"
    carry(clock)
    assert [state(each) for each in (gone, policy, ana)] == [
        ("failed", "recipient"),
        ("failed", "recipient"),
        ("sent", ""),
    ]
    assert Suppression.objects.count() == 1, "only an address that does not exist is not written to again"
    again = write("gone@example.org", key="again")
    carry(clock)
    assert state(again) == ("withheld", "bounced")


def test_a_connection_that_breaks_after_the_text_leaves_nobody_knowing(ready: Served, clock: Clock) -> None:
    ready.house.hangs_up = 2
    marketing = write("m@example.org", kind="marketing", topic="weekly")
    parcel = write("p@example.org")
    carry(clock)
    assert state(marketing) == ("unknown", "lost")
    assert state(parcel) == ("waiting", "lost")
    clock.move(days=2)
    carry(clock)
    assert sorted(ready.house.recipients) == ["m@example.org", "p@example.org", "p@example.org"]
    ids = {mail["Message-ID"] for mail in ready.house.kept if mail["To"] == "p@example.org"}
    assert len(ids) == 1


def test_while_no_server_answers_all_wait_and_one_is_tried(shop, clock: Clock) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        set_up(closed.getsockname()[1])
        numbers = [write(f"{n}@example.org") for n in range(3)]
        carry(clock)
    assert [state(each)[0] for each in numbers] == ["waiting"] * 3
    assert Attempt.objects.count() == 1
    assert MailServer.objects.get().trouble == "refused"


def test_the_postman_rests_from_a_server_that_takes_nothing(ready: Served, clock: Clock) -> None:
    ready.house.to_sender = "550 5.7.1 not in this name"
    postman, number = Postman(), write()
    for _ in range(30):
        postman.turn(clock, threading.Event())
        clock.move(seconds=1)
    assert Attempt.objects.count() == 1
    ready.house.to_sender = ""
    clock.move(minutes=5)
    postman.turn(clock, threading.Event())
    assert state(number) == ("sent", "")
    assert MailServer.objects.get().trouble == ""


def test_many_messages_go_over_few_connections(ready: Served, clock: Clock) -> None:
    for n in range(60):
        write(f"{n}@example.org")
    carry(clock)
    assert sorted(ready.house.recipients) == sorted(f"{n}@example.org" for n in range(60))


def test_what_lets_people_in_goes_first_then_what_is_waited_for(ready: Served, clock: Clock) -> None:
    for kind in ("marketing", "transactional", "access"):
        write(f"{kind}@example.org", kind=kind)
    carry(clock)
    assert ready.house.recipients == [
        "access@example.org",
        "transactional@example.org",
        "marketing@example.org",
    ]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_goes_through_tls_after_signing_in(shop, clock, certificate, monkeypatch, security) -> None:
    house = House()
    way = {"ssl_context": certificate.context} if security == "tls" else {"tls_context": certificate.context}
    with serving(house, authenticator=house.check, auth_require_tls=security != "tls", **way) as served:
        set_up(served.port, host="localhost", security=security, user="olive", password=PASSWORD)
        number = write()
        carry(clock)
        assert state(number) == ("waiting", "certificate"), "nobody vouches for the server"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
        clock.move(hours=1)
        carry(clock)
    assert state(number) == ("sent", "")
    assert house.logins == [("olive", PASSWORD)]


def outcome(port: int, **more):
    set_up(port, **more)
    return try_server(TERMINAL, BEN, now=NOW)


def test_a_test_says_what_stands_in_the_way(shop, certificate) -> None:
    house = House()
    with serving(house) as plain:
        assert outcome(plain.port).result == "delivered"
        assert outcome(plain.port, user="olive", password="x").cause == "no_login"
        assert outcome(plain.port, security="tls").cause == "tls"
        assert outcome(plain.port, security="starttls").cause == "no_starttls"
        house.to_sender = "550 not you"
        found = outcome(plain.port)
        assert (found.cause, found.code, found.answer) == ("sender", 550, "not you")
        house.to_sender, house.to_recipients = "", {"ben@olive.example": "550 5.1.1 unknown"}
        assert outcome(plain.port).cause == "recipient"
        house.to_recipients, house.to_content = {}, ["554 5.6.0 looks like spam"]
        assert outcome(plain.port).cause == "content"
    assert outcome(plain.port).cause == "refused"
    assert outcome(25, host="no-such-host.invalid", security="tls").cause == "dns"
    with serving(house, authenticator=house.check, auth_require_tls=False) as asking:
        found = outcome(asking.port, user="olive", password="wrong")
    assert (found.cause, found.code) == ("login", 535)
    with serving(house, ssl_context=certificate.context) as secret:
        assert outcome(secret.port, host="localhost", security="tls").cause == "certificate"


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(shop, monkeypatch) -> None:
    monkeypatch.setattr("parcours.messaging.services._PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert outcome(silent.getsockname()[1]).cause == "timeout"


def test_two_who_take_at_once_do_not_both_get_it(ready: Served) -> None:
    number = write(kind="marketing", topic="weekly")
    assert outbox.take(number, NOW) is not None
    assert outbox.take(number, NOW) is None


@pytest.mark.django_db(transaction=True)
def test_two_postmen_send_each_message_once(ready: Served, clock: Clock) -> None:
    for n in range(20):
        write(f"{n}@example.org", kind="marketing", topic="weekly")

    def work() -> None:
        postman = Postman()
        postman._sound = True  # that the other is alive is not known to a fresh one
        while outbox.next_due(clock()) is not None:
            postman.turn(clock, threading.Event())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ready.house.recipients) == sorted(f"{n}@example.org" for n in range(20))
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_the_senders_name_is_the_servers_not_the_machines(ready: Served) -> None:
    assert server_at(25, from_address="shop@exämple.org").normal().domain == "xn--exmple-cua.org"
