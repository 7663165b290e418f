"""The door: who may send, what is refused, and that an answer means that it is on disk."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import gzip
import json
import sqlite3
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from parcours.collect.http.app import Door
from parcours.collect.http.keys import drop_key, new_key, read_keys
from parcours.errors import InputError
from parcours.eventlog.inbox import Inbox
from parcours.shop import Shop

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MICROS = round(NOW.timestamp() * 1_000_000)
CALL = {"type": "track", "event": "Product Viewed", "anonymousId": "a1", "messageId": "m1"}


@dataclass
class Answer:
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop.create(tmp_path / "shop")


@pytest.fixture
def key(shop: Shop) -> str:
    return new_key(shop.folder, "web", "browser", NOW)


@pytest.fixture
def door(shop: Shop) -> Iterator[Door]:
    found = Door(shop.folder, lambda: MICROS)
    yield found
    found._appender.close()


def apart(asking: Coroutine[Any, Any, Any]) -> Any:
    """Run it in a thread of its own: a browser of other tests may have left a loop running in this one."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, asking).result()


def ask(door: Door, method: str, path: str, body: bytes = b"", **more: Any) -> Answer:
    return apart(asked(door, method, path, body, **more))


async def asked(door: Door, method: str, path: str, body: bytes = b"", **more: Any) -> Answer:
    """Send one request, its body in two parts."""
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [],
        "client": ("127.0.0.1", 1),
        **more,
    }
    parts = [
        {"type": "http.request", "body": body[:10], "more_body": True},
        {"type": "http.request", "body": body[10:], "more_body": False},
    ]
    answer = Answer()

    async def receive() -> dict[str, Any]:
        return parts.pop(0)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], dict(message["headers"])
        else:
            answer.body += message["body"]

    await door(scope, receive, send)
    return answer


def basic(key: str) -> list[tuple[bytes, bytes]]:
    return [(b"authorization", b"Basic " + base64.b64encode(f"{key}:".encode()))]


def post(door: Door, told: Any, key: str = "", path: str = "/v1/batch") -> Answer:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return ask(door, "POST", path, body, headers=basic(key) if key else [])


def kept(shop: Shop) -> list[dict[str, Any]]:
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        return [json.loads(each.payload.body) for each in inbox.take(10_000)]


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


def test_only_the_hash_of_a_key_is_kept(shop, key):
    assert key not in (shop.folder / "keys.json").read_text()
    assert [each.name for each in read_keys(shop.folder)] == ["web"]
    with pytest.raises(InputError, match="taken"):
        new_key(shop.folder, "web", "server", NOW)


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
    assert post(door, {"batch": [{**CALL, "text": "x" * 33_000}]}, key).status == 400
    assert post(door, {"batch": [CALL] * 2_501}, key).status == 400
    assert post(door, {"batch": [{**CALL, "text": "x" * 30_000}] * 18}, key).status == 400
    assert post(door, gzip.compress(b'{"batch": ["' + b"x" * 10_000_000 + b'"]}'), key).status == 400
    assert kept(shop) == []
    assert post(door, {"batch": [CALL] * 2_500}, key).status == 200


@pytest.mark.parametrize("kind", ["track", "identify", "page", "screen", "group", "alias"])
def test_single_calls_are_batches_of_one(door, shop, key, kind):
    assert post(door, {"userId": "u1"}, key, f"/v1/{kind}").status == 200
    assert kept(shop) == [{"batch": [{"userId": "u1"}], "type": kind}]


def test_when_nothing_can_be_kept_it_says_when_to_come_again(shop, key):
    door = Door(shop.folder, lambda: MICROS, largest=0)
    answer = post(door, {"batch": [CALL]}, key)
    assert (answer.status, answer.headers[b"retry-after"]) == (503, b"5")
    assert ask(door, "GET", "/readyz").status == 503
    assert ask(door, "GET", "/healthz").status == 200
    door._appender.close()


def test_it_tells_that_it_is_ready_and_what_it_counted(door, key):
    assert ask(door, "GET", "/readyz").status == 200
    post(door, {"batch": [CALL, CALL]}, key)
    post(door, {"batch": [CALL]}, "wrong")
    told = ask(door, "GET", "/metrics").body.decode()
    assert "parcours_collect_touchpoints_total 2.0" in told
    assert 'parcours_collect_refused_total{status="401"} 1.0' in told
    assert "parcours_inbox_payloads 1.0" in told


@pytest.mark.parametrize(
    "scope",
    [{"client": ("203.0.113.5", 1)}, {"headers": [(b"x-forwarded-for", b"127.0.0.1")]}, {"client": None}],
)
def test_only_this_machine_sees_what_it_counted(door, scope):
    assert ask(door, "GET", "/metrics", **scope).status == 404


def test_nothing_is_anywhere_else(door):
    assert ask(door, "GET", "/v1/batch").status == 404
    assert ask(door, "POST", "/").status == 404
