"""Lists, totals and pages of a shop with 5 million orders; SQLite in a folder that goes away.

python -m bench commerce --size 20000000
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from bench.table import Row

from parcours.shop import Settings, Shop
from parcours.state.actor import TERMINAL

if TYPE_CHECKING:
    from parcours.commerce.selectors import Period, Wanted

Question = Callable[[], Any]

FIRST, DAYS, PRODUCTS = 19_358, 1826, 5000  # five years from 2023-01-01
CHUNK = 250_000
PER_ORDER = 4
"""Touchpoints of other kinds for each order, as the other benchmarks count size."""
NOW = datetime(2027, 12, 31, tzinfo=UTC)


def cases(size: int) -> Iterator[Row]:
    """Fill a database, then ask what screens ask."""
    from parcours.web.settings import start

    orders = size // PER_ORDER
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        Shop.create(Path(folder) / "shop", Settings())
        start(Path(folder) / "shop")
        began = time.perf_counter()
        fill(orders)
        seconds = time.perf_counter() - began
        yield Row(f"{orders:,} orders with 2 lines each written", orders / seconds, "orders/s", "10,000")
        yield from asked()


def fill(orders: int) -> None:
    """Write orders as they stand, in the order of time, with their sums."""
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    dice = np.random.default_rng(1)
    with transaction.atomic():
        kinds = _kinds()
        products = _products()
    for start in range(0, orders, CHUNK):
        with transaction.atomic():
            _write(start, min(CHUNK, orders - start), orders, kinds, products, dice)


def asked() -> Iterator[Row]:
    """Measure a mix of questions, each asked over periods and filters of many kinds."""
    every: list[float] = []
    for name, questions in _questions().items():
        times = [_timed(question) for question in questions for _ in range(3)]
        every += times
        yield Row(f"{name}: p50", float(np.percentile(times, 50)) * 1000, "ms", "50")
        yield Row(f"{name}: p95", float(np.percentile(times, 95)) * 1000, "ms", "200")
    yield Row("all of these: p95", float(np.percentile(every, 95)) * 1000, "ms", "200")


def _questions() -> dict[str, list[Question]]:
    return _of_orders() | _of_sums() | _of_products() | _of_marketing()


def _wanted() -> list[Wanted]:
    """Return what lists of orders are asked for: everything, common and rare kinds, words, one person."""
    from parcours.commerce.selectors import Wanted

    year, month, quarter = _periods()
    return [
        Wanted(),
        Wanted(period=year),
        Wanted(period=month, channel=("email",)),
        Wanted(period=year, country=("IL",), nth="first"),
        Wanted(channel=("forum",), country=("GB",)),
        Wanted(status=("refunded",), carrier=("Dove",)),
        Wanted(period=quarter, punctual="late", buyer="guest"),
        Wanted(excluded="only"),
        Wanted(status=("shipped",), overdue_at=NOW),
        Wanted(number="T0043"),
        Wanted(number="T004321"),
        Wanted(profile_id=4321),
        Wanted(coupon="WELCOME", period=month),
        Wanted(least=19_900, period=month),
        Wanted(least=990_000),
    ]


def _periods() -> tuple[Period, Period, Period]:
    """Return a year, about a month and about a quarter."""
    from parcours.commerce.selectors import Period

    return (
        Period(date(2026, 1, 1), date(2026, 12, 31)),
        Period(date(2026, 3, 5), date(2026, 4, 9)),
        Period(date(2024, 2, 10), date(2024, 5, 20)),
    )


def _of_orders() -> dict[str, list[Question]]:
    from parcours.commerce.selectors import order, orders

    nexts = [(each, orders(TERMINAL, each).next) for each in _wanted()]
    return {
        "a list of orders": [partial(orders, TERMINAL, each) for each in _wanted()],
        "its second page": [partial(orders, TERMINAL, each, cursor=next_) for each, next_ in nexts if next_],
        "an order": [partial(order, TERMINAL, key) for key in (7, 701, 4003)],
    }


def _of_sums() -> dict[str, list[Question]]:
    from parcours.commerce.selectors import Wanted, orders_by, orders_over_time, totals

    year, _, quarter = _periods()
    return {
        "totals of orders": [partial(totals, TERMINAL, each) for each in _wanted()],
        "orders by channel and by day": [
            partial(orders_by, TERMINAL, Wanted(period=year), "channel"),
            partial(orders_by, TERMINAL, Wanted(), "status"),
            partial(orders_over_time, TERMINAL, Wanted(period=quarter)),
            partial(orders_over_time, TERMINAL, Wanted(), "month"),
        ],
    }


def _of_products() -> dict[str, list[Question]]:
    from parcours.commerce.selectors import product, products

    year, month, _ = _periods()
    return {
        "a list of products": [
            partial(products, TERMINAL),
            partial(products, TERMINAL, period=year, by="return_rate"),
            partial(products, TERMINAL, period=month, search="12", by="view_to_order"),
        ],
        "a product": [
            partial(product, TERMINAL, "P00042", period=month),
            partial(product, TERMINAL, "P00003", period=year),
        ],
    }


def _of_marketing() -> dict[str, list[Question]]:
    from parcours.commerce.selectors import coupons, spend

    year, _, _ = _periods()
    return {
        "coupons and spend": [
            partial(coupons, TERMINAL, period=year),
            partial(coupons, TERMINAL),
            partial(spend, TERMINAL, period=year),
        ]
    }


def _timed(question: Question) -> float:
    began = time.perf_counter()
    question()
    return time.perf_counter() - began


_VALUES: dict[str, tuple[list[str], list[float]]] = {
    "status": (
        ["delivered", "partly_returned", "refunded", "cancelled", "unpaid"],
        [0.88, 0.04, 0.04, 0.02, 0.02],
    ),
    "channel": (
        ["direct", "organic search", "paid search", "email", "paid social", "affiliate", "display", "forum"],
        [0.3, 0.25, 0.2, 0.1, 0.08, 0.04, 0.028, 0.002],
    ),
    "country": (
        ["FR", "IL", "BE", "DE", "CH", "US", "GB", "IS"],
        [0.5, 0.2, 0.1, 0.08, 0.06, 0.04, 0.0198, 0.0002],
    ),
    "payment_method": (["card", "paypal", "transfer", "instalments"], [0.6, 0.25, 0.1, 0.05]),
    "carrier": (["Post", "Express", "Locker", "Dove"], [0.6, 0.2, 0.19, 0.01]),
    "buyer": (["account", "guest"], [0.7, 0.3]),
    "nth": (["first", "repeat"], [0.55, 0.45]),
    "punctual": (["in_time", "late"], [0.9, 0.1]),
    "excluded": (["", "test"], [0.9995, 0.0005]),
}


def _kinds() -> tuple[np.ndarray, np.ndarray]:
    """Make the kinds that have any share worth naming; return their ids and shares."""
    from itertools import product

    from parcours.commerce.following.kinds import Kinds

    shares = [dict(zip(*pair, strict=True)) for pair in _VALUES.values()]
    rows, weights = [], []
    for values in product(*(list(share) for share in shares)):
        weight = np.prod([share[value] for share, value in zip(shares, values, strict=True)])
        if weight > 2e-6:
            rows.append(values)
            weights.append(weight)
    table = pa.table([pa.array(column) for column in zip(*rows, strict=True)], names=list(_VALUES))
    ids = Kinds.read().with_those_of(table).of(table)
    return ids, np.array(weights) / np.sum(weights)


def _products() -> np.ndarray:
    from parcours.commerce.following import tallies
    from parcours.commerce.following.products import make, numbered

    names = pa.array([f"P{number:05}" for number in range(PRODUCTS)])
    make(names)
    keys = numbered(names)
    dice = np.random.default_rng(2)
    for first in range(FIRST, FIRST + DAYS, 30):
        some = np.repeat(keys, 3)
        day = first + dice.integers(0, 30, len(some))
        views = {"day": day, "product_id": some, "views": np.full(len(some), 30)}
        tallies.PRODUCTS.change(pa.table({**views, "carts": np.full(len(some), 3)}))
    return keys


def _write(start: int, size: int, whole: int, kinds: Any, products: np.ndarray, dice: Any) -> None:
    from parcours.commerce.following import sums
    from parcours.commerce.following.kinds import Kinds
    from parcours.commerce.following.tables import LINE, ORDER, put_lines, put_orders

    ids = np.arange(start, start + size)
    day = FIRST + ids * DAYS // whole
    placed = day * 86_400_000_000 + np.sort(dice.integers(0, 86_400_000_000, size))
    kind = dice.choice(kinds[0], size, p=kinds[1])
    revenue = np.rint(dice.lognormal(8.7, 0.7, size)).astype(np.int64)
    coupons = np.where(
        dice.random(size) < 0.1, np.array(["WELCOME", "SPRING", "VIP"])[dice.integers(0, 3, size)], ""
    )
    given: dict[str, Any] = {
        "id": ids + 1, "order_id": [f"T{number:09}" for number in ids], "shop_id": [""] * size,
        "leaf": dice.integers(0, whole // 3, size), "kind_id": kind, "day": day, "placed_at": placed,
        "number": dice.integers(1, 5, size), "currency": ["EUR"] * size, "coupon": coupons,
        "campaign": [""] * size, "checkout_id": [""] * size, "revenue_shop": revenue, "revenue": revenue,
        "total": revenue * 6 // 5, "earned": revenue, "quantity": np.full(size, 3000),
        "promised_at": placed + 4 * 86_400_000_000, "shipped_at": placed + 86_400_000_000,
        **dict.fromkeys(("refunded", "discount_shop", "refunded_shop"), np.zeros(size, np.int64)),
    }  # fmt: skip
    given["profile_id"] = given["leaf"]
    given["delivered_at"] = pa.array(placed + 3 * 86_400_000_000, mask=dice.random(size) < 0.002)
    orders = pa.table(
        [pa.array(given[f.name], f.type) if f.name in given else pa.nulls(size, f.type) for f in ORDER],
        schema=ORDER,
    )
    share = np.repeat(revenue, 2) // 2
    of = {
        "order_id": np.repeat(ids + 1, 2), "position": np.tile([1, 2], size),
        "product_id": products[np.minimum(dice.zipf(1.3, 2 * size), PRODUCTS) - 1],
        "quantity": np.tile([1000, 2000], size), "price": share, "revenue_shop": share, "earned": share,
        "returned": np.zeros(2 * size, np.int64), "variant": np.tile(["S", "M"], size),
        "sku": [""] * (2 * size),
    }  # fmt: skip
    lines = pa.table(
        [pa.array(of[f.name], f.type) if f.name in of else pa.nulls(2 * size, f.type) for f in LINE],
        schema=LINE,
    )
    put_orders(orders)
    put_lines(lines)
    now, before = sums.Stand(orders, lines), sums.Stand(orders.slice(0, 0), lines.slice(0, 0))
    sums.change(now, before, Kinds.read())
