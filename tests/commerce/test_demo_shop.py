"""Of the artificial shop the truth is known."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.commerce.made import NOW

from parcours.collect.importing import import_file
from parcours.commerce.models import Order
from parcours.commerce.reactions import follow
from parcours.commerce.selectors import Wanted, coupons, orders_over_time, products, spend, totals
from parcours.commerce.services import import_products, import_spend
from parcours.demo.generate import AD_SPEND, PRODUCT_LIST, generate
from parcours.demo.home import SETTINGS
from parcours.shop import Shop
from parcours.shop.arrived import Arrived
from parcours.state.actor import TERMINAL
from parcours.touchpoints import DAY

END = date(2026, 7, 1)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """The folder of a small artificial shop."""
    folder = tmp_path_factory.mktemp("demo")
    generate(folder / "data", end=END, profiles=700, months=12, seed=3)
    return folder / "data"


@pytest.fixture(scope="module")
def log(data) -> tuple[pa.Table, Any]:
    """Its touchpoints as a shop's log has them, and who is who."""
    shop = Shop.create(data.parent / "shop", SETTINGS)
    import_file(shop, data / "touchpoints.parquet", clock=lambda: int(NOW.timestamp() * 1e6))
    return pa.Table.from_batches(list(shop.log.read())), shop.identities.roots()


@pytest.fixture
def followed(db, settings, log, data) -> Path:
    """The shop as the room knows it; returns where the truth is."""
    settings.SHOP = Shop(data.parent / "shop", SETTINGS)
    rows, roots = log
    for start in range(0, len(rows), 70_000):
        follow(Arrived(rows.slice(start, 70_000), roots, live=False, now=NOW))
    return data / "truth"


def truth(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def test_orders_revenue_customers_returns_and_late_parcels_are_the_true_ones(followed):
    told = truth(followed, "orders")
    assert totals(TERMINAL, Wanted()).counting == told["orders"]
    assert totals(TERMINAL, Wanted()).earned == told["revenue"]
    assert Order.objects.filter(number=1).count() == told["customers"]
    assert Order.objects.filter(number=2).count() == told["repeat_customers"]
    months = {
        each.of: (each.totals.counting, each.totals.earned)
        for each in orders_over_time(TERMINAL, Wanted(), "month")
    }
    assert months == {name: (of["orders"], of["revenue"]) for name, of in told["by_month"].items()}

    late = truth(followed, "stories/late_carrier")
    arrived = _judged()
    assert (
        arrived.filter(kind__punctual="late").count()
        == late["deliveries"]["of_these"] + late["others"]["of_these"]
    )
    assert arrived.count() == late["deliveries"]["all"] + late["others"]["all"]

    size = truth(followed, "stories/misleading_size")
    back = arrived.filter(line__returned__gt=0).distinct()
    assert back.count() == size["orders"]["of_these"] + size["others"]["of_these"]

    # With its lists of products and spend, every product has a margin and every channel its cost.
    import_products(TERMINAL, followed.parent / PRODUCT_LIST, now=NOW)
    import_spend(TERMINAL, followed.parent / AD_SPEND, now=NOW)
    listed = products(TERMINAL, size=1000)
    assert sum(row.sales.earned for row in listed.rows) == told["revenue"]
    assert all(row.sales.margin is not None and row.name for row in listed.rows)
    assert sum(row.new_customers for row in spend(TERMINAL)) == told["customers"]
    assert any(row.cost_of_acquisition for row in spend(TERMINAL))
    used = truth(followed, "stories/coupon_wait")
    mine = [row for row in coupons(TERMINAL) if row.code == used["where"]["coupon"]]
    assert sum(row.orders for row in mine) <= used["orders"]["of_these"]
    assert bool(mine) == bool(used["orders"]["of_these"])


def _judged() -> Any:
    """Return the orders that arrived, and were placed long enough before the end to be judged."""
    end = int(np.datetime64("2026-06-30T22:00:00", "us").astype(np.int64))
    return Order.objects.filter(delivered_at__isnull=False, placed_at__lt=end - 45 * DAY)
