"""The measurement protocol of Google Analytics 4, to the door and on into rows."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from tests.collect.http.asking import ask, kept, told

from parcours.collect.http.rows import rows_of
from parcours.eventlog.inbox import Inbox

PURCHASE = {
    "name": "purchase",
    "params": {
        "transaction_id": "T_1041",
        "value": 72.05,
        "tax": 3.6,
        "shipping": 5.99,
        "currency": "EUR",
        "coupon": "SUMMER",
        "items": [{"item_id": "SKU_1", "item_name": "Tea", "price": 72.05, "quantity": 1, "item_brand": "T"}],
    },
}
AT = datetime(2026, 11, 22, 8, 59, tzinfo=UTC)
MICROS = round(AT.timestamp() * 1_000_000)


def collect(door, key, body, measurement=b"G-XX"):
    query = b"measurement_id=%s&api_secret=%s" % (measurement, key.encode())
    return ask(door, "POST", "/mp/collect", json.dumps(body).encode(), query_string=query)


def rows(shop):
    inbox = Inbox(shop.folder)
    found = rows_of(inbox.take(1_000), "inbox", shop)
    inbox.close()
    assert not found.poison
    return [{k: v for k, v in row.items() if v is not None} for row in found.rows.to_pylist()]


def test_a_purchase_becomes_an_order(door, shop, key):
    body = {"client_id": "123.456", "user_id": "u1", "timestamp_micros": str(MICROS), "events": [PURCHASE]}
    answer = collect(door, key, body)
    assert (answer.status, answer.body) == (204, b"")
    (row,) = rows(shop)
    assert (row["event"], row["order_id"], row["timestamp"]) == ("Order Completed", "T_1041", AT)
    assert (row["revenue"], row["total"], row["tax"], row["shipping"]) == (7205, 8164, 360, 599)
    assert (row["items"][0]["product_id"], row["items"][0]["price"]) == ("SKU_1", 7205)
    assert (row["user_id"], row["anonymous_id"], row["coupon"]) == ("u1", "123.456", "SUMMER")


def test_a_page_with_its_campaign(door, shop, key):
    params = {
        "page_location": "https://shop.example/tea",
        "page_title": "Tea",
        "source": "mail",
        "medium": "email",
        "language": "fr-FR",
        "engagement_time_msec": 100,
    }
    body = {"client_id": "123.456", "events": [{"name": "page_view", "params": params}]}
    assert collect(door, key, body).status == 204
    (row,) = rows(shop)
    assert (row["event"], row["page_path"], row["channel"]) == ("Page Viewed", "/tea", "email")
    assert (row["utm_source"], row["language"]) == ("mail", "fr-FR")
    assert json.loads(row["properties"]) == {"engagement_time_msec": 100}


def test_a_search_and_a_name_that_nobody_knows(door, shop, key):
    events = [{"name": "search", "params": {"search_term": "tea"}}, {"name": "lamp_rubbed"}]
    collect(door, key, {"client_id": "c", "events": events})
    first, second = rows(shop)
    assert (first["event"], first["search_query"]) == ("Products Searched", "tea")
    assert second["event"] == "lamp_rubbed"


def test_what_has_a_time_and_is_sent_again_is_the_same(door, shop, key):
    body = {"client_id": "c", "timestamp_micros": MICROS, "events": [PURCHASE, {"name": "search"}]}
    collect(door, key, body)
    collect(door, key, body)
    ids = [row["message_id"] for row in rows(shop)]
    assert len(ids) == 4
    assert len(set(ids)) == 2


@pytest.mark.parametrize("body", [{}, {"events": 5}, {"client_id": {}, "events": []}, {"events": [{}]}])
def test_what_the_protocol_does_not_say_is_refused(door, shop, key, body):
    assert collect(door, key, body).status == 400
    assert kept(shop) == []


def test_without_a_client_nobody_is_named(door, key):
    answer = collect(door, key, {"events": [PURCHASE | {"params": {}}]})
    assert (answer.status, told(answer)["accepted"]) == (400, 0)
    assert "nobody is named" in told(answer)["rejected"][0]["reason"]


def test_the_secret_is_a_key(door):
    assert collect(door, "wrong", {"client_id": "c", "events": []}).status == 401


def test_a_time_that_cannot_be_is_none(door, shop, key):
    body = {"client_id": "c", "timestamp_micros": 10**30, "events": [{"name": "search"}]}
    assert collect(door, key, body).status == 204
    assert "original_timestamp" not in rows(shop)[0]
