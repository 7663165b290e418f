"""Messages and the Monday mail over the API: the list, the switch and the server of the screens."""

from __future__ import annotations

import json

import pytest
from tests.messaging.conftest import PASSWORD, Clock, Served, carry, clock, post, ready, set_up, write
from tests.messaging.conftest import shop as mailing

from parcours.messaging.models import MailServer, Suppression
from parcours.messaging.outgoing import Content
from parcours.state.audit import AuditEntry
from parcours.web.accounts.models import User

__all__ = ["clock", "mailing", "post", "ready"]


def actions(prefix: str) -> list[str]:
    return [each.action for each in AuditEntry.objects.order_by("id") if each.action.startswith(prefix)]


def test_the_outbox_is_listed_filtered_searched_and_paged(ready: Served, clock: Clock, owner) -> None:
    sent = write(name="Ana")
    carry(clock)
    waiting = write("bob@example.org", kind="marketing")
    told = owner.get("messages")
    assert [(each["number"], each["state"]) for each in told["items"]] == [
        (waiting, "waiting"),
        (sent, "sent"),
    ]
    assert told["counts"] == {"sent": 1, "waiting": 1}
    assert [each["to"] for each in owner.get("messages", search="ana")["items"]] == ["ana@example.org"]
    assert [each["number"] for each in owner.get("messages", kind="marketing")["items"]] == [waiting]
    first = owner.get("messages", limit=1)
    assert [each["number"] for each in owner.get("messages", cursor=first["next"])["items"]] == [sent]


def test_a_message_is_read_by_those_who_may_and_masked_for_others(ready: Served, clock: Clock, api) -> None:
    number = write(
        name="Ana Lévi", content=Content("Parcel for ana@example.org", "Hello Ana", "<p>Hello</p>")
    )
    carry(clock)
    told = api().get(f"messages/{number}")
    assert (told["text"], told["html"], told["tries"][0]["result"]) == (
        "Hello Ana",
        "<p>Hello</p>",
        "delivered",
    )
    masked = api("owner", "see", "message").get(f"messages/{number}")
    assert masked["text"] == masked["html"] == ""
    assert "ana" not in json.dumps(masked).lower().replace("message_id", "")
    assert api("marketer").ask("GET", f"messages/{number + 1}").status_code == 404
    assert api("analyst").ask("GET", "messages").status_code == 403


def test_all_messages_pause_and_go_on(ready: Served, clock: Clock, api) -> None:
    marketer = api("marketer")
    marketer.do("PUT pause", {"reason": "wrong prices"})
    number = write()
    carry(clock)
    assert marketer.get(f"messages/{number}")["message"]["state"] == "waiting"
    told = api("viewer").get("pause")
    assert (told["paused"], told["reason"], told["by"]) == (True, "wrong prices", "marketer token")
    marketer.do("DELETE pause")
    assert api("viewer").get("pause") == {"paused": False, "reason": "", "by": "", "at": None}
    carry(clock)
    assert marketer.get(f"messages/{number}")["message"]["state"] == "sent"
    assert actions("messages.") == ["messages.paused", "messages.resumed"]
    assert api("viewer").ask("DELETE", "pause").status_code == 403


def test_a_mail_server_is_entered_tested_and_proved_and_its_password_never_told(
    mailing, post: Served, owner
) -> None:
    assert owner.get("mail-server")["server"] is None
    assert owner.ask("POST", "mail-server/test", {"to": User.objects.get().email}).status_code == 409
    server = {"host": "127.0.0.1", "port": post.port, "security": "none", "from_name": "Olive"}
    owner.do("PUT mail-server", {**server, "from_address": "shop@olive.example", "password": PASSWORD})
    told = owner.get("mail-server")
    assert (told["has_password"], told["is_verified"], told["tested_at"]) == (True, False, None)
    assert told["mailboxes"] == ["shop@olive.example", "postmaster@olive.example"]
    assert PASSWORD not in json.dumps(told)
    me = User.objects.get().email
    assert owner.do("POST mail-server/test", {"to": me})["result"] == "delivered"
    owner.do("POST mail-server/code", {"mailbox": "postmaster@olive.example"})
    assert owner.do("POST mail-server/proof", {"code": "never"}) == {"is_right": False}
    code = "".join(sign for sign in post.house.kept[-1].get_body(("plain",)).get_content() if sign.isdigit())
    assert owner.do("POST mail-server/proof", {"code": code[:8]}) == {"is_right": True}
    assert owner.get("mail-server")["is_verified"] is True
    assert post.house.recipients == [me, "postmaster@olive.example"]


