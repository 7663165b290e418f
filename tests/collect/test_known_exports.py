"""Each known export is recognised by its columns and read as its system means it."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parcours.collect.importing import FORMATS

FILES = {
    "shopify.csv": "shopify",
    "woocommerce.csv": "woocommerce",
    "woocommerce-advanced.csv": "woocommerce-advanced",
    "woocommerce-rest.json": "woocommerce-rest",
    "prestashop.csv": "prestashop",
    "prestashop-liste.csv": "prestashop-list-fr",
    "ga4.ndjson": "ga4",
    "matomo.json": "matomo",
    "segment.ndjson": "segment",
    "commandes.csv": "generic",
    "הזמנות.csv": "generic",
    "events.tsv": "generic",
}


@pytest.mark.parametrize(("name", "known"), FILES.items())
def test_every_export_is_recognised_counted_and_taken_in_once(shop, fixtures, name, known):
    first = shop.take_in(fixtures / name)
    before = shop.rows()
    second = shop.take_in(fixtures / name)
    assert first.format == known
    assert first.counts.read == first.counts.accepted + first.counts.rejected + first.counts.duplicates
    assert first.counts.touchpoints == len(before) > 0
    assert second.counts.accepted == second.counts.touchpoints == 0
    assert second.counts.read == first.counts.read
    assert shop.rows() == before


def test_every_known_format_has_a_fixture_or_is_its_english_twin():
    twins = {"prestashop-list-en", "parcours"}
    assert {known.name for known in FORMATS} - twins <= set(FILES.values())


def by_id(shop):
    return {row["message_id"]: row for row in shop.rows()}


def test_shopify_orders_are_put_together_from_lines_whose_order_columns_are_blank(shop, fixtures):
    report = shop.take_in(fixtures / "shopify.csv")
    told = by_id(shop)
    order = told["order:#1001:Order Completed"]
    assert [(line["sku"], line["quantity"], line["price"]) for line in order["items"]] == [
        ("TEA-G", 2.0, 2000),
        ("CUP-L", 1.0, 1000),
    ]
    assert (order["total"], order["revenue"], order["shipping"], order["discount"]) == (5000, 4500, 500, 500)
    assert order["timestamp"].isoformat() == "2026-01-05T08:00:00+00:00"
    assert told["order:#1001:Order Shipped"]["origin"] == "shop"
    assert report.reasons == {"timestamp is not a date": 1}


def test_shopify_refunds_cancellations_and_waiting_payments(shop, fixtures):
    shop.take_in(fixtures / "shopify.csv")
    told = by_id(shop)
    assert told["order:#1002:Order Refunded"]["refund"] == 2400
    assert (
        told["order:#1002:Order Refunded"]["revenue_shop"]
        == -told["order:#1002:Order Completed"]["revenue_shop"]
    )
    assert told["order:#1003:Order Cancelled"]["timestamp"].isoformat() == "2026-01-08T06:00:00+00:00"
    assert told["order:#1003:Order Completed"]["is_guest"]


def test_one_person_is_one_profile_however_the_address_is_written(shop, fixtures):
    shop.take_in(fixtures / "shopify.csv")
    told = by_id(shop)
    profiles = {told[f"order:{order}:Order Completed"]["profile_id"] for order in ("#1001", "#1004")}
    assert profiles == {shop.shop.identities.leaf("email", "noa@example.org")}


def test_a_currency_without_a_rate_is_a_finding_and_never_a_sum(shop, fixtures):
    report = shop.take_in(fixtures / "shopify.csv")
    order = by_id(shop)["order:#1004:Order Completed"]
    assert (order["currency"], order["revenue"]) == ("USD", 3000)
    assert "revenue_shop" not in order
    assert {finding.n for finding in report.findings if "rate" in finding.text} == {1}


def test_rates_of_the_day_convert_revenue(make_shop, fixtures, tmp_path):
    shop = make_shop(rates_file="rates.csv")
    (shop.shop.folder / "rates.csv").write_text("day,currency,rate\n2026-01-30,USD,0.80\n")
    shop.take_in(fixtures / "shopify.csv")
    assert by_id(shop)["order:#1004:Order Completed"]["revenue_shop"] == 2400


def test_woocommerce_orders_that_were_never_paid_or_are_drafts_are_rejected_by_line(shop, fixtures):
    report = shop.take_in(fixtures / "woocommerce.csv")
    assert report.reasons == {"never paid, so no order": 1, "a draft, never placed": 1}
    lines = report.rejects.read_text("utf-8").splitlines()
    assert lines[0].startswith("line,reason,order_id,order_number")
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["4", '"never paid'],
        ["6", '"a draft'],
    ]
    assert by_id(shop)["order:W-11:Order Completed"]["revenue"] == 5000


def test_woocommerce_interface_times_are_utc_and_lines_are_nested(shop, fixtures):
    shop.take_in(fixtures / "woocommerce-rest.json")
    (order,) = shop.rows()
    assert order["timestamp"].isoformat() == "2026-03-22T15:28:02+00:00"
    assert [line["product_id"] for line in order["items"]] == ["93", "22"]
    assert order["revenue"] == 3935 - 135 - 1000


def test_prestashop_states_decide_what_is_an_order(shop, fixtures):
    report = shop.take_in(fixtures / "prestashop.csv")
    assert report.reasons == {"never paid, so no order": 1}
    assert {row["event"] for row in shop.rows("event", "order_id") if row["order_id"] == "UOYEVOLI"} == {
        "Order Completed",
        "Order Cancelled",
    }


def test_the_list_of_prestashop_names_nobody_so_all_are_guests(shop, fixtures):
    shop.take_in(fixtures / "prestashop-liste.csv")
    placed = [row for row in shop.rows() if row["event"] == "Order Completed"]
    assert [row["total"] for row in placed] == [106820, 2490]
    assert all(row["is_guest"] for row in placed)


def test_ga4_is_read_alike_from_json_and_from_parquet(make_shop, fixtures, tmp_path):
    plain, typed = make_shop("json"), make_shop("parquet")
    plain.take_in(fixtures / "ga4.ndjson")
    typed.take_in(ga4_parquet(fixtures / "ga4.ndjson", tmp_path / "ga4.parquet"))
    columns = (
        "event",
        "timestamp",
        "user_id",
        "anonymous_id",
        "session_id",
        "page_path",
        "referrer",
        "country",
    )
    money = ("order_id", "total", "revenue", "tax", "shipping", "currency", "items", "channel", "device")
    assert plain.rows(*columns, *money) == typed.rows(*columns, *money)
    assert [row["event"] for row in plain.rows("event")] == [
        "Page Viewed",
        "Product Added",
        "Order Completed",
    ]
    assert plain.rows("trust")[0]["trust"] == "browser"


def ga4_parquet(source, target):
    """Write the fixture with the types of the BigQuery export."""
    value = pa.struct(
        [("string_value", pa.string()), ("int_value", pa.int64()), ("double_value", pa.float64())]
    )
    item = pa.struct(
        [
            ("item_id", pa.string()),
            ("item_category", pa.string()),
            ("price", pa.float64()),
            ("quantity", pa.int64()),
        ]
    )
    schema = pa.schema(
        [
            ("event_timestamp", pa.int64()),
            ("event_name", pa.string()),
            ("event_params", pa.list_(pa.struct([("key", pa.string()), ("value", value)]))),
            ("user_id", pa.string()),
            ("user_pseudo_id", pa.string()),
            ("device", pa.struct([("category", pa.string())])),
            ("geo", pa.struct([("country", pa.string())])),
            (
                "ecommerce",
                pa.struct(
                    [
                        ("transaction_id", pa.string()),
                        ("purchase_revenue", pa.float64()),
                        ("shipping_value", pa.float64()),
                        ("tax_value", pa.float64()),
                    ]
                ),
            ),
            (
                "collected_traffic_source",
                pa.struct([("manual_source", pa.string()), ("manual_medium", pa.string())]),
            ),
            ("items", pa.list_(item)),
        ]
    )
    records = [json.loads(line, parse_int=int) for line in source.read_text().splitlines()]
    for record in records:
        record["event_timestamp"] = int(record["event_timestamp"])
        for param in record["event_params"]:
            number = param["value"]["int_value"]
            param["value"]["int_value"] = None if number is None else int(number)
        for line in record["items"]:
            line["quantity"] = int(line["quantity"])
    pq.write_table(pa.Table.from_pylist(records, schema=schema), target)
    return target


def test_matomo_visits_become_one_touchpoint_an_action(shop, fixtures):
    shop.take_in(fixtures / "matomo.json")
    page, search, order, other = shop.rows()
    assert (page["event"], search["event"], order["event"]) == (
        "Page Viewed",
        "Products Searched",
        "Order Completed",
    )
    assert (search["search_query"], search["search_results"]) == ("mate", 0)
    assert (order["order_id"], order["revenue"], order["items"][0]["sku"]) == ("M-1", 4000, "TEA-G")
    assert page["profile_id"] == order["profile_id"] != other["profile_id"]


def test_segment_calls_keep_their_ids_products_and_further_properties(shop, fixtures):
    report = shop.take_in(fixtures / "segment.ndjson")
    told = by_id(shop)
    assert report.counts.duplicates == 1  # m4 twice
    assert report.reasons == {"not JSON": 1}
    assert told["m1"]["channel"] == "paid search"
    assert told["m2"]["items"][0]["price"] == 2000
    assert told["m2"]["properties"] == '{"colour":"green","nested.deep":true}'
    assert told["m3"]["event"] == "Profile Updated"
    assert told["m5"]["event"] == "Lamp Rubbed"


def test_a_visit_before_the_login_belongs_to_who_logged_in(shop, fixtures):
    shop.take_in(fixtures / "segment.ndjson")
    told, roots = by_id(shop), shop.shop.identities.roots()
    leaves = np.array([told["m1"]["profile_id"], told["m3"]["profile_id"]])
    assert leaves[0] != leaves[1]
    assert roots.of(leaves)[0] == roots.of(leaves)[1]


def test_french_files_of_windows_with_decimal_commas_and_days_first(shop, fixtures):
    shop.take_in(fixtures / "commandes.csv")
    order = by_id(shop)["order:F-1:Order Completed"]
    assert order["timestamp"].isoformat() == "2025-12-25T09:30:00+00:00"
    assert order["total"] == 203_000
    assert [line["product_id"] for line in order["items"]] == ["thé vert", "tasse"]
    assert order["items"][0]["price"] == 101_250


def test_hebrew_files_of_windows(shop, fixtures):
    shop.take_in(fixtures / "הזמנות.csv")
    told = by_id(shop)
    assert told["order:H-1:Order Completed"]["total"] == 125_090
    assert told["order:H-1:Order Completed"]["currency"] == "ILS"
    assert "order:H-2:Order Cancelled" in told
    assert told["order:H-3:Order Completed"]["is_guest"]


def test_rows_that_are_equal_in_everything_are_separate_touchpoints(shop, fixtures):
    shop.take_in(fixtures / "events.tsv")
    added = [row for row in shop.rows() if row["event"] == "Product Added"]
    assert len(added) == 2
    assert len({row["message_id"] for row in added}) == 2
    assert len({row["profile_id"] for row in added}) == 1
