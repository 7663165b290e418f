"""The files of the artificial shop: the same for the same numbers, and as the importer wants them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from parcours.collect.importing import import_file
from parcours.demo.generate import generate
from parcours.demo.home import SETTINGS
from parcours.demo.stories import Stories
from parcours.shop import Shop
from parcours.touchpoints import SCHEMA, event, validate

END = date(2026, 11, 1)
NOW = 1_800_000_000_000_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return generate(tmp_path_factory.mktemp("tilia"), end=END, profiles=1_500, months=12)


@pytest.fixture(scope="module")
def table(made):
    return pq.read_table(made.touchpoints)


@pytest.fixture(scope="module")
def rows(table):
    return [{name: value for name, value in row.items() if value is not None} for row in table.to_pylist()]


@pytest.fixture(scope="module")
def orders(rows):
    return [row for row in rows if row["event"] == "Order Completed"]


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(tmp_path):
    one, same, other = (
        generate(tmp_path / str(place), end=END, profiles=120, months=3, seed=seed).touchpoints.read_bytes()
        for place, seed in enumerate((7, 7, 8))
    )
    assert one == same
    assert one != other


def test_touchpoints_stand_in_the_order_of_time_within_the_simulated_time(made, table):
    moments = table["timestamp"].cast("int64").to_numpy()
    world = made.simulated.world
    assert len(table) == made.rows
    assert (np.diff(moments) >= 0).all()
    assert world.start <= moments[0]
    assert moments[-1] < world.end


def test_every_touchpoint_has_an_id_of_its_own_and_somebody_whose_it_is(table):
    assert len(table["message_id"].unique()) == len(table)
    assert not pc.and_(pc.is_null(table["user_id"]), pc.is_null(table["anonymous_id"])).to_numpy().any()


def test_who_orders_or_subscribes_says_an_address_that_reaches_nobody(table):
    asked = pc.is_in(table["event"].cast("string"), pa.array(["Order Completed", "Newsletter Subscribed"]))
    said = table.filter(asked)["email"].cast("string").to_pylist()
    assert said
    assert all(address.endswith("@example.org") for address in said)


def test_every_touchpoint_is_as_the_catalogue_has_it(rows):
    assert not {name for row in rows for name in row} - {*SCHEMA.names, "email"}
    findings = {finding for row in rows[:: max(len(rows) // 20_000, 1)] for finding in findings_of(row)}
    assert not findings


def findings_of(row):
    """Say what the catalogue makes of a row, its columns told as the properties that fill them."""
    item = row.get("items", [{}])[0]
    said = json.loads(row.get("properties", "{}"))
    for each in event(row["event"]).properties:
        if each.column is not None:
            column, _, member = each.column.partition(".")
            value = item.get(member) if member else row.get(column)
            said[each.name] = value if value is not None else said.get(each.name)
    return validate(row["event"], said)


def test_properties_are_those_of_the_catalogue(rows):
    unknown = {
        (row["event"], name)
        for row in rows
        if "properties" in row
        for name in json.loads(row["properties"])
        if name not in {each.name for each in event(row["event"]).properties}
    }
    assert not unknown


def test_all_of_it_is_imported_without_a_word(made, tmp_path):
    report = import_file(Shop.create(tmp_path / "shop", SETTINGS), made.touchpoints, clock=lambda: NOW)
    assert report.counts.touchpoints == report.counts.read == made.rows
    assert not report.counts.rejected
    assert not report.findings


def test_amounts_of_orders_add_up(orders):
    assert len(orders) > 100
    for order in orders:
        goods = sum(item["price"] * item["quantity"] for item in order["items"]) - order["discount"]
        assert order["total"] == pytest.approx(order["revenue"] + order["tax"] + order["shipping"], abs=0.001)
        assert order["revenue"] * 1.2 == pytest.approx(goods, abs=0.011)


def test_an_order_is_placed_once_and_before_anything_else_happens_to_it(rows):
    stories = defaultdict(list)
    for row in rows:
        if "order_id" in row:
            stories[row["order_id"]].append(row["event"])
    first = [story[0] for story in stories.values()]
    assert set(first) == {"Order Completed"}
    assert {story.count("Order Completed") for story in stories.values()} == {1}


def test_what_was_made_is_said_in_a_line(made):
    assert repr(made) == f"Generated(touchpoints={made.touchpoints!r}, rows={made.rows})"


def test_the_diary_knows_the_orders_that_the_log_tells(made, orders):
    diary = made.simulated.diary.orders
    assert sorted(diary.goods.tolist()) == sorted(round(order["revenue"] * 100) for order in orders)
    assert len(np.unique(diary.order)) == len(orders)


def test_a_visit_is_one_browsers_and_stays_known_once_it_is(rows):
    visits = defaultdict(list)
    for row in rows:
        if "session_id" in row:
            visits[row["session_id"]].append(row)
    for visit in visits.values():
        assert len({(row["anonymous_id"], row["device"], row["landing"]) for row in visit}) == 1
        known = ["user_id" in row for row in visit]
        assert known == sorted(known)


def test_a_visit_begins_with_its_first_page_or_what_led_there(rows):
    first = {}
    for row in rows:
        if "session_id" in row:
            first.setdefault(row["session_id"], row["event"])
    assert set(first.values()) <= {"Page Viewed", "Ad Clicked", "Content Viewed", "Referral Claimed"}


def test_a_page_that_is_opened_is_told_as_a_view_of_it_too(rows):
    views = {path_of(row) for row in rows if row["event"] == "Page Viewed"}
    for event_name in ("Product List Viewed", "Products Searched", "Cart Viewed", "Checkout Step Viewed"):
        assert {path_of(row) for row in rows if row["event"] == event_name} <= views
    viewed = {(session, path) for session, path, _ in views}
    for event_name in ("Product Viewed", "Content Completed"):
        assert {path_of(row)[:2] for row in rows if row["event"] == event_name} <= viewed


def path_of(row):
    return row["session_id"], row["page_path"], row["timestamp"]


def test_the_diary_knows_the_visits_that_the_log_tells(made, table):
    visits = made.simulated.diary.visits
    assert len(visits.visit) == len(table["session_id"].drop_null().unique())


def test_products_that_are_sold_are_listed_with_their_cost(made, orders):
    with (made.touchpoints.parent / "products.csv").open(encoding="utf-8") as file:
        costs = {line["product_id"]: float(line["cost"]) for line in csv.DictReader(file)}
    assert {item["product_id"] for order in orders for item in order["items"]} <= costs.keys()
    assert min(costs.values()) > 0


def test_what_ads_cost_is_told_for_every_click(made, rows):
    with (made.touchpoints.parent / "ad-spend.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    ads = ("google", "cpc")
    clicks = sum(int(line["clicks"]) for line in lines if (line["source"], line["medium"]) == ads)
    visits = {row["session_id"] for row in rows if (row.get("utm_source"), row.get("utm_medium")) == ads}
    assert clicks == len(visits)
    assert sum(float(line["cost"]) for line in lines) > 100


def test_the_folder_says_that_all_of_it_is_artificial(made, tmp_path):
    said = (made.touchpoints.parent / "README.txt").read_text("utf-8")
    assert said.startswith("Everything in this folder is artificial.")
    assert "late_carrier" in said
    assert sorted(path.name for path in made.touchpoints.parent.iterdir()) == [
        *("README.txt", "ad-spend.csv", "products.csv", "touchpoints.parquet", "truth")
    ]
    generate(tmp_path, end=END, profiles=200, months=3, stories=Stories.none())
    assert "Planted: nothing" in (tmp_path / "README.txt").read_text("utf-8")
