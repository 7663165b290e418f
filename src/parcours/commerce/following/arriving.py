"""What touchpoints bring to orders: whose happenings they are, and with which lines."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Max, Model

from parcours.commerce.following import told
from parcours.commerce.following.arrays import Ints, chunks, ints
from parcours.commerce.following.products import make, numbered
from parcours.commerce.following.settle import ARRIVING_LINE, Arriving
from parcours.commerce.following.tables import NAME
from parcours.commerce.models import Happening, Order


def arriving(rows: pa.Table) -> tuple[Ints, Arriving]:
    """Return the orders that touchpoints speak of, by id, and what they bring.

    A payment that failed before there was an order belongs to no order yet.
    """
    spoken = told.speaking(rows)
    orders, names = _orders(spoken)
    happenings = told.happenings(spoken, _last(Happening) + 1, orders)
    lines = _lines(spoken, happenings)
    return np.unique(ints(orders.drop_null())), Arriving(names, happenings, lines)


def _orders(rows: pa.Table) -> tuple[pa.Array, pa.Table]:
    """Return the order of each row, and the names of those that are new: numbered as they come."""
    shop = pc.fill_null(told.text(rows["shop_id"]), "")
    key = pc.binary_join_element_wise(rows["number"], shop, told.BETWEEN).combine_chunks()
    coded = key.dictionary_encode()
    known = _known(rows["number"])
    ids: list[int] = []
    fresh: list[tuple[int, str, str]] = []
    last = _last(Order)
    for name in coded.dictionary.to_pylist():
        number, _, of_shop = name.rpartition(told.BETWEEN)
        found = known.get((number, of_shop))
        if found is None:
            found = last + len(fresh) + 1
            fresh.append((found, number, of_shop))
        ids.append(found)
    columns = list(zip(*fresh, strict=True)) or [()] * 3
    names = pa.table([pa.array(c, f.type) for c, f in zip(columns, NAME, strict=True)], schema=NAME)
    return pa.array(ids, pa.int64()).take(coded.indices), names


def _known(numbers: pa.ChunkedArray) -> dict[tuple[str, str], int]:
    every = np.array(pc.unique(numbers).drop_null().to_pylist(), object)
    return {
        (number, shop): key
        for chunk in chunks(every)
        for key, number, shop in Order.objects.filter(order_id__in=chunk).values_list(
            "id", "order_id", "shop_id"
        )
    }


def _lines(rows: pa.Table, happenings: pa.Table) -> pa.Table:
    found = told.lines(rows)
    make(found["product_id"])
    row = pa.array(ints(found["row"]))
    nothing = pa.array(np.zeros(len(found), np.int64))
    columns = {
        **{name: found[name] for name in found.column_names},
        "id": pa.nulls(len(found), pa.int64()),
        "product": found["product_id"],
        "product_id": pa.array(numbered(found["product_id"].combine_chunks())),
        "order_id": happenings["order_id"].take(row),
        "happening": happenings["id"].take(row),
        **dict.fromkeys(("revenue_shop", "earned", "returned"), nothing),
    }
    return pa.table([columns[field.name] for field in ARRIVING_LINE], schema=ARRIVING_LINE)


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0
