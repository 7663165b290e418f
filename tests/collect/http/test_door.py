"""The door: who may send, what is refused, and that an answer means that it is on disk."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import sqlite3
import time
from datetime import UTC, datetime

import pytest
from tests.collect.http.asking import CALL, MICROS, NOW, Answer, apart, ask, asked, basic, kept, post, told

from parcours.collect.http.app import Door
from parcours.collect.http.keys import drop_key, new_key, read_keys
from parcours.errors import InputError
from parcours.eventlog.inbox import Inbox


def test_what_is_answered_with_200_is_in_the_inbox(door, shop, key):
    answer = post(door, {"batch": [CALL], "sentAt": "2026-11-22T09:00:00Z"}, key)
    assert (answer.status, answer.body) == (200, b'{"success":true}')
    assert kept(shop) == [{"batch": [CALL], "sentAt": "2026-11-22T09:00:00Z"}]
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        received = inbox.take(1)[0].payload
    assert (received.source, received.trust, received.received_at) == ("http:web", "browser", MICROS)


def test_the_key_may_stand_in_the_body_and_is_not_kept(door, shop, key):
    assert post(door, {"writeKey": key, "batch": [CALL]}).status == 200
    assert kept(shop) == [{"batch": [CALL]}]


@pytest.mark.parametrize("told", ["", "wrong", "wrong:", "é"])
def test_an_unknown_key_is_refused(door, shop, key, told):
    assert post(door, {"batch": [CALL]}, told).status == 401
    assert kept(shop) == []


def test_a_key_that_was_taken_back_is_refused_within_a_second(door, shop, key):
    assert post(door, {"batch": [CALL]}, key).status == 200
    drop_key(shop.folder, "web")
    time.sleep(1)
    assert post(door, {"batch": [CALL]}, key).status == 401


def test_a_key_that_was_just_made_counts_at_once(door, shop, key):
    assert post(door, {"batch": [CALL]}, key).status == 200
    fresh = new_key(shop.folder, "till", "server", datetime(2026, 1, 1, tzinfo=UTC))
    assert post(door, {"batch": [CALL]}, fresh).status == 200


def test_whoever_goes_before_the_disk_has_answered_hinders_nobody(door, shop, key):
    body = json.dumps({"batch": [CALL]}).encode()

    async def both() -> Answer:
        gone, stays = (
            asyncio.ensure_future(asked(door, "POST", "/v1/batch", body, headers=basic(key))) for _ in "12"
        )
        await asyncio.sleep(0.2)
        gone.cancel()
        await asyncio.sleep(0)
        other.execute("ROLLBACK")
        return await stays

    with contextlib.closing(
        sqlite3.connect(shop.folder / "inbox.db", isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert apart(both()).status == 200
    assert len(kept(shop)) == 2


def test_only_the_hash_of_a_servers_key_is_kept(shop, key):
    secret = new_key(shop.folder, "till", "server", NOW)
    assert secret not in (shop.folder / "keys.json").read_text()
    assert [(each.name, each.public) for each in read_keys(shop.folder)] == [("web", key), ("till", "")]
    with pytest.raises(InputError, match="taken"):
        new_key(shop.folder, "web", "server", NOW)
    with pytest.raises(InputError, match="longer than"):
        new_key(shop.folder, "w" * 81, "server", NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"[]",
        b'{"batch": 5}',
        b'{"nothing": 1}',
        b'{"batch": [' + b"[" * 50_000,
        b"\x1f\x8bbroken",
        gzip.compress(json.dumps({"batch": [CALL]}).encode())[:-9],
    ],
    ids=["empty", "no JSON", "list", "no list", "no batch", "deep", "no gzip", "cut off"],
)
def test_what_is_no_batch_is_refused(door, shop, key, body):
    answer = post(door, body, key)
    assert answer.status == 400
    assert json.loads(answer.body)["success"] is False
    assert kept(shop) == []


def test_a_packed_body_is_taken_whatever_its_headers_say(door, shop, key):
    body = gzip.compress(json.dumps({"batch": [CALL]}).encode())
    assert post(door, body, key).status == 200
    assert kept(shop) == [{"batch": [CALL]}]


def test_limits_of_size(door, shop, key):
    assert post(door, {"batch": [CALL] * 2_501}, key).status == 400
    assert post(door, {"batch": [{**CALL, "text": "x" * 30_000}] * 18}, key).status == 400
    assert post(door, gzip.compress(b'{"batch": ["' + b"x" * 10_000_000 + b'"]}'), key).status == 400
    assert kept(shop) == []
    assert post(door, {"batch": [CALL] * 2_500}, key).status == 200


NOT_CALLS = {
    "a number": (5, "it is not a call"),
    "no type": ({"event": "X", "userId": "u1"}, "its type is not one of"),
    "a list for a type": ({**CALL, "type": ["track"]}, "its type is not one of"),
    "no event": ({"type": "track", "userId": "u1"}, "event is missing"),
    "nobody": ({"type": "page", "anonymousId": None}, "nobody is named"),
    "a word for nobody": ({"type": "page", "userId": "guest", "anonymousId": "0"}, "nobody is named"),
    "a long event": ({**CALL, "event": "x" * 201}, "event is longer than 200"),
    "a long id": ({**CALL, "messageId": "x" * 101}, "messageId is longer than 100"),
    "too large": ({**CALL, "text": "x" * 33_000}, "it is larger than"),
}


@pytest.mark.parametrize(("item", "why"), NOT_CALLS.values(), ids=NOT_CALLS)
def test_a_call_that_is_none_is_named_and_keeps_back_no_other(door, shop, key, item, why):
    answer = post(door, {"batch": [CALL, item, CALL]}, key)
    assert answer.status == 200
    assert (told(answer)["success"], told(answer)["accepted"]) == (True, 2)
    fault = told(answer)["rejected"][0]
    assert fault["index"] == 1
    assert fault["messageId"] == (item.get("messageId") if isinstance(item, dict) else None)
    assert why in fault["reason"]
    assert fault["advice"].endswith(".")
    assert kept(shop) == [{"batch": [CALL, item, CALL]}], "what is rejected is kept, too, for the worker"


def test_when_nothing_of_it_is_a_call_sending_it_again_is_of_no_use(door, key):
    answer = post(door, {"event": "X"}, key, "/v1/track")
    assert (answer.status, told(answer)["success"], told(answer)["accepted"]) == (400, False, 0)


@pytest.mark.parametrize(
    "item",
    [
        {"type": "identify", "traits": {"email": "ana@example.org"}},
        {**CALL, "anonymousId": None, "properties": {"order_id": 1041}},
        {"type": "page", "userId": 17},
    ],
    ids=["by an address", "by an order", "by a number"],
)
def test_a_person_may_be_named_in_other_ways(door, key, item):
    assert post(door, {"batch": [item]}, key).body == b'{"success":true}'


@pytest.mark.parametrize(
    ("sent", "mended"),
    [(b"NaN", None), (b"-Infinity", None), (b'"half \\ud83d"', "half ?"), (b'"\xff\\ud83d"', "\ufffd?")],
    ids=["no number", "infinite", "half a letter", "no letter"],
)
def test_json_of_careless_senders_is_mended(door, shop, key, sent, mended):
    careless = b'{"type": "page", "userId": "u1", "properties": {"x": %s}}' % sent
    whole = json.dumps(CALL).encode()
    answer = post(door, b'{"batch": [%s, %s, %s]}' % (whole, careless, whole), key)
    assert answer.body == b'{"success":true}'
    assert kept(shop)[0]["batch"][1]["properties"] == {"x": mended}


def test_letters_that_are_none_spoil_only_their_own_call(door, key):
    whole = json.dumps(CALL).encode()
    answer = post(door, b'{"batch": [%s, {"type": "page", "userId": "\xff"}]}' % whole, key)
    assert (answer.status, told(answer)["accepted"]) == (200, 1)


@pytest.mark.parametrize("kind", ["track", "identify", "page", "screen", "group", "alias"])
@pytest.mark.parametrize("short", [False, True], ids=["whole", "one letter"])
def test_single_calls_are_batches_of_one(door, shop, key, kind, short):
    call = {"userId": "u1", "event": "X"}
    assert post(door, call, key, f"/v1/{kind[0] if short else kind}").status == 200
    assert kept(shop) == [{"batch": [call], "type": kind}]


@pytest.mark.parametrize("path", ["/v1/batch", "/v1/b", "/beacon/v1/batch"])
def test_every_address_of_batches(door, shop, key, path):
    assert post(door, {"batch": [CALL]}, key, path).status == 200
    assert kept(shop) == [{"batch": [CALL]}]


def test_the_key_may_be_a_bearer_or_stand_in_the_address(door, key):
    body = json.dumps({"batch": [CALL]}).encode()
    bearer = [(b"authorization", f"Bearer {key}".encode())]
    assert ask(door, "POST", "/v1/batch", body, headers=bearer).status == 200
    query = f"writeKey={key}".encode()
    assert ask(door, "POST", "/beacon/v1/batch", body, query_string=query).status == 200
    assert ask(door, "POST", "/beacon/v1/batch", body, query_string=b"writeKey=wrong").status == 401


@pytest.mark.parametrize("kind", [b"text/plain", b"application/x-www-form-urlencoded", b"nonsense"])
def test_what_the_headers_say_of_the_body_does_not_matter(door, key, kind):
    headers = [*basic(key), (b"content-type", kind), (b"content-encoding", b"br")]
    assert ask(door, "POST", "/v1/t", json.dumps(CALL).encode(), headers=headers).status == 200


def test_when_nothing_can_be_kept_it_says_when_to_come_again(shop, key):
    door = Door(shop.folder, lambda: MICROS, largest=0)
    answer = post(door, {"batch": [CALL]}, key)
    assert (answer.status, answer.headers[b"retry-after"]) == (503, b"5")
    assert ask(door, "GET", "/readyz").status == 503
    assert ask(door, "GET", "/healthz").status == 200
    door._appender.close()


def test_a_script_that_asks_how_its_source_is_set_up_is_told(door, key):
    source = told(ask(door, "GET", "/sourceConfig/", headers=basic(key)))["source"]
    assert (source["enabled"], source["destinations"]) == (True, [])
    assert ask(door, "GET", "/sourceConfig/", headers=basic("wrong")).status == 401


def test_when_its_keys_cannot_be_read_it_says_when_to_come_again(door, shop, key):
    (shop.folder / "keys.json").write_text("no keys")
    answer = post(door, {"batch": [CALL]}, key)
    assert (answer.status, answer.headers[b"retry-after"]) == (503, b"5")
    assert "Restore it" in told(answer)["advice"]


def test_it_tells_that_it_is_ready_and_what_it_counted(door, key):
    assert ask(door, "GET", "/readyz").status == 200
    post(door, {"batch": [CALL, CALL, 5]}, key)
    post(door, {"batch": [CALL]}, "wrong")
    text = ask(door, "GET", "/metrics").body.decode()
    assert "parcours_collect_touchpoints_total 2.0" in text
    assert "parcours_collect_rejected_total 1.0" in text
    assert 'parcours_collect_refused_total{status="401"} 1.0' in text
    assert "parcours_inbox_lag_seconds 0.0" in text
    assert "parcours_inbox_payloads 1.0" in text


@pytest.mark.parametrize(
    "scope",
    [{"client": ("203.0.113.5", 1)}, {"headers": [(b"x-forwarded-for", b"127.0.0.1")]}, {"client": None}],
)
def test_only_this_machine_sees_what_it_counted(door, scope):
    assert ask(door, "GET", "/metrics", **scope).status == 404


def test_nothing_is_anywhere_else(door):
    assert ask(door, "GET", "/v1/batch").status == 404
    assert ask(door, "POST", "/").status == 404
