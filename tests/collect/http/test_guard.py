"""Who sends too much with a browser's key is told when to come again; the shop's server is not counted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.collect.http.asking import CALL, MICROS, NOW, ask, basic, kept, post

from parcours.collect.http import allowance
from parcours.collect.http.allowance import Allowance
from parcours.collect.http.app import Door
from parcours.collect.http.guard import OF_A_KEY, OF_AN_ADDRESS
from parcours.collect.http.keys import new_key
from parcours.collect.http.requests import Request
from parcours.eventlog.inbox import Inbox

BATCH = json.dumps({"batch": [CALL] * 2_500}).encode()


def send(door, key, address, **headers):
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return ask(door, "POST", "/v1/batch", BATCH, headers=[*basic(key), *told], client=(address, 1))


def test_too_much_from_one_address_is_refused_for_a_while(door, shop, key):
    for _ in range(OF_AN_ADDRESS[1] // 2_500):
        assert send(door, key, "203.0.113.7").status == 200
    answer = send(door, key, "203.0.113.7")
    assert answer.status == 429
    assert 1 <= int(answer.headers[b"retry-after"]) <= 2_500 / OF_AN_ADDRESS[0] + 1
    assert int(answer.headers[b"x-ratelimit-reset"]) > 1_700_000_000
    assert len(kept(shop)) == 2
    assert send(door, key, "203.0.113.8").status == 200


def test_too_much_with_one_key_is_refused_wherever_it_comes_from(door, key):
    batches = OF_A_KEY[1] // 2_500
    found = [send(door, key, f"203.0.113.{n}").status for n in range(batches + 12)]
    assert set(found[:batches]) == {200}
    assert 429 in found


def test_a_server_is_not_counted(door, shop):
    secret = new_key(shop.folder, "till", "server", NOW)
    assert {send(door, secret, "203.0.113.7").status for _ in range(5)} == {200}


def test_behind_a_proxy_senders_are_counted_apart(door, key):
    found = [send(door, key, "10.0.0.2", x_forwarded_for=f"1.2.3.4, 203.0.113.{n}").status for n in range(3)]
    assert found == [200] * 3


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("8.8.8.8", "198.51.100.1", "8.8.8.8"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "made up, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "made up", "10.0.0.2"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("", "", ""),
    ],
)
def test_where_a_request_comes_from(peer, forwarded, address):
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"method": "POST", "path": "/", "headers": headers, "client": (peer, 1) if peer else None}
    assert Request(scope, None).address == address


@given(st.lists(st.tuples(st.floats(0, 2), st.integers(1, 15)), max_size=60))
def test_never_more_than_the_reserve_and_what_time_brings(sent):
    counted, now, spent = Allowance(rate=10, reserve=20), 0.0, 0
    for pause, count in sent:
        now += pause
        if counted.wait("a", count, now) == 0:
            spent += count
        assert spent <= 20 + 10 * now + 1e-6


@given(st.lists(st.integers(1, 20), min_size=1, max_size=20))
def test_who_waits_as_told_is_let_in(sent):
    counted, now = Allowance(rate=10, reserve=20), 0.0
    for count in sent:
        wait = counted.wait("a", count, now)
        now += wait + 1e-6
        assert wait == 0 or counted.wait("a", count, now) == 0


def test_memory_stays_small_however_many_send(monkeypatch):
    monkeypatch.setattr(allowance, "MOST_NAMES", 100)
    counted = Allowance(rate=1, reserve=10)
    for n in range(1_000):
        counted.wait(f"a{n}", 5, now=n / 100)
    assert len(counted._whole_at) <= 100


def test_an_inbox_that_was_too_long_takes_in_again_once_it_is_shorter(shop, key):
    door = Door(shop.folder, lambda: MICROS, largest=1 << 20)
    big = {"batch": [{**CALL, "text": "x" * 30_000}] * 16}
    try:
        found = [post(door, big, key).status for _ in range(70)]
        assert (found[0], found[-1]) == (200, 503)
        inbox = Inbox(shop.folder)
        inbox.drop(10**6)
        inbox.close()
        assert post(door, big, key).status == 200
    finally:
        door._appender.close()
