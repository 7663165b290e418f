"""Webhooks of senders with words of their own: a file of the shop translates them."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.collect.http.asking import NOW, ask, kept, told

from parcours.collect.http.hooks import Hook, read_payload
from parcours.collect.http.keys import new_key
from parcours.collect.http.rows import rows_of
from parcours.eventlog.inbox import Inbox

CALL = {
    "type": "track",
    "event": "Order Completed",
    "messageId": "$.id",
    "userId": "$.buyer.number",
    "timestamp": "$.at",
    "properties": {
        "order_id": "$.id",
        "total": "$.sum",
        "currency": "EUR",
        "products": {"$each": "$.lines", "product_id": "$.code", "price": "$.price", "quantity": "$.n"},
    },
}
SENT = {
    "id": "o1",
    "at": "2026-11-22T08:00:00Z",
    "sum": "25.00",
    "buyer": {"number": 17},
    "lines": [{"code": "p1", "price": 10, "n": 2}, {"code": "p2", "price": 5, "n": 1}],
}
BODY = json.dumps(SENT).encode()


@pytest.fixture
def till(shop):
    return new_key(shop.folder, "till", "server", NOW)


def save(shop, **hook):
    (shop.folder / "hooks.json").write_text(json.dumps({"orders": {"call": CALL, **hook}}))


def test_what_a_sender_says_becomes_an_order(door, shop, till):
    save(shop)
    assert ask(door, "POST", f"/hooks/orders/{till}", BODY).status == 200
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        (row,) = rows_of(inbox.take(1), "inbox", shop).rows.to_pylist()
    assert (row["source"], row["trust"], row["message_id"]) == ("hook:orders", "server", "o1")
    assert (row["event"], row["order_id"], row["total"], row["user_id"]) == (
        "Order Completed",
        "o1",
        2500,
        "17",
    )
    assert [(line["product_id"], line["price"], line["quantity"]) for line in row["items"]] == [
        ("p1", 1000, 2),
        ("p2", 500, 1),
    ]


def test_several_at_once(door, shop, till):
    save(shop, each="$.orders")
    body = json.dumps({"orders": [SENT, SENT | {"id": "o2"}]}).encode()
    answer = ask(door, "POST", f"/hooks/orders/{till}", body)
    assert [call["messageId"] for call in kept(shop)[0]["batch"]] == ["o1", "o2"]
    assert answer.status == 200
    assert ask(door, "POST", f"/hooks/orders/{till}", b"{}").status == 400


@pytest.mark.parametrize("way", ["hex", "prefixed", "base64"])
def test_a_signed_one_needs_no_key(door, shop, way):
    save(shop, header="X-Sign", secret="between us")
    digest = hmac.digest(b"between us", BODY, hashlib.sha256)
    signature = {
        "hex": digest.hex(),
        "prefixed": f"sha256={digest.hex()}",
        "base64": base64.b64encode(digest).decode(),
    }[way]
    assert ask(door, "POST", "/hooks/orders", BODY, headers=[(b"x-sign", signature.encode())]).status == 200
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        assert inbox.take(1)[0].payload.trust == "signed"


@pytest.mark.parametrize("signature", ["", "wrong", "é", "0" * 64])
def test_a_forged_one_is_refused(door, shop, till, signature):
    save(shop, header="X-Sign", secret="between us")
    headers = [(b"x-sign", signature.encode())] if signature else []
    assert ask(door, "POST", f"/hooks/orders/{till}", BODY, headers=headers).status == 401
    assert kept(shop) == []


def test_without_a_secret_nothing_is_signed(door, shop):
    save(shop, header="X-Sign")
    digest = hmac.digest(b"", BODY, hashlib.sha256).hex().encode()
    assert ask(door, "POST", "/hooks/orders", BODY, headers=[(b"x-sign", digest)]).status == 401


@pytest.mark.parametrize("path", ["/hooks/orders", "/hooks/orders/wrong"])
def test_without_a_key_it_is_refused(door, shop, path):
    save(shop)
    assert ask(door, "POST", path, BODY).status == 401


@pytest.mark.parametrize("path", ["/hooks/", "/hooks/other", "/hooks/../keys", "/hooks/Orders"])
def test_there_is_no_other(door, shop, path):
    save(shop)
    assert ask(door, "POST", path, BODY).status == 404


def test_a_file_that_is_no_hook_says_so(door, shop, till):
    save(shop, colour="red")
    answer = ask(door, "POST", f"/hooks/orders/{till}", BODY)
    assert answer.status == 503
    assert "hooks.json cannot be read" in told(answer)["message"]


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda i: st.lists(i) | st.dictionaries(st.text(), i))
)
def test_whatever_is_sent_a_call_comes_of_it(sent):
    body = json.dumps({**SENT, "lines": sent, "buyer": sent}).encode()
    (call,) = read_payload(Hook(CALL), body).batch
    assert json.loads(bytes(call))["messageId"] == "o1"
