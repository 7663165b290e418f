"""Any stream of touchpoints, cut anyhow, makes the orders that plain Python counts."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commerce import reference
from tests.commerce.made import Row, item, placed, refunded, tell, touch

from parcours.commerce.models import (
    CouponTally,
    Happening,
    Line,
    Order,
    OrderTally,
    ProductTally,
    VariantTally,
)
from parcours.commerce.reactions import forget_derived

pytestmark = pytest.mark.django_db

ORDERS = st.sampled_from(["A", "B", "C"])
HOURS = st.integers(0, 60)
TRUSTS = st.sampled_from(["browser", "server", "signed"])
WHO = st.integers(1, 2)
ITEMS = st.lists(
    st.builds(
        item,
        st.sampled_from(["lamp", "vase", "tea"]),
        st.sampled_from([0.25, 1.0, 2.0, 3.0]),
        st.one_of(st.none(), st.integers(0, 5000)),
    ),
    max_size=3,
    unique_by=lambda line: line["product_id"],
)
MONEY = st.one_of(st.none(), st.integers(0, 9000))
SHARED: dict[str, st.SearchStrategy[Any]] = {"hour": HOURS, "trust": TRUSTS, "who": WHO}
PLACED = st.builds(
    placed,
    ORDERS,
    revenue=MONEY,
    items=ITEMS,
    coupon=st.sampled_from([None, "TEN"]),
    channel=st.sampled_from([None, "email", "direct"]),
    **SHARED,
)
UPDATED = PLACED.map(lambda row: Row({**row, "event": "Order Updated"}))
REFUNDED = st.builds(refunded, ORDERS, MONEY, items=ITEMS, **SHARED)
OTHERS = st.builds(
    touch,
    st.sampled_from(
        [
            "Order Paid",
            "Payment Failed",
            "Order Cancelled",
            "Order Shipped",
            "Order Delivered",
            "Delivery Delayed",
        ]
    ),
    ORDERS,
    promised_at=st.one_of(st.none(), st.integers(1, 40).map(lambda hour: 1_767_225_600_000_000 + hour)),
    **SHARED,
)
RETURNED = st.builds(
    touch, st.sampled_from(["Return Requested", "Return Received"]), ORDERS, items=ITEMS, **SHARED
)
STREAMS = st.lists(st.one_of(PLACED, PLACED, UPDATED, REFUNDED, OTHERS, RETURNED), min_size=5, max_size=40)
COMPARED = (
    "placed_at", "delivered_at", "promised_at", "leaf", "revenue_shop", "refunded_shop", "earned", "number",
    "coupon",
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(stream=STREAMS, cuts=st.lists(st.integers(0, 50), max_size=5))
def test_orders_are_those_of_the_reference_however_the_stream_is_cut(stream, cuts):
    with transaction.atomic():
        tell(stream, [min(cut, len(stream)) for cut in cuts])
        expected = reference.orders(stream)
        assert _orders() == {
            name: {key: order[key] for key in (*COMPARED, "status", "channel", "products", "returned")}
            for name, order in expected.items()
        }
        _sums_agree()
        forget_derived()
        assert not Order.objects.exists()
        assert not Happening.objects.exists()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stream=STREAMS, cuts=st.lists(st.integers(0, 50), max_size=5))
def test_the_tables_are_the_same_however_the_stream_is_cut(stream, cuts):
    with transaction.atomic():
        tell(stream)
        at_once = _tables()
        forget_derived()
        tell(stream, [min(cut, len(stream)) for cut in cuts])
        assert _tables() == at_once
        forget_derived()


def _orders() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for order in Order.objects.filter(placed_at__isnull=False).select_related("kind"):
        lines = Line.objects.filter(order=order).select_related("product")
        found[order.order_id] = {
            **{name: getattr(order, name) for name in COMPARED},
            "status": order.kind.status,
            "channel": order.kind.channel,
            "products": sorted((line.product.product_id, line.quantity) for line in lines),
            "returned": {line.product.product_id: line.returned for line in lines},
        }
    return found


def _sums_agree() -> None:
    """What is kept as sums is what summing gives."""
    orders = list(Order.objects.filter(placed_at__isnull=False).select_related("kind"))
    for grain in (0, 1):
        kept = OrderTally.objects.filter(grain=grain)
        assert sum(row.orders for row in kept) == len(orders)
        assert sum(row.earned for row in kept) == sum(order.earned for order in orders)
        assert sum(row.refunded for row in kept) == sum(order.refunded_shop for order in orders)
        products = ProductTally.objects.filter(grain=grain)
        told = [order for order in orders if order.line_set.exists()]
        assert sum(row.earned for row in products) == sum(order.earned for order in told)
        paid = Counter(order.coupon for order in orders if order.number and order.coupon)
        variants = VariantTally.objects.filter(grain=grain)
        assert _by_product(variants) == _by_product(products)
        coupons = CouponTally.objects.filter(grain=grain)
        assert sum((Counter({row.coupon: row.orders}) for row in coupons), Counter()) == paid


def _by_product(rows: Any) -> Counter[tuple[int, str]]:
    """Return what was sold of each product; pieces add up however a product's variants are told apart."""
    found = Counter[tuple[int, str]]()
    for row in rows:
        for name in ("quantity", "returned", "earned"):
            found[row.product_id, name] += getattr(row, name)
    return Counter({key: value for key, value in found.items() if value})


def _tables() -> dict[str, list[tuple[Any, ...]]]:
    kind = ("kind__status", "kind__channel", "kind__nth", "kind__punctual", "kind__counts")
    order = [field.name for field in Order._meta.concrete_fields if field.name != "kind"]
    tally = ("grain", "start", "orders", "earned", "quantity")
    return {
        "orders": list(Order.objects.order_by("id").values_list(*order, *kind)),
        "lines": list(
            Line.objects.order_by("order", "position").values_list(
                "order", "position", "product__product_id", "quantity", "revenue_shop", "earned", "returned"
            )
        ),
        "happenings": list(Happening.objects.order_by("id").values_list()),
        "by kind": sorted(
            OrderTally.objects.exclude(orders=0).values_list(*tally, "gross", "refunded", *kind)
        ),
        "by product": sorted(
            ProductTally.objects.exclude(orders=0).values_list(*tally, "returned", "product__product_id")
        ),
        "by coupon": sorted(
            CouponTally.objects.exclude(orders=0).values_list("grain", "start", "coupon", "orders", "earned")
        ),
    }
