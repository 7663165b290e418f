"""How the room follows the log."""

from __future__ import annotations

from django.db import connection

from parcours.commerce.following.arrays import Ints
from parcours.commerce.following.arriving import arriving
from parcours.commerce.following.forgetting import forget
from parcours.commerce.following.products import count
from parcours.commerce.following.profiles import regroup
from parcours.commerce.following.settle import settle
from parcours.commerce.house import shop
from parcours.commerce.left_out import publish_later
from parcours.commerce.models import (
    CouponTally,
    Grouped,
    Happening,
    Kind,
    Line,
    Order,
    OrderTally,
    Product,
    ProductTally,
    VariantTally,
)
from parcours.shop.arrived import Arrived

_DERIVED = (Line, Happening, OrderTally, ProductTally, VariantTally, CouponTally, Order, Kind, Grouped)


def follow(arrived: Arrived) -> None:
    """Bring products, orders and their sums up to date with touchpoints that are new."""
    regroup(arrived.roots)
    count(arrived.rows)
    orders, news = arriving(arrived.rows)
    settle(orders, arrived.roots, news)
    publish_later()


def forget_derived() -> None:
    """Empty what is derived from the log; what people and files said stays."""
    with connection.cursor() as cursor:
        for model in _DERIVED:
            # The ORM would read millions of rows to find what hangs on them: nothing does by now.
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 our own table
    Product.objects.filter(entered=False).delete()
    Product.objects.update(
        seen_name="", seen_name_at=0, seen_category="", seen_category_at=0, seen_price=None, seen_price_at=0
    )


def forget_profiles(leaves: Ints) -> None:
    """Delete what some leaf profiles ordered, and what they said of orders, in the caller's transaction."""
    identities = shop().identities
    identities.refresh()
    forget(leaves, identities.roots())
    publish_later()
