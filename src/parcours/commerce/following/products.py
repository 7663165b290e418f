"""Products as touchpoints name them, and what was done with them."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.commerce.following import tallies
from parcours.commerce.following.arrays import Ints, chunks, ints
from parcours.commerce.following.told import products_of, text
from parcours.commerce.house import days_of, shop
from parcours.commerce.models import Product
from parcours.state.upsert import Change, Upsert

_DONE = {
    "Product Viewed": "views",
    "Product Added": "carts",
    "Wishlist Product Added to Cart": "carts",
    "Product Removed": "removed",
}
_NAMING = (*_DONE, "Order Completed", "Order Updated")
_MAKE = Upsert(Product, ("product_id",), {})
_NAME = r'"name":\s?"(?P<name>(?:[^"\\]|\\.)*)"'


def count(rows: pa.Table) -> None:
    """Count what was done with products, and learn what they are called and cost."""
    ours = pc.and_(pc.is_in(rows["event"], pa.array(_NAMING)), pc.not_equal(rows["origin"], "system"))
    some = rows.filter(ours)
    named = products_of(some)
    if not len(named):
        return
    row = pa.array(ints(named["row"]))
    told = pa.table(
        {
            "product_id": named["product_id"],
            "event": some["event"].take(row),
            "at": some["timestamp"].cast(pa.int64()).take(row),
            "name": _names(some).take(row),
            "category": named["category"],
            "price": pc.if_else(
                _in_shop_currency(some).take(row), named["price"], pa.scalar(None, pa.int64())
            ),
        }
    )
    make(told["product_id"])
    for name in ("name", "category", "price"):
        _learn(told, name)
    _count(told)


def make(names: pa.Array | pa.ChunkedArray) -> None:
    """Put in products that are not known yet."""
    _MAKE.put(pa.table({"product_id": pc.unique(names)}))


def numbered(names: pa.Array) -> Ints:
    """Return the row of each product."""
    coded = names.dictionary_encode()
    every = coded.dictionary.to_pylist()
    known = {
        name: key
        for chunk in chunks(np.array(every, object))
        for name, key in Product.objects.filter(product_id__in=chunk).values_list("product_id", "id")
    }
    return np.array([known[name] for name in every], np.int64)[ints(coded.indices)]


def _learn(told: pa.Table, name: str) -> None:
    """Keep what was said last: of equal moments, what came last."""
    seen, at = f"seen_{name}", f"seen_{name}_at"
    said = told.filter(told[name].is_valid())
    if not len(said):
        return
    coded = said["product_id"].combine_chunks().dictionary_encode()
    product = ints(coded.indices)
    by = np.lexsort((np.arange(len(said)), ints(said["at"]), product))
    last = by[np.append(np.flatnonzero(np.diff(product[by])), len(by) - 1)]
    rows = said.take(pa.array(last))
    changes: dict[str, Change] = {seen: "replace", at: "replace"}
    fresh = pa.table({"product_id": rows["product_id"], seen: rows[name], at: rows["at"]})
    Upsert(Product, ("product_id",), changes, newer=at).put(fresh)


def _count(told: pa.Table) -> None:
    done = told.filter(pc.is_in(told["event"], pa.array(_DONE)))
    if not len(done):
        return
    what = pc.index_in(done["event"], pa.array(_DONE))
    measure = np.array(list(_DONE.values()))[ints(what)]
    tallies.PRODUCTS.change(
        pa.table(
            {
                "day": pa.array(days_of(ints(done["at"]))),
                "product_id": pa.array(numbered(done["product_id"].combine_chunks())),
                **{
                    name: pa.array((measure == name).astype(np.int64))
                    for name in ("views", "carts", "removed")
                },
            }
        )
    )


def _names(rows: pa.Table) -> pa.Array:
    """Return the product's name that a touchpoint about one product brings."""
    alone = pc.equal(pc.list_value_length(rows["items"]), 1)
    found = pc.struct_field(pc.extract_regex(rows["properties"], _NAME), "name")
    texts = pc.if_else(alone, found, pa.scalar(None, pa.string())).combine_chunks().dictionary_encode()
    plain = pa.array([_plain(written) for written in texts.dictionary.to_pylist()], pa.string())
    return text(plain).take(texts.indices)


def _plain(written: str) -> str | None:
    """Return a text that is written as in JSON; None where it is not."""
    try:
        plain: str = json.loads(f'"{written}"')
    except ValueError:
        return None
    return plain.encode("utf-8", "replace").decode()


def _in_shop_currency(rows: pa.Table) -> pa.Array:
    own = pc.equal(pc.fill_null(rows["currency"], ""), shop().settings.currency)
    return pc.or_(own, pc.is_null(rows["currency"])).combine_chunks()
