"""Real data sets imported whole: what their publishers counted is what the log holds."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow.compute as pc
import pytest

from parcours.errors import InputError
from parcours.touchpoints import from_minor

# Online Retail (UCI 352): 541,909 lines, 25,900 invoices, 4,372 customers. Without missing customers,
# C invoices and prices of 0: 397,884 lines, 4,338 customers, 18,532 orders, GBP 8,911,407.904.


@pytest.fixture
def online_retail(make_shop, shared_data):
    shop = make_shop(zone="Europe/London", currency="GBP")
    return shop, shop.take_in(shared_data / "online_retail" / "order_lines.parquet")


def test_every_line_of_online_retail_is_accounted_for(online_retail):
    shop, report = online_retail
    assert report.counts.read == 541_909
    assert report.counts.accepted == 541_909 - 1_336 - 3
    assert report.reasons == {
        "a correction of stock: negative quantity, no price, no customer": 1_336,
        "an adjustment of the accounts, no order": 3,
    }
    assert report.counts.touchpoints == 25_900 - 1_336 - 3
    assert len(pc.unique(shop.table("user_id")["user_id"].drop_null())) == 4_372


def test_the_orders_of_online_retail_have_the_published_totals(online_retail):
    shop, report = online_retail
    log = shop.table("event", "user_id", "order_id", "total", "revenue_shop", "items")
    counted = log.filter(
        pc.and_(
            pc.equal(log["event"], "Order Completed"),
            pc.and_(pc.is_valid(log["user_id"]), pc.greater(log["total"], 0)),
        )
    )
    assert len(counted) == 18_532
    assert pc.count_distinct(counted["user_id"]).as_py() == 4_338
    assert from_minor(pc.sum(counted["revenue_shop"]).as_py(), "GBP") == Decimal("8911407.90")
    prices = pc.struct_field(pc.list_flatten(counted["items"]), "price")
    # Four lines cost a tenth of a penny: their price rounds to nothing, their order's total does not.
    assert pc.sum(pc.greater(prices, 0)).as_py() == 397_884 - 4
    rounded = next(finding for finding in report.findings if "fractions" in finding.text)
    assert rounded.n == 4


def test_returns_of_online_retail_name_no_order_and_give_back_what_was_published(online_retail):
    shop, _ = online_retail
    log = shop.table("event", "order_id", "user_id", "refund", "revenue_shop", "properties", "items")
    returns = log.filter(pc.equal(log["event"], "Order Refunded"))
    assert len(returns) == 3_836
    assert returns["order_id"].null_count == 3_836
    assert returns["properties"][0].as_py() == '{"return_id":"C536379"}'
    known = returns.filter(pc.is_valid(returns["user_id"]))
    assert from_minor(pc.sum(known["revenue_shop"]).as_py(), "GBP") == Decimal("-611342.09")
    assert pc.min(pc.struct_field(pc.list_flatten(returns["items"]), "quantity")).as_py() > 0


def test_each_guest_order_of_online_retail_is_its_own_profile(online_retail):
    shop, report = online_retail
    log = shop.table("user_id", "profile_id", "is_guest", "event")
    guests = log.filter(pc.is_null(log["user_id"]))
    assert pc.count_distinct(guests["profile_id"]).as_py() == len(guests)
    found = next(finding for finding in report.findings if "without a customer" in finding.text)
    assert found.n == len(guests)


def test_orders_of_online_retail_make_the_same_profiles_and_money_as_their_lines(
    make_shop, shared_data, online_retail
):
    lines, _ = online_retail
    orders = make_shop("orders", zone="Europe/London", currency="GBP")
    report = orders.take_in(shared_data / "online_retail" / "orders.parquet")
    assert (report.counts.read, report.counts.rejected) == (25_900, 1_339)
    columns = ("message_id", "user_id", "timestamp", "refund", "revenue_shop", "currency", "country")
    assert orders.table(*columns).sort_by("message_id") == lines.table(*columns).sort_by("message_id")


def test_cdnow_whole(make_shop, shared_data):
    shop = make_shop(currency="USD")
    report = shop.take_in(shared_data / "cdnow" / "orders.parquet")
    log = shop.table("user_id", "total", "revenue_shop")
    assert report.counts.orders == report.counts.read == 69_659
    assert pc.count_distinct(log["user_id"]).as_py() == 23_570
    assert pc.sum(log["revenue_shop"]).as_py() == 250_031_563


def test_cdnow_sample_has_no_order_numbers_and_equal_rows_count_apart(make_shop, shared_data):
    shop = make_shop(currency="USD")
    path = shared_data / "cdnow" / "sample_orders.parquet"
    assert shop.take_in(path).counts.orders == 6_919
    assert pc.count_distinct(shop.table("order_id")["order_id"]).as_py() == 6_919
    assert len(shop.table("user_id")["user_id"].unique()) == 2_357


def test_retailrocket_sample(shop, shared_data):
    report = shop.take_in(shared_data / "retailrocket_sample" / "events.parquet")
    log = shop.table("event", "user_id", "order_id")
    counts = {entry["values"]: entry["counts"] for entry in pc.value_counts(log["event"]).to_pylist()}
    assert (report.counts.accepted, report.counts.orders) == (5_169, 47)
    assert counts == {"Product Viewed": 4_732, "Product Added": 377, "Order Completed": 60}
    assert pc.count_distinct(log["order_id"]).as_py() == 47
    for event, users in (("Product Viewed", 1_090), ("Product Added", 110), ("Order Completed", 36)):
        assert len(log.filter(pc.equal(log["event"], event))["user_id"].unique()) == users


def test_simple_shop_keeps_unknown_events_under_their_names(shop, shared_data):
    report = shop.take_in(shared_data / "simple_shop" / "simple_shop.parquet")
    log = shop.table("event", "user_id", "profile_id")
    assert report.counts.accepted == 32_283
    assert len(log["user_id"].unique()) == len(log["profile_id"].unique()) == 3_751
    counts = {entry["values"]: entry["counts"] for entry in pc.value_counts(log["event"]).to_pylist()}
    assert counts["Product List Viewed"] == 14_518
    assert counts["product2"] == 2_172
    assert {finding.text: finding.n for finding in report.findings}[
        "event 'product2' is not in the catalogue: kept under its own name"
    ] == 2_172


def test_yoochoose_sessions_are_the_only_identity(shop, shared_data):
    report = shop.take_in(shared_data / "yoochoose_100k" / "train_full.parquet")
    log = shop.table("event", "session_id", "profile_id", "timestamp")
    assert report.counts.accepted == 70_278
    assert len(log["session_id"].unique()) == len(log["profile_id"].unique()) == 17_794
    assert log["event"].unique().to_pylist() == ["Product Viewed"]


def test_complete_journey_lines_and_orders_agree(make_shop, shared_data):
    lines, orders = make_shop("lines", currency="USD"), make_shop("orders", currency="USD")
    told = lines.take_in(shared_data / "complete_journey" / "order_lines.parquet")
    assert (told.counts.read, told.counts.orders) == (75_000, 47_243)
    assert orders.take_in(shared_data / "complete_journey" / "orders.parquet").counts.orders == 47_243
    for shop in (lines, orders):
        assert pc.sum(shop.table("revenue_shop")["revenue_shop"]).as_py() == 23_393_524
        assert len(shop.table("user_id")["user_id"].unique()) == 2_377
    flat = lines.table("items")["items"].combine_chunks().flatten()
    assert np.isclose(pc.sum(pc.struct_field(flat, "quantity")).as_py(), _units(shared_data))


def _units(shared_data):
    import pyarrow.parquet as pq

    lines = pq.read_table(shared_data / "complete_journey" / "order_lines.parquet", columns=["quantity"])
    return pc.sum(lines["quantity"]).as_py()


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("womens_reviews/reviews", "when it happened"),
        ("shoppers_intention/sessions", "when it happened"),
        ("hillstrom_email/experiment", "when it happened"),
        ("complete_journey/coupon_redemptions", "what happened"),
        ("complete_journey/campaign_descriptions", "who did it"),
    ],
)
def test_tables_that_are_neither_orders_nor_events_are_refused_by_what_they_lack(
    shop, shared_data, name, missing
):
    with pytest.raises(InputError, match=missing) as caught:
        shop.take_in(shared_data / f"{name}.parquet")
    assert "--map" in str(caught.value)
    assert shop.rows() == []
