"""Orders and their lines as Arrow tables: read, and written."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from parcours.commerce.following.arrays import Ints, chunks, rows_of
from parcours.commerce.following.told import HAPPENING
from parcours.commerce.models import Happening, Line, Order
from parcours.state.upsert import Upsert, update

_I, _S = pa.int64(), pa.string()
NAME = pa.schema([("id", _I), ("order_id", _S), ("shop_id", _S)])
_NUMBERS = """leaf profile_id day kind_id number lines_from total revenue tax shipping discount revenue_shop
refunded discount_shop refunded_shop earned quantity placed_at promised_at paid_at shipped_at delivered_at
cancelled_at refunded_at"""
_WORDS = "currency coupon campaign checkout_id"
ORDER = pa.schema(
    [*NAME, *((name, _I) for name in _NUMBERS.split()), *((name, _S) for name in _WORDS.split())]
)
DERIVED = ("revenue_shop", "earned", "returned")
LINE = pa.schema(
    [(name, _I) for name in ("id", "order_id", "position", "product_id", "quantity", "price", "discount")]
    + [(name, _I) for name in DERIVED]
    + [(name, _S) for name in ("variant", "sku", "product")]
)
"""``product`` is the shop's own id of the product; lines that are not written yet have no id."""

_PUT_ORDERS = Upsert(Order, ("id",), dict.fromkeys(ORDER.names[1:], "replace"))
_PUT_LINES = Upsert(Line, ("id",), {})
_PUT_HAPPENINGS = Upsert(Happening, ("id",), {})


def read_orders(ids: Ints) -> pa.Table:
    """Return those orders that there are, by id."""
    return rows_of(Order.objects.all(), ORDER, "id", ids).sort_by("id")


def put_orders(orders: pa.Table) -> None:
    """Write orders."""
    _PUT_ORDERS.put(orders.select(ORDER.names))


def read_happenings(orders: Ints) -> pa.Table:
    """Return all that was told of some orders."""
    return rows_of(Happening.objects.all(), HAPPENING, "order_id", orders)


def put_happenings(rows: pa.Table) -> None:
    """Write happenings that are new."""
    _PUT_HAPPENINGS.put(rows)


def read_lines(orders: Ints) -> pa.Table:
    """Return the lines of some orders, by order and position."""
    names = [name if name != "product" else "product__product_id" for name in LINE.names]
    read = pa.schema([field.with_name(name) for field, name in zip(LINE, names, strict=True)])
    return rows_of(Line.objects.all(), read, "order_id", orders).rename_columns(LINE.names).sort_by(BY_ORDER)


def put_lines(lines: pa.Table) -> None:
    """Write lines: those that are new, and what is derived of the others."""
    new = lines["id"].is_null()
    written = lines.filter(new).drop_columns(["id", "product"])
    if len(written):
        _PUT_LINES.put(written)
    kept = lines.filter(lines["id"].is_valid())
    if len(kept):
        update(Line, "id", kept.select(["id", *DERIVED]))


def delete_lines(orders: Ints) -> None:
    """Delete the lines of some orders."""
    for chunk in chunks(orders):
        Line.objects.filter(order_id__in=chunk).delete()


def with_columns(rows: pa.Table, **columns: pa.Array | np.ndarray) -> pa.Table:
    """Return rows with columns added, or in the place of those of the same names."""
    for name, values in columns.items():
        if name in rows.column_names:
            rows = rows.set_column(rows.column_names.index(name), name, pa.array(values))
        else:
            rows = rows.append_column(name, pa.array(values))
    return rows


BY_ORDER = [("order_id", "ascending"), ("position", "ascending")]
