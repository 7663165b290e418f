"""What is kept, what leaves, and every reason why something does not."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from django.db import transaction
from tests.messaging.conftest import NOW, Clock, Served, carry, outgoing, server_at, set_up, state, write

from parcours.errors import InputError
from parcours.messaging import outbox, reactions
from parcours.messaging.happenings import TIMERS
from parcours.messaging.models import Attempt, MailServer, Message, Suppression
from parcours.messaging.outgoing import UNSUBSCRIBE, Content, Recipient
from parcours.messaging.selectors import Wanted, message, messages, messages_to
from parcours.messaging.services import pause, resume, save_server, send, unsubscribe
from parcours.people.models import Identity, Profile
from parcours.state.actor import TERMINAL, Actor
from parcours.state.audit import AuditEntry
from parcours.stream import timers
from parcours.stream.models import Emitted, Timer

pytestmark = pytest.mark.django_db
LOOKER = Actor("token", "reports", "marketer", 1, only=frozenset({"message"}))


@pytest.fixture
def ana(db: None) -> int:
    """A profile that agreed to letters."""
    moments = {"first_seen": NOW, "last_seen": NOW}
    Profile.objects.create(id=7, touchpoints=1, agrees_email=True, **moments)
    Identity.objects.create(
        leaf=8, profile=7, kind="email", value="ana@example.org", first_seen=1, last_seen=1
    )
    return 8


def test_a_message_leaves_only_if_what_caused_it_was_committed(ready: Served, clock: Clock) -> None:
    def fail() -> None:
        with transaction.atomic():
            write()
            raise InputError("The order could not be kept.")

    with pytest.raises(InputError):
        fail()
    carry(clock)
    assert ready.house.kept == []


def test_the_same_key_makes_no_second_message(ready: Served, clock: Clock) -> None:
    assert write() == write("other@example.org", key="test:ana@example.org")
    carry(clock)
    assert ready.house.recipients == ["ana@example.org"]


def test_without_a_server_messages_can_be_read_and_access_fails(shop, clock: Clock) -> None:
    parcel, letter, door = write(), write(kind="marketing", key="m"), write(kind="access", key="a")
    carry(clock)
    assert state(parcel) == state(letter) == ("captured", "no_server")
    assert state(door) == ("failed", "no_server")
    assert "Your parcel left." in message(TERMINAL, parcel).text


def test_until_the_sender_is_verified_only_access_leaves(shop, post: Served, clock: Clock) -> None:
    save_server(TERMINAL, server_at(post.port), now=NOW)
    MailServer.objects.update(tested_at=NOW)
    parcel, door = write(), write("ben@example.org", kind="access")
    carry(clock)
    assert state(parcel) == ("captured", "unverified")
    assert state(door) == ("sent", "")
    MailServer.objects.update(proof="olive.example")
    clock.move(days=1)
    carry(clock)
    assert state(parcel)[0] == "captured", "what was captured stays: by now it is old"


def test_what_lets_somebody_in_is_read_by_nobody_else(ready: Served, clock: Clock) -> None:
    door = write(kind="access")
    assert message(TERMINAL, door).text == ""
    carry(clock)
    assert Message.objects.get(pk=door).text == Message.objects.get(pk=door).html == ""


def test_one_switch_stops_all_but_access_and_nothing_is_lost(ready: Served, clock: Clock) -> None:
    pause(TERMINAL, "The price list is wrong", now=NOW)
    parcel, letter = write(), write("b@example.org", kind="marketing")
    door = write("c@example.org", kind="access")
    carry(clock)
    assert [state(each)[0] for each in (parcel, letter, door)] == ["waiting", "waiting", "sent"]
    clock.move(days=2)
    resume(TERMINAL, now=clock())
    carry(clock)
    assert state(parcel) == ("sent", "")
    assert state(letter) == ("expired", ""), "marketing of the day before yesterday is not sent"
    actions = AuditEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions)[-2:] == ["messages.paused", "messages.resumed"]


def test_marketing_goes_to_those_who_agreed(ready: Served, clock: Clock, ana: int) -> None:
    agreed = write(kind="marketing", profile=ana, key="1")
    carry(clock)
    assert state(agreed) == ("sent", "")
    for n, agrees in enumerate((None, False)):
        Profile.objects.update(agrees_email=agrees)
        refused, parcel = (
            write(kind="marketing", profile=ana, key=f"m{n}"),
            write(profile=ana, key=f"t{n}"),
        )
        carry(clock)
        assert state(refused) == ("withheld", "no_consent")
        assert state(parcel) == ("sent", "")


def test_who_unsubscribes_gets_no_marketing_but_their_parcels(ready: Served, clock: Clock, ana: int) -> None:
    first = write(kind="marketing", profile=ana, key="1")
    carry(clock)
    ticket = Message.objects.get(pk=first).ticket
    assert unsubscribe(ticket, now=NOW)
    assert unsubscribe(ticket, now=NOW), "asking twice is no mistake"
    assert not unsubscribe("nonsense", now=NOW)
    second, parcel = write("ANA@example.org", kind="marketing", profile=ana, key="2"), write(key="3")
    carry(clock)
    assert state(second) == ("withheld", "unsubscribed")
    assert state(parcel) == ("sent", "")
    assert Suppression.objects.count() == 1
    assert "ana@example.org" not in str(list(Suppression.objects.values())), "the list names nobody"


def test_staff_unsubscribe_from_one_topic(ready: Served, clock: Clock) -> None:
    first = write(kind="marketing", topic="weekly", key="1")
    carry(clock)
    unsubscribe(Message.objects.get(pk=first).ticket, now=NOW)
    weekly = write(kind="marketing", topic="weekly", key="2")
    other = write(kind="marketing", topic="release", key="3")
    carry(clock)
    assert (state(weekly)[0], state(other)[0]) == ("withheld", "sent")


def test_marketing_without_a_way_out_is_not_even_kept(shop) -> None:
    content = Content("Sale", "Buy.", f"<p>{UNSUBSCRIBE}</p>")
    with pytest.raises(InputError, match="unsubscribe"):
        write(kind="marketing", content=content)


def test_without_an_address_of_the_shop_no_customer_gets_marketing(db, post, clock: Clock, ana: int) -> None:
    set_up(post.port)
    number = write(kind="marketing", profile=ana)
    carry(clock)
    assert state(number) == ("withheld", "no_way_out")


@pytest.mark.parametrize(
    "address", ["nobody", "a b@example.org", "a@b@example.org\r\nRCPT TO:<x@y>", "é@x.org"]
)
def test_an_address_that_is_none_fails_and_keeps_back_no_other(ready: Served, clock: Clock, address) -> None:
    bad, good = write(address), write("ok@example.org")
    carry(clock)
    assert state(bad) == ("failed", "address")
    assert state(good) == ("sent", "")


def test_signs_that_no_database_holds_are_left_out(shop) -> None:
    number = write(name="A\0na", content=Content("Your\0 parcel", "a\0b", "<p>a\0b</p>"))
    assert message(TERMINAL, number).text == "ab"


def test_what_becomes_of_messages_to_profiles_is_told_to_the_log_once(
    ready: Served, clock: Clock, ana: int
) -> None:
    write(profile=ana, key="1")
    ready.house.to_recipients["gone@example.org"] = "550 5.1.1 gone"
    write("gone@example.org", profile=ana, key="2")
    write("staff@example.org", key="3")
    carry(clock)
    assert Timer.objects.count() == 2
    from parcours.stream.following import here

    here()
    timers.fire(TIMERS, clock())
    assert Emitted.objects.count() == 1
    assert Timer.objects.count() == 0


def test_erasing_a_person_empties_their_messages_and_keeps_the_count(
    ready: Served, clock: Clock, ana: int
) -> None:
    sent, other = write(profile=ana, key="1", name="Ana"), write("b@example.org")
    carry(clock)
    waiting = write(profile=ana, key="2", now=NOW + timedelta(hours=1))
    reactions.forget(np.array([ana], np.int64))
    left = str(list(Message.objects.filter(pk__in=(sent, waiting)).values()))
    assert "ana" not in left.lower()
    assert "parcel" not in left.lower()
    assert [state(each) for each in (sent, waiting)] == [("sent", "erased"), ("withheld", "erased")]
    assert state(other) == ("sent", "")
    assert Attempt.objects.count() == 1
    clock.move(hours=2)
    carry(clock)
    assert len(ready.house.kept) == 2


def test_a_restored_shop_sends_no_marketing_that_may_have_left(ready: Served, clock: Clock) -> None:
    letter, parcel = write(kind="marketing", key="m"), write()
    outbox.distrust(NOW)
    carry(clock)
    assert state(letter) == ("unknown", "restored")
    assert state(parcel) == ("sent", "")


def test_whoever_may_not_see_personal_data_neither_reads_nor_finds_it(shop) -> None:
    number = write(name="Ana Lévi")
    (listed,) = messages(LOOKER, Wanted()).rows
    assert listed.to == "a•••@e•••.org"
    assert message(LOOKER, number).text == ""
    assert messages(LOOKER, Wanted(text="ana")).rows == ()
    assert [each.number for each in messages(TERMINAL, Wanted(text="levi")).rows] == [number]


def test_the_list_is_paged_and_filtered(shop) -> None:
    numbers = [write(f"{n}@example.org", now=NOW + timedelta(seconds=n)) for n in range(5)]
    send(outgoing("m@example.org", kind="marketing", topic="weekly"), now=NOW)
    first = messages(TERMINAL, Wanted(kind="transactional"), size=3)
    second = messages(TERMINAL, Wanted(kind="transactional"), cursor=first.next, size=3)
    assert [each.number for each in (*first.rows, *second.rows)] == numbers[::-1]
    assert len(messages(TERMINAL, Wanted(topic="weekly")).rows) == 1
    assert messages(TERMINAL, Wanted(state="sent")).rows == ()


def test_a_message_to_nobody_of_the_shop_is_masked_by_name(shop) -> None:
    number = send(outgoing(to=Recipient("ana@example.org", "en", "Ana Lévi")), now=NOW)
    assert message(LOOKER, number).name == "A. L."


def test_a_persons_own_data_hold_what_was_written_to_them(ready: Served, clock: Clock, ana: int) -> None:
    write(profile=ana, key="1")
    write("b@example.org")
    (received,) = messages_to([ana])
    assert (received.address, received.subject) == ("ana@example.org", "Your parcel")
    assert "Your parcel left." in received.text
