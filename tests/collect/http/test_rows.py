"""What comes through the door becomes the same touchpoints as an import would make, in its own time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.collect.http.agents import told_by_agent
from parcours.collect.http.rows import Rows, rows_of
from parcours.eventlog.inbox import Payload, Received
from parcours.shop import Settings, Shop

RECEIVED = datetime(2026, 11, 22, 9, tzinfo=UTC)
MICROS = round(RECEIVED.timestamp() * 1_000_000)
VIEW = {"type": "track", "event": "Product Viewed", "anonymousId": "a1"}
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop.create(tmp_path_factory.mktemp("rows") / "shop", Settings(currency="EUR"))


def rows(shop: Shop, *items: Any, trust: str = "browser", **batch: Any) -> Rows:
    body = json.dumps({"batch": list(items), **batch}).encode()
    payload = Payload("http:web", trust, MICROS, len(items), body)
    return rows_of([Received(7, payload)], "inbox", shop)


def one(shop: Shop, item: Any, **more: Any) -> dict[str, Any]:
    found = rows(shop, item, **more)
    assert not found.poison
    return {name: value for name, value in found.rows.to_pylist()[0].items() if value is not None}


def test_an_order_with_its_money_and_lines(shop):
    told = one(
        shop,
        {
            "type": "track",
            "event": "Order Completed",
            "userId": "u1",
            "messageId": "m1",
            "properties": {
                "order_id": 1041,
                "total": 25.5,
                "tax": 4.25,
                "shipping": "5.00",
                "currency": "EUR",
                "products": [{"product_id": "p1", "price": 8.125, "quantity": 2, "colour": "red"}],
                "gift": True,
                "boxes": [{"size": 3}],
            },
        },
        trust="server",
    )
    assert (told["order_id"], told["total"], told["revenue"], told["currency"]) == ("1041", 2550, 1625, "EUR")
    assert told["revenue_shop"] == 1625
    assert told["items"][0]["product_id"] == "p1"
    assert (told["source"], told["trust"], told["message_id"]) == ("http:web", "server", "m1")
    assert json.loads(told["properties"]) == {"gift": True, "boxes": [{"size": 3}]}


def test_the_senders_clock_tells_how_long_ago_ours_tells_when(shop):
    told = one(shop, {**VIEW, "timestamp": "2031-01-01T00:00:00Z"}, sentAt="2031-01-01T00:00:10Z")
    assert told["timestamp"] == datetime(2026, 11, 22, 8, 59, 50, tzinfo=UTC)
    assert told["original_timestamp"] == datetime(2031, 1, 1, tzinfo=UTC)
    assert told["received_at"] == RECEIVED


@pytest.mark.parametrize("when", [None, "", "soon", "2031-01-01T00:00:00Z", 12.5e30])
def test_without_a_time_that_can_be_it_is_now(shop, when):
    assert one(shop, {**VIEW, "timestamp": when})["timestamp"] == RECEIVED


def test_what_happened_before_keeps_its_time(shop):
    assert one(shop, {**VIEW, "timestamp": "2026-10-01T10:00:00Z"})["timestamp"].month == 10


def test_the_page_the_channel_and_the_browser(shop):
    context = {
        "userAgent": PHONE,
        "page": {"url": "https://shop.example/p/1?utm_source=mail&utm_medium=email", "title": "Tea"},
    }
    told = one(shop, {**VIEW, "context": context})
    assert (told["page_path"], told["page_title"]) == ("/p/1", "Tea")
    assert (told["channel"], told["device"], told["os"], told["browser"]) == (
        "email",
        "phone",
        "iOS",
        "Safari",
    )


def test_the_shops_own_pages_start_no_visit(shop):
    page = {"url": "https://shop.example/cart", "referrer": "https://shop.example/p/1"}
    told = one(shop, {**VIEW, "context": {"page": page}})
    assert {"channel", "referrer", "landing"}.isdisjoint(told)


def test_what_a_batch_says_holds_for_its_items(shop):
    told = one(shop, VIEW, context={"userAgent": PHONE, "locale": "he-IL"})
    assert (told["device"], told["language"]) == ("phone", "he-IL")


def test_traits_of_a_person_are_kept(shop):
    told = one(
        shop, {"type": "identify", "userId": "u1", "traits": {"email": "Ana@Example.org", "firstName": "Ana"}}
    )
    assert told["event"] == "Profile Updated"
    assert json.loads(told["properties"]) == {"firstName": "Ana", "email": "ana@example.org"}


def test_only_a_server_joins_an_address_to_an_account(shop):
    item = {"type": "identify", "userId": "u1", "anonymousId": "a1", "traits": {"email": "ana@example.org"}}
    user, email, visitor = (
        shop.identities.leaf(kind, value)
        for kind, value in (("user", "u1"), ("email", "ana@example.org"), ("anonymous", "a1"))
    )
    browser = rows(shop, item).links
    assert set(zip(browser.leaf, browser.target, strict=True)) == {(visitor, user)}
    server = rows(shop, item, trust="server").links
    assert set(zip(server.leaf, server.target, strict=True)) == {(visitor, user), (email, user)}


def test_what_a_robot_says_is_kept_and_counts_nowhere(shop):
    crawler = {"userAgent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"}
    told = one(shop, {**VIEW, "context": crawler})
    assert (told["device"], told["origin"]) == ("robot", "system")
    assert one(shop, {**VIEW, "context": {"userAgent": PHONE}})["origin"] == "customer"
    assert one(shop, {**VIEW, "context": crawler}, trust="server")["origin"] == "customer"


def test_without_an_id_it_gets_one_that_a_second_reading_gives_too(shop):
    first, second = (rows(shop, VIEW, VIEW).rows["message_id"].to_pylist() for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


def test_however_many_names_senders_think_of_the_columns_stay_few(shop):
    items = [{**VIEW, "properties": {f"n{n}-{m}": 1 for m in range(200)}} for n in range(50)]
    found = rows(shop, *items)
    assert len(found.rows) == 50
    assert len(json.loads(found.rows["properties"][0].as_py())) == 200


def test_what_postgresql_has_no_place_for_is_left_out(shop):
    told = one(shop, {**VIEW, "properties": {"coupon": "A\x00B", "note": "x\x00y"}})
    assert told["coupon"] == "AB"
    assert json.loads(told["properties"]) == {"note": "xy"}


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (5, "not a call"),
        ({"type": "track", "event": "X"}, "nobody is named"),
        ({"type": "track", "anonymousId": "a"}, "event is missing"),
        ({**VIEW, "properties": {"total": "much"}}, "total is not a number"),
    ],
)
def test_an_item_that_cannot_be_keeps_back_no_other(shop, item, why):
    found = rows(shop, VIEW, item, VIEW)
    assert len(found.rows) == 2
    assert [(each.number, each.item) for each in found.poison] == [(7, 1)]
    assert why in found.poison[0].reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    [
        "type",
        "event",
        "userId",
        "anonymousId",
        "messageId",
        "timestamp",
        "sentAt",
        "context",
        "properties",
        "traits",
    ]
)
INNER = st.sampled_from(
    ["page", "products", "email", "total", "currency", "order_id", "userAgent", "url", "price"]
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.dictionaries(FIELDS, JSON | st.dictionaries(INNER, JSON, max_size=4), max_size=6), max_size=4)
)
def test_whatever_is_sent_each_item_becomes_a_row_or_is_put_aside(shop, items):
    found = rows(shop, *items)
    assert len(found.rows) + len(found.poison) == len(items)


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (PHONE, ("phone", "iOS", "Safari")),
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
            ("phone", "Android", "Chrome"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
            ("tablet", "Android", "Chrome"),
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0",
            ("desktop", "Windows", "Edge"),
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
            ("desktop", "Linux", "Firefox"),
        ),
        ("ShopApp/3.1 (unknown)", (None, None, None)),
        ("curl/8.0", ("robot", None, None)),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0 Safari/537.36", ("robot", None, None)),
        (
            "Mozilla/5.0 (Linux; Android 10; CUBOT X30) Chrome/130.0 Mobile Safari/537.36",
            ("phone", "Android", "Chrome"),
        ),
    ],
)
def test_what_browsers_say_of_themselves(agent, told):
    found = told_by_agent(agent)
    assert (found.get("device"), found.get("os"), found.get("browser")) == told
