"""Which products were delivered, which of them came back, and the money given back for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import InputError
from parcours.journeys.frictions.befell import Befell
from parcours.journeys.orders import Orders
from parcours.journeys.orders.settle import NEVER
from parcours.journeys.sequences import Ints, Sequences


@dataclass(frozen=True)
class Sold:
    """In how many orders a product was delivered, in how many it came back, and the money given back."""

    orders: int
    returned: int
    refunded: float

    def __add__(self, other: Sold) -> Sold:
        return Sold(
            self.orders + other.orders, self.returned + other.returned, self.refunded + other.refunded
        )


Goods = dict[str, Sold]


def goods(sequences: Sequences, orders: Orders, back: Befell) -> Goods:
    """Count the products of delivered orders.

    A return that names no products is one of all the products of its order. An order's refund is
    shared among its products that came back, in proportion to their prices.
    """
    delivered = np.flatnonzero(orders.delivered != NEVER)
    back_of = np.isin(back.order, delivered)
    lines = _Lines.of(sequences, orders.position[delivered], delivered)
    named = _Lines.of(sequences, back.position[back_of], back.order[back_of])
    if lines is None or named is None or not len(lines.order):
        return {}
    products, code = np.unique(np.concatenate([lines.product, named.product]), return_inverse=True)
    key = lines.order * len(products) + code[: len(lines.order)]
    sold, first = np.unique(key, return_index=True)
    returned = np.isin(sold, named.order * len(products) + code[len(lines.order) :])
    of = lines.order[first]
    unnamed = ~np.isin(of, named.order) & np.isin(of, back.order[back_of])
    came_back = returned | unnamed
    refunded = _shared(refunds(back, len(orders)), of, np.where(came_back, lines.price[first], 0.0))
    place, size = code[first], len(products)
    columns = (
        np.bincount(place, minlength=size).tolist(),
        np.bincount(place[came_back], minlength=size).tolist(),
        np.bincount(place, refunded, minlength=size).tolist(),
    )
    rows = zip(products.tolist(), *columns, strict=True)
    return {product: Sold(*numbers) for product, *numbers in rows if numbers[0]}


def refunds(back: Befell, orders: int) -> Ints:
    """Return what each order gave back, as the most trusted door that tells of any refund says."""
    trust = np.zeros(orders, np.int64)
    told = back.refund > 0
    np.maximum.at(trust, back.order[told], back.trust[told])
    counted = told & (back.trust == trust[back.order])
    money = np.zeros(orders, np.int64)
    np.add.at(money, back.order[counted], back.refund[counted])
    return money


@dataclass(frozen=True, eq=False)
class _Lines:
    """The lines of some touchpoints: of which order, which product, at what price."""

    order: Ints
    product: npt.NDArray[np.object_]
    price: npt.NDArray[np.float64]

    @classmethod
    def of(cls, sequences: Sequences, positions: Ints, order: Ints) -> _Lines | None:
        """Read them; None where the source has no lines."""
        try:
            items = sequences.rows(positions, "items")["items"].combine_chunks()
        except InputError:
            return None
        lines = pc.list_flatten(items)
        parents = pc.list_parent_indices(items).to_numpy()
        product = pc.struct_field(lines, "product_id").to_numpy(zero_copy_only=False)
        each = _numbers(lines, "price") * _numbers(lines, "quantity")
        known = product != np.array(None)
        return cls(order[parents][known], product[known].astype(str), each[known])


def _numbers(lines: pa.Array, name: str) -> npt.NDArray[np.float64]:
    return pc.fill_null(pc.struct_field(lines, name).cast(pa.float64()), 1.0).to_numpy(zero_copy_only=False)


def _shared(refunded: Ints, order: Ints, price: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    total = np.bincount(order, price, minlength=len(refunded))[order]
    return np.divide(refunded[order] * price, total, out=np.zeros(len(price)), where=total > 0)
