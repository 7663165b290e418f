"""Small shops written by hand, whose numbers can be counted with a pencil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from parcours.journeys import Journeys
from parcours.touchpoints.schema import SCHEMA

Row = tuple[Any, ...]
"""(profile, "2026-01-05 10:00", event) or (profile, time, event, {column: value})."""


def journeys_of(rows: Sequence[Row], *, zone: str = "UTC", currency: str = "EUR") -> Journeys:
    """Return the journeys of these rows; columns have the types of the touchpoint schema."""
    further = [row[3] if len(row) > 3 else {} for row in rows]
    names = sorted({name for columns in further for name in columns})
    core = {
        "profile": pa.array([row[0] for row in rows]),
        "time": pa.array([row[1] for row in rows], pa.string()),
        "name": pa.array([row[2] for row in rows], pa.string()),
    }
    more = {
        name: pa.array([columns.get(name) for columns in further], SCHEMA.field(name).type) for name in names
    }
    own = {"profile": "profile", "time": "time", "event": "name"}
    return Journeys.from_frame(pa.table(core | more), **own, zone=zone, currency=currency)


def visit(session: str, profile: int, where: str, *touchpoints: tuple[Any, ...]) -> Iterator[Row]:
    """Return a visit's rows: ``where`` is "channel, device, country"; (time, event[, columns]) follow."""
    shared = dict(zip(("channel", "device", "country"), where.split(", "), strict=True))
    shared["session_id"] = session
    for time, event, *columns in touchpoints:
        yield profile, time, event, shared | dict(*columns)


def _order(number: str, revenue: int, **columns: Any) -> dict[str, Any]:
    return {"order_id": number, "revenue_shop": revenue, **columns}


TWELVE: tuple[Row, ...] = (
    # 1: a first order in one visit, delivered; comes back by e-mail and orders again.
    *visit(
        *("1a", 1, "organic search, phone, FR"),
        ("2026-01-05 10:00", "Product Viewed"),
        ("2026-01-05 10:04", "Product Added"),
        ("2026-01-05 10:10", "Checkout Started"),
        ("2026-01-05 10:15", "Order Completed", _order("o1", 5000)),
    ),
    (1, "2026-01-08 09:00", "Order Delivered", {"order_id": "o1", "origin": "shop"}),
    *visit(
        *("1b", 1, "email, desktop, FR"),
        ("2026-02-10 20:00", "Product Viewed"),
        ("2026-02-10 20:05", "Product Added"),
        ("2026-02-10 20:08", "Checkout Started"),
        ("2026-02-10 20:20", "Order Completed", _order("o2", 3000)),
    ),
    # 2: leaves at the checkout and never comes back.
    *visit(
        *("2a", 2, "paid search, phone, FR"),
        ("2026-01-06 11:00", "Product Viewed"),
        ("2026-01-06 11:02", "Product Added"),
        ("2026-01-06 11:05", "Checkout Started"),
    ),
    # 3: leaves the cart, comes back after eight days and orders.
    *visit(
        *("3a", 3, "paid search, phone, IL"),
        ("2026-01-07 12:00", "Product Viewed"),
        ("2026-01-07 12:01", "Product Added"),
    ),
    *visit(
        *("3b", 3, "email, desktop, IL"),
        ("2026-01-15 12:00", "Checkout Started"),
        ("2026-01-15 12:30", "Order Completed", _order("o3", 8000)),
    ),
    # 4: looks at three products in two visits.
    *visit(
        *("4a", 4, "organic social, phone, FR"),
        ("2026-01-08 08:00", "Product Viewed"),
        ("2026-01-08 08:03", "Product Viewed"),
    ),
    *visit("4b", 4, "direct, phone, FR", ("2026-01-20 21:00", "Product Viewed")),
    # 5: a search without result, then gone.
    *visit(
        *("5a", 5, "organic search, desktop, GB"),
        ("2026-01-09 13:00", "Products Searched", {"search_query": "blue teapot", "search_results": 0}),
    ),
    # 6: the payment fails twice, then works.
    *visit(
        *("6a", 6, "direct, desktop, GB"),
        ("2026-01-10 14:00", "Product Viewed"),
        ("2026-01-10 14:05", "Product Added"),
        ("2026-01-10 14:10", "Checkout Started"),
        ("2026-01-10 14:12", "Payment Failed", {"payment_method": "card"}),
        ("2026-01-10 14:14", "Payment Failed", {"payment_method": "card"}),
        ("2026-01-10 14:20", "Order Completed", _order("o4", 2000, payment_method="paypal")),
    ),
    # 7: adds a product and goes straight to the order, without a checkout.
    *visit(
        *("7a", 7, "affiliate, desktop, FR"),
        ("2026-01-11 15:00", "Product Added"),
        ("2026-01-11 15:03", "Order Completed", _order("o5", 1000)),
    ),
    # 8: everything in one instant, and written down backwards.
    *visit(
        *("8a", 8, "direct, desktop, FR"),
        ("2026-01-12 16:00", "Order Completed", _order("o6", 4000)),
        ("2026-01-12 16:00", "Checkout Started"),
        ("2026-01-12 16:00", "Product Added"),
        ("2026-01-12 16:00", "Product Viewed"),
    ),
    # 9: an order, refunded.
    *visit(
        *("9a", 9, "email, phone, FR"),
        ("2026-01-13 17:00", "Product Viewed"),
        ("2026-01-13 17:10", "Order Completed", _order("o7", 6000)),
    ),
    (9, "2026-01-20 09:00", "Order Refunded", _order("o7", -6000, refund=6000, origin="shop")),
    # 10: orders, and recommends: a review of five stars is published.
    *visit("10a", 10, "referral, phone, IL", ("2026-01-14 18:00", "Order Completed", _order("o8", 7000))),
    (10, "2026-01-17 10:00", "Order Delivered", {"order_id": "o8", "origin": "shop"}),
    (10, "2026-01-25 19:00", "Review Published", {"score": 5.0, "order_id": "o8"}),
    # 11: seen once, in an advertisement's click.
    *visit("11a", 11, "paid social, phone, FR", ("2026-01-15 20:00", "Ad Clicked")),
    # 12: only the system speaks of this one.
    (12, "2026-01-16 21:00", "Segment Entered", {"origin": "system"}),
)
"""Twelve profiles: eight orders by seven of them, of which one refunded; one lost at the checkout."""
