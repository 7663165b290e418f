"""Whatever is sent: the door answers, says nothing of it to any log, and loses nobody else's touchpoint."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import random
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collect.http.asking import CALL, MICROS, NOW, Answer, apart, ask, asked, basic
from tests.collect.http.serving import served

from parcours.collect.http.app import Door
from parcours.collect.http.keys import new_key
from parcours.collect.http.rows import rows_of
from parcours.eventlog.inbox import Inbox
from parcours.shop import Shop

PATHS = (
    "/v1/batch",
    "/v1/track",
    "/v1/i",
    "/v1/alias",
    "/beacon/v1/batch",
    "/mp/collect",
    "/sourceConfig/",
    "/",
)
METHODS = ("POST", "GET", "OPTIONS", "PUT")
GARBAGE = (
    b"NaN",
    b"1e999",
    b"9" * 5_000,
    b"null",
    b"\xff\xfe",
    b"\\ud83d",
    b"[" * 3_000,
    b'{"a":' * 1_500,
    b"\x1f\x8b\x08",
    b'"\\u0000"',
    b"=cmd|' /C calc'!A0",
    b'"2031-13-45T99:99:99Z"',
    b'{"$gt": ""}',
)


def whole() -> list[bytes]:
    """Return requests as senders should write them."""
    page = {"url": "https://shop.example/?utm_source=a", "referrer": "https://a.example/"}
    order = {"order_id": "1", "total": 12.5, "currency": "EUR", "products": [{"product_id": "p", "price": 1}]}
    calls = [
        {**CALL, "timestamp": "2026-11-22T09:00:00Z", "context": {"page": page, "userAgent": "Mozilla/5.0"}},
        {"type": "track", "event": "Order Completed", "userId": "u1", "properties": order},
        {"type": "identify", "userId": "u1", "traits": {"email": "ana@example.org", "birthday": None}},
    ]
    batch = {"batch": calls, "sentAt": "2026-11-22T09:00:01Z", "context": {"locale": "fr"}}
    events = {"client_id": "c", "events": [{"name": "purchase", "params": {"value": 1, "items": []}}]}
    return [json.dumps(each).encode() for each in (batch, *calls, events)]


def spoilt(choose: random.Random, bodies: list[bytes]) -> bytes:
    """Return a request with something wrong in it, or a few things."""
    body = bytearray(choose.choice(bodies))
    for _ in range(choose.randint(1, 4)):
        at, length = choose.randrange(len(body) + 1), choose.randint(0, 12)
        body[at : at + length] = choose.choice(GARBAGE) if choose.random() < 0.5 else choose.randbytes(3)
    return gzip.compress(body) if choose.random() < 0.1 else bytes(body)


async def _storm(door: Door, key: str, count: int, choose: random.Random) -> list[str]:
    """Send spoilt requests, and a good one after each nine of them; return what was acknowledged."""
    bodies, acknowledged = whole(), []

    async def good(name: str) -> None:
        answer = await asked(door, "POST", "/v1/t", json.dumps({**CALL, "messageId": name}).encode(), **said)
        assert answer.status == 200
        acknowledged.append(name)

    async def bad() -> None:
        answer = await asked(
            door, choose.choice(METHODS), choose.choice(PATHS), spoilt(choose, bodies), **said
        )
        assert answer.status < 500, answer

    said = {"headers": basic(key)}
    for first in range(0, count, 500):
        await asyncio.gather(*(bad() if n % 10 else good(f"good-{first + n}") for n in range(500)))
    return acknowledged


def check_neighbours(shop: Shop, acknowledged: list[str]) -> None:
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        received = inbox.take(10**7)
    taken: list[str] = []
    items = 0
    for first in range(0, len(received), 5_000):
        found = rows_of(received[first : first + 5_000], "inbox", shop)
        taken += found.rows["message_id"].to_pylist()
        items += len(found.rows) + sum(each.item >= 0 for each in found.poison)
    assert set(acknowledged) <= set(taken)
    assert items == sum(each.payload.items for each in received), "each becomes a row, or is put aside"


def storm(shop: Shop, count: int) -> None:
    door = Door(shop.folder, lambda: MICROS)
    key = new_key(shop.folder, "till", "server", NOW)
    try:
        acknowledged = apart(_storm(door, key, count, random.Random(count)))
    finally:
        door._appender.close()
    assert len(acknowledged) == count / 10
    check_neighbours(shop, acknowledged)


def test_a_storm_of_spoilt_requests_costs_nobody_a_touchpoint(shop, caplog):
    storm(shop, 1_000)
    assert not caplog.records


@pytest.mark.slow
def test_a_storm_of_a_hundred_thousand(shop):
    storm(shop, 100_000)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(METHODS),
    st.sampled_from(PATHS) | st.text(),
    st.binary(max_size=200),
    st.lists(st.tuples(st.sampled_from([b"authorization", b"origin", b"x-forwarded-for"]), st.binary())),
    st.binary(max_size=40),
)
def test_whatever_stands_in_a_request_it_is_answered(door, method, path, body, headers, query):
    answer: Answer = ask(door, method, path, body, headers=headers, query_string=query)
    assert 200 <= answer.status < 500


@pytest.mark.slow
def test_bytes_that_are_no_request_hinder_no_other(shop, key):
    choose = random.Random(7)
    request = b"POST /v1/track HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n"
    with served(shop.folder) as door:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", door.port), 5) as wire:
                wire.sendall(choose.choice((b"", request % choose.randint(-5, 99))) + choose.randbytes(40))
        body = json.dumps({**CALL, "writeKey": key}).encode()
        with socket.create_connection(("127.0.0.1", door.port), 5) as wire:
            wire.sendall(request % len(body) + body)
            assert b" 200 " in wire.recv(1_000).partition(b"\r\n")[0]
