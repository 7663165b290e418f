"""Everything that comes in is told to every room once, in order, and acts on nobody when it is old."""

from __future__ import annotations

import pyarrow as pa
import pytest

from parcours.collect.importing import import_file
from parcours.eventlog.inbox import Inbox, Payload
from parcours.stream.following import Follower
from parcours.stream.models import Position, Quarantined
from parcours.stream.stream import Stream
from parcours.touchpoints.schema import INSTANT, SCHEMA

pytestmark = pytest.mark.django_db(transaction=True)


def write_orders(path, count, first=0):
    rows = [f"A{first + n},c{n % 7},2026-01-{n % 27 + 1:02d},12.50" for n in range(count)]
    path.write_text("\n".join(["order,customer,date,total", *rows]) + "\n")
    return path


def imported(shop, path):
    return import_file(shop, path, clock=lambda: 1_795_338_000_000_000)


def call(name):
    return {"type": "track", "event": "Product Viewed", "messageId": name, "anonymousId": "a1"}


def test_what_is_sent_is_told_once_in_order_and_live(stream, send, listener):
    send("m1", "m2")
    send("m3")
    stream.drain()
    stream.drain()
    assert listener.told == [("m1", True), ("m2", True), ("m3", True)]
    assert stream.inbox.waiting == 0
    assert Position.objects.get().version == stream.shop.log.snapshot().version


def test_sent_twice_is_told_once(stream, send, listener):
    send("m1", "m1")
    stream.drain()
    send("m1", "m2")
    stream.drain()
    assert listener.names == ["m1", "m2"]


def test_what_happened_long_ago_is_told_silently(stream, send, clock, listener):
    stream.drain()
    send("old")
    clock.move(hours=2)
    send("new")
    stream.drain()
    assert listener.told == [("old", False), ("new", True)]


def test_imports_are_followed_silently(stream, tmp_path, listener):
    stream.drain()
    imported(stream.shop, write_orders(tmp_path / "orders.csv", 50))
    stream.drain()
    assert len(set(listener.names)) == 50
    assert not any(live for _, live in listener.told)


def test_what_comes_first_of_all_acts_too(shop, clock, rooms, listener, send):
    send("m1")
    with shop.lock():
        stream = Stream(shop, rooms, clock)
        stream.recover()
        stream.drain()
    stream.inbox.close()
    assert listener.told == [("m1", True)]


def test_a_new_state_begins_with_all_of_an_old_log(shop, clock, rooms, listener, tmp_path):
    for n in range(3):
        imported(shop, write_orders(tmp_path / f"{n}.csv", 40, first=100 * n))
    follower = Follower(shop, rooms.reactions, slice_rows=25)
    while follower.advance(clock):
        pass
    assert len(listener.names) == len(set(listener.names)) == 120


def test_it_goes_on_in_the_middle_of_a_pass(shop, clock, rooms, listener, tmp_path):
    for n in range(3):
        imported(shop, write_orders(tmp_path / f"{n}.csv", 30, first=100 * n))
    Follower(shop, rooms.reactions, slice_rows=40).advance(clock)
    assert 0 < len(listener.names) < 90
    follower = Follower(shop, rooms.reactions, slice_rows=40)
    while follower.advance(clock):
        pass
    assert len(listener.names) == len(set(listener.names)) == 90


def test_it_goes_on_in_the_middle_of_a_large_file(shop, clock, rooms, listener):
    count = 200_000
    given = {
        "message_id": pa.array(map(str, range(count))),
        "profile_id": pa.array(range(count), pa.int64()),
        **{name: pa.repeat("x", count) for name in ("source", "type", "event", "origin", "trust")},
        **{name: pa.repeat(pa.scalar(clock(), INSTANT), count) for name in ("timestamp", "received_at")},
    }
    columns = [given.get(field.name, pa.nulls(count, field.type)) for field in SCHEMA]
    shop.log.append(pa.table(columns, schema=SCHEMA), app="test", version=0)
    for _ in range(5):
        Follower(shop, rooms.reactions, slice_rows=70_000).advance(clock)
    assert listener.names == given["message_id"].to_pylist()


def test_a_slice_that_fails_is_told_again(stream, send, listener, rooms):
    stream.drain()

    def broken(arrived):
        raise ValueError("not now")

    whole = listener.follow
    listener.__dict__["follow"] = broken
    send("m1")
    stream.step()
    object.__setattr__(rooms.reactions[0], "follow", broken)
    with pytest.raises(ValueError, match="not now"):
        stream.follow()
    object.__setattr__(rooms.reactions[0], "follow", whole)
    stream.recover()
    stream.drain()
    assert listener.names == ["m1"]


def test_compaction_before_it_is_followed_loses_nothing(stream, shop, listener, tmp_path):
    stream.drain()
    for n in range(4):
        imported(shop, write_orders(tmp_path / f"{n}.csv", 10, first=100 * n))
        shop.compact()
    stream.drain()
    assert len(listener.names) == len(set(listener.names)) == 40


def test_after_an_erasure_by_hand_the_state_is_made_again(stream, shop, send, listener):
    send("m1", {**call("m2"), "anonymousId": "gone"})
    stream.drain()
    shop.log.erase([shop.identities.leaf("anonymous", "gone")])
    stream.drain()
    assert listener.told == [("m1", False)]


def test_a_restored_older_log_makes_the_state_again(stream, send, listener):
    send("m1")
    stream.drain()
    Position.objects.update(version=99)
    stream.recover()
    stream.drain()
    assert listener.told == [("m1", False)]


def test_restart_tells_everything_again_silently(stream, send, listener):
    send("m1", "m2")
    stream.drain()
    stream.restart()
    assert listener.told == []
    stream.drain()
    assert listener.told == [("m1", False), ("m2", False)]


def test_one_item_that_cannot_be_taken_in_keeps_back_no_other(stream, send, listener):
    send("m1", {**call("m2"), "anonymousId": None}, {**call("m3"), "properties": {"revenue": "much"}}, "m4")
    stream.drain()
    assert listener.names == ["m1", "m4"]
    reasons = sorted(Quarantined.objects.values_list("reason", flat=True))
    assert [reason.partition(":")[0] for reason in reasons] == ["nobody is named", "revenue is not a number"]


def test_a_payload_that_is_no_batch_is_put_aside(stream, send, inbox, listener):
    inbox.put([Payload("http:web", "browser", 1_795_338_000_000_000, 1, b"\x00\xffnonsense")])
    send("m1")
    stream.drain()
    assert listener.names == ["m1"]
    assert Quarantined.objects.get().item == -1


def test_names_of_two_events_without_ids_stay_apart(stream, send, listener):
    anonymous = {name: value for name, value in call("x").items() if name != "messageId"}
    send(anonymous, anonymous)
    stream.drain()
    assert len(set(listener.names)) == 2


def test_a_lost_inbox_begins_again_without_losing_what_comes_next(stream, shop, send, clock, rooms, listener):
    send("m1")
    send("m2")
    stream.drain()
    stream.inbox.close()
    for path in shop.folder.glob("inbox.db*"):
        path.unlink()
    fresh = Inbox(shop.folder)
    fresh.put(
        [
            Payload(
                "http:web",
                "browser",
                1_795_338_000_000_000,
                1,
                b'{"batch":[{"type":"page","anonymousId":"a"}]}',
            )
        ]
    )
    again = Stream(shop, rooms, clock)
    again.recover()
    again.drain()
    assert len(listener.names) == 3
    fresh.close()
    again.inbox.close()
