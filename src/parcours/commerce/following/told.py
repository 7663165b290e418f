"""The touchpoints that speak of orders, as happenings."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.commerce.deeds import EVENTS, RETURNING, TELLING, TRUST, UNNUMBERED, Deed
from parcours.commerce.following.arrays import Flags, Ints, flags, ints, there
from parcours.commerce.models.orders import TEXT

_I, _S = pa.int64(), pa.string()
MONEY = ("total", "revenue", "tax", "shipping", "discount", "refund", "revenue_shop")
TEXTS = ("channel", "campaign", "country", "payment_method", "coupon", "carrier", "checkout_id")
HAPPENING = pa.schema(
    [
        *((name, _I) for name in ("id", "order_id", "deed", "at", "trust", "leaf", "promised_at", "lines")),
        *((name, _I) for name in MONEY),
        *((name, _S) for name in ("message_id", "currency", "returned", *TEXTS)),
        ("is_guest", pa.bool_()),
    ]
)
LINE = pa.schema(
    [
        *((name, _I) for name in ("row", "position", "quantity", "price", "discount")),
        *((name, _S) for name in ("product_id", "variant", "sku", "category")),
    ]
)
BETWEEN = "\x1f"
_MOST_LINES = 32_767
# What nobody sells for or orders: sums of such numbers would overflow.
_MOST_MONEY, _MOST_PIECES = 10**13, 1e6


def speaking(rows: pa.Table) -> pa.Table:
    """Return the touchpoints that speak of an order, or of the payment of a checkout, numbered as they come.

    An order without a number gets one of its own, and so does money given back for none.
    """
    deed = pc.index_in(rows["event"], pa.array(EVENTS))
    ours = flags(pc.and_(pc.is_valid(deed), pc.not_equal(rows["origin"], "system")))
    some = rows.filter(pa.array(ours))
    codes = pa.array(list(EVENTS.values()), _I).take(
        pc.index_in(some["event"], pa.array(EVENTS)).combine_chunks()
    )
    some = some.append_column("deed", codes)
    number = _numbers(some)
    kept = there(number) | ((ints(codes) == Deed.UNPAID) & there(text(some["checkout_id"])))
    return some.append_column("number", number).filter(pa.array(kept))


def _numbers(rows: pa.Table) -> pa.Array:
    given = text(rows["order_id"])
    alone = np.isin(ints(rows["deed"]), (Deed.PLACED, Deed.REFUNDED))
    own = pc.binary_join_element_wise(UNNUMBERED, rows["source"], rows["message_id"], " ").combine_chunks()
    return pc.coalesce(given, text(pc.if_else(pa.array(alone), own, pa.scalar(None, _S))))


def happenings(rows: pa.Table, first_id: int, orders: pa.Array) -> pa.Table:
    """Return the rows of the table: ``orders`` says whose they are, null where only a checkout is named."""
    columns: dict[str, pa.Array | pa.ChunkedArray] = {
        "id": pa.array(np.arange(first_id, first_id + len(rows))),
        "order_id": orders,
        "message_id": text(rows["message_id"]),
        "deed": rows["deed"],
        "at": rows["timestamp"].cast(_I),
        "trust": _trusts(rows["trust"]),
        "leaf": rows["profile_id"],
        "currency": pc.utf8_slice_codeunits(rows["currency"], 0, 3),
        **{name: _bounded(rows[name]) for name in MONEY},
        **{name: text(rows["utm_campaign" if name == "campaign" else name]) for name in TEXTS},
        "is_guest": rows["is_guest"],
        "promised_at": rows["promised_at"].cast(_I),
        "lines": _counts(rows),
        "returned": _returned(rows),
    }
    return pa.table([columns[field.name].cast(field.type) for field in HAPPENING], schema=HAPPENING)


def lines(rows: pa.Table) -> pa.Table:
    """Return the lines of what says what was ordered, with the row that tells of each."""
    return _lines(rows, np.isin(ints(rows["deed"]), TELLING))


def products_of(rows: pa.Table) -> pa.Table:
    """Return all lines, whoever tells of them."""
    return _lines(rows, np.ones(len(rows), np.bool_))


def _lines(rows: pa.Table, wanted: Flags) -> pa.Table:
    which = np.flatnonzero(wanted)
    lists = rows["items"].take(pa.array(which)).combine_chunks()
    parents = ints(pc.list_parent_indices(lists))
    flat = pc.list_flatten(lists)
    members = {field.name: pc.struct_field(flat, [at]) for at, field in enumerate(flat.type)}
    product = pc.coalesce(text(members["product_id"]), text(members["sku"]))
    first = np.searchsorted(parents, parents, side="left")
    columns = {
        "row": pa.array(which[parents]),
        "position": pa.array(np.arange(len(parents)) - first + 1),
        "product_id": product,
        **{name: pc.fill_null(text(members[name]), "") for name in ("variant", "sku")},
        "category": text(members["category"]),
        "quantity": pa.array(thousandths(members["quantity"])),
        **{name: _bounded(members[name]) for name in ("price", "discount")},
    }
    found = pa.table([columns[field.name] for field in LINE], schema=LINE)
    return found.filter(pc.is_valid(product))


def thousandths(quantity: pa.Array) -> Ints:
    """Return quantities in thousandths; a missing one is one piece."""
    pieces = np.nan_to_num(np.asarray(pc.fill_null(quantity, 1.0), np.float64), nan=1.0)
    return np.rint(np.clip(pieces, -_MOST_PIECES, _MOST_PIECES) * 1000).astype(np.int64)


def _bounded(amounts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    low = pc.min_element_wise(amounts, _MOST_MONEY, skip_nulls=False)
    return pc.max_element_wise(low, -_MOST_MONEY, skip_nulls=False)


def _counts(rows: pa.Table) -> pa.Array:
    """Return how many lines each happening tells of that says what was ordered."""
    counts = np.bincount(ints(lines(rows)["row"]), minlength=len(rows))
    return pa.array(np.minimum(counts, _MOST_LINES))


def _returned(rows: pa.Table) -> pa.Array:
    found = _lines(rows, np.isin(ints(rows["deed"]), RETURNING))
    back: dict[int, list[list[object]]] = {}
    for row, *line in zip(
        *(found[name].to_pylist() for name in ("row", "product_id", "variant", "quantity")), strict=True
    ):
        back.setdefault(row, []).append(line)
    told = [json.dumps(back[row], ensure_ascii=False) if row in back else None for row in range(len(rows))]
    return pa.array(told, _S)


def _trusts(column: pa.ChunkedArray) -> pa.Array:
    # What is said of no trust is the shop's own record.
    codes = pc.index_in(column, pa.array(TRUST)).combine_chunks()
    return pa.array(list(TRUST.values()), _I).take(pc.fill_null(codes, list(TRUST).index("server")))


def text(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return a text as it is kept: not longer, null where it is empty."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    short = pc.replace_substring(pc.utf8_slice_codeunits(array, 0, TEXT), "\0", "")
    return pc.if_else(pc.equal(short, ""), pa.scalar(None, _S), short)
