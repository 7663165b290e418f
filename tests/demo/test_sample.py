from __future__ import annotations

import csv
from collections import Counter, defaultdict

import pyarrow.parquet as pq
import pytest

from parcours.demo import generate
from parcours.demo.sample_world import END, FIRST_SOURCES, LATER_SOURCES, START
from parcours.touchpoints import SCHEMA, event


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    path = generate(tmp_path_factory.mktemp("sample"))
    table = pq.read_table(path)
    return [{name: value for name, value in row.items() if value is not None} for row in table.to_pylist()]


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(tmp_path):
    one, same, other = (
        generate(tmp_path / str(place), profiles=50, seed=seed).read_bytes()
        for place, seed in enumerate((7, 7, 8))
    )
    assert one == same
    assert one != other


def test_it_is_the_half_year_of_a_small_shop(rows):
    assert 50_000 < len(rows) < 70_000
    assert len({row["anonymous_id"] for row in rows if "anonymous_id" in row}) == pytest.approx(3000, abs=5)
    times = [row["timestamp"] for row in rows]
    assert times == sorted(times)
    assert times[0] >= START
    assert times[-1] < END


def test_every_touchpoint_is_in_the_vocabulary(rows):
    assert not {row["event"] for row in rows if event(row["event"]) is None}
    assert not {name for row in rows for name in row} - set(SCHEMA.names)


def test_every_message_has_its_own_id(rows):
    assert max(Counter(row["message_id"] for row in rows).values()) == 1


def test_an_order_is_placed_before_anything_happens_to_it(rows):
    stories = defaultdict(list)
    for row in rows:
        if "order_id" in row:
            stories[row["order_id"]].append(row["event"])
    assert len(stories) > 300
    assert {story[0] for story in stories.values()} == {"Order Completed"}
    assert {story.count("Order Completed") for story in stories.values()} == {1}


def test_the_amounts_of_an_order_add_up(rows):
    orders = [row for row in rows if row["event"] == "Order Completed"]
    for order in orders:
        goods = sum(item["price"] * item["quantity"] for item in order["items"])
        assert order["revenue"] == pytest.approx(goods)
        assert order["total"] == pytest.approx(order["revenue"] + order["shipping"] + order["tax"], abs=0.02)


def test_every_product_that_is_sold_has_a_cost(rows, tmp_path):
    generate(tmp_path, profiles=1)
    with (tmp_path / "artificial-products.csv").open(encoding="utf-8") as file:
        costs = {line["product_id"]: float(line["cost"]) for line in csv.DictReader(file)}
    sold = {item["product_id"] for row in rows if row["event"] == "Order Completed" for item in row["items"]}
    assert sold <= costs.keys()
    assert min(costs.values()) > 0


def test_there_are_frictions_to_find(rows):
    counts = Counter(row["event"] for row in rows)
    assert min(counts[name] for name in ("Payment Failed", "Coupon Denied", "Out of Stock Viewed")) > 30
    assert sum(row.get("search_results") == 0 for row in rows) > 300


def test_sources_share_all_visits():
    for sources in (FIRST_SOURCES, LATER_SOURCES):
        assert sum(source.weight for source in sources) == pytest.approx(1)
