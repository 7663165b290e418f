"""What orders add to the sums of their days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parcours.commerce.following import tallies
from parcours.commerce.following.arrays import ints, place_of, there
from parcours.commerce.following.costs import costs
from parcours.commerce.following.kinds import Kinds
from parcours.commerce.following.tables import with_columns


@dataclass(frozen=True, eq=False)
class Stand:
    """Orders at a moment, by id, and the lines of some of them."""

    orders: pa.Table
    lines: pa.Table


def change(now: Stand, before: Stand, kinds: Kinds) -> None:
    """Bring the sums from what was before to what is now."""
    tallies.ORDERS.change(_orders(now), _orders(before))
    tallies.COUPONS.change(_coupons(now), _coupons(before))
    after, earlier = _sold(now, kinds), _sold(before, kinds)
    tallies.PRODUCTS.change(_products(after), _products(earlier))
    tallies.VARIANTS.change(_variants(after), _variants(earlier))


def _orders(stand: Stand) -> pa.Table:
    orders = stand.orders.filter(stand.orders["kind_id"].is_valid())
    return pa.table(
        {
            "day": orders["day"],
            "kind_id": orders["kind_id"],
            "orders": _ones(orders),
            "unpriced": pa.array((~there(orders["revenue_shop"])).astype(np.int64)),
            "gross": pa.array(ints(orders["revenue_shop"])),
            "earned": orders["earned"],
            "refunded": orders["refunded_shop"],
            "discount": orders["discount_shop"],
            "quantity": orders["quantity"],
        }
    )


def _coupons(stand: Stand) -> pa.Table:
    orders = stand.orders
    paid_with = np.asarray(orders["coupon"].to_numpy(zero_copy_only=False)).astype(str) != ""
    orders = orders.filter(pa.array(paid_with & (ints(orders["number"]) > 0)))
    return pa.table(
        {
            "day": orders["day"],
            "coupon": orders["coupon"],
            "orders": _ones(orders),
            "earned": orders["earned"],
            "discount": orders["discount_shop"],
        }
    )


def _products(sold: pa.Table) -> pa.Table:
    """Return what goods that left the shop add, one row an order and product."""
    rows = _by_order(sold, "product_id")
    kept = ints(rows["quantity"]) - ints(rows["returned"])
    each = costs(ints(rows["product_id"]), ints(rows["day"]))
    back = (ints(rows["returned"]) > 0).astype(np.int64)
    return with_columns(rows, returned_orders=back, cost=kept * each)


def _variants(sold: pa.Table) -> pa.Table:
    return _by_order(sold, "product_id", "variant", "sku")


def _sold(stand: Stand, kinds: Kinds) -> pa.Table:
    """Return the lines of orders whose goods left the shop, each with its day."""
    place = place_of(ints(stand.orders["id"]), ints(stand.lines["order_id"]))
    sold = kinds.sold(ints(stand.orders["kind_id"]))[place]
    return with_columns(stand.lines, day=ints(stand.orders["day"])[place]).filter(pa.array(sold))


def _by_order(sold: pa.Table, *keys: str) -> pa.Table:
    measures = ("quantity", "returned", "earned")
    rows = sold.group_by(["order_id", "day", *keys], use_threads=False).aggregate(
        [(name, "sum") for name in measures]
    )
    rows = rows.rename_columns({f"{name}_sum": name for name in measures})
    return with_columns(rows.drop_columns(["order_id"]), orders=_ones(rows))


def _ones(rows: pa.Table) -> pa.Array:
    return pa.array(np.ones(len(rows), np.int64))