def test_letters_to_try_a_server_go_to_the_staff_and_to_mailboxes_that_prove_something(
    mailing, post: Served, owner
) -> None:
    set_up(post.port)
    assert owner.ask("POST", "mail-server/test", {"to": "someone@else.example"}).status_code == 422
    assert owner.ask("POST", "mail-server/code", {"mailbox": "someone@else.example"}).status_code == 409
    assert post.house.recipients == []


@pytest.mark.parametrize(
    "wrong",
    [{"security": "none"}, {"port": 0}, {"from_address": "nobody"}, {"host": "a\nb"}, {"secret": "x"}],
)
def test_a_server_that_no_mail_could_leave_by_is_refused(mailing, owner, wrong) -> None:
    server = {"host": "mail.example.org", "from_name": "Olive", "from_address": "shop@olive.example"}
    answer = owner.ask("PUT", "mail-server", {**server, **wrong})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert not MailServer.objects.exists()


def test_addresses_are_not_written_to_any_more_and_again(ready: Served, clock: Clock, owner) -> None:
    made = owner.do("POST suppressions", {"address": "Ana@Example.org", "reason": "bounced"})
    assert owner.do("POST suppressions", {"address": "ana@example.org", "reason": "bounced"}) == made
    number = write()
    carry(clock)
    assert owner.get(f"messages/{number}")["message"]["reason"] == "bounced"
    assert [each["number"] for each in owner.get("suppressions")["items"]] == [made["number"]]
    found = owner.do("POST suppressions/find", {"address": "ana@example.org"})["items"]
    assert [(each["reason"], each["topic"]) for each in found] == [("bounced", "")]
    assert owner.do("POST suppressions/find", {"address": "bob@example.org"})["items"] == []
    owner.do(f"POST suppressions/{made['number']}/lift", {"why": "a typing error"})
    assert not Suppression.objects.exists()
    assert owner.ask("POST", f"suppressions/{made['number']}/lift", {"why": "x"}).status_code == 404
    assert owner.ask("POST", "suppressions", {"address": "nobody"}).status_code == 422
    assert actions("address.") == ["address.suppressed", "address.lifted"]
    assert not AuditEntry.objects.filter(details__icontains="example.org").exists()


def test_whoever_unsubscribed_gets_what_they_wait_for_and_no_marketing(
    ready: Served, clock: Clock, owner
) -> None:
    owner.do("POST suppressions", {"address": "ana@example.org"})
    parcel, letter = write(), write(kind="marketing", key="letter")
    carry(clock)
    states = [owner.get(f"messages/{each}")["message"]["state"] for each in (parcel, letter)]
    assert states == ["sent", "withheld"]


def test_the_monday_mail_is_read_in_the_language_that_is_asked_for(shop, owner) -> None:
    told = owner.get("weekly-mail")
    assert told["subject"]
    assert told["days"]["from"] < told["days"]["to"] < told["monday"]
    assert (told["leaves"], told["address"]) == (False, "")
    french = owner.ask("GET", "weekly-mail", headers={"Accept-Language": "fr"}).json()
    assert french["text"] != told["text"]
    assert "unsubscribe.invalid" not in told["text"] + told["html"]


def test_readers_of_the_monday_mail_are_switched_off_and_on(shop, api, owner) -> None:
    (me,) = owner.get("weekly-mail/readers")["items"]
    assert me["gets_it"] is True
    for wanted in (False, True):
        owner.do(f"PUT weekly-mail/readers/{me['number']}", {"gets_it": wanted})
        assert owner.get("weekly-mail/readers")["items"][0]["gets_it"] is wanted
    assert owner.ask("PUT", "weekly-mail/readers/999", {"gets_it": True}).status_code == 404
    assert api("marketer").ask("GET", "weekly-mail/readers").status_code == 403
