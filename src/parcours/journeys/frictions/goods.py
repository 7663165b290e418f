"""Which products were delivered, which of them came back, and the money given back for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.journeys.frictions.befell import Befell
from parcours.journeys.lines import LINED, Numbers
from parcours.journeys.orders import Orders
from parcours.journeys.orders.settle import NEVER
from parcours.journeys.sequences import Ints, Sequences

RETURNED = LINED[1:]


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
    whole = sequences.lines()
    sold, of = whole.of(orders.position[delivered])
    named, back_of = whole.of(back.position)
    order, returned_from = delivered[of], back.order[back_of]
    size = len(whole.names)
    pairs, first = np.unique(order * size + sold.product, return_index=True)
    order, product = order[first], sold.product[first]
    unnamed = np.isin(order, back.order) & ~np.isin(order, returned_from)
    came_back = unnamed | np.isin(pairs, returned_from * size + named.product)
    money = _shared(
        refunds(back, len(orders)), order, np.where(came_back, (sold.price * sold.pieces)[first], 0.0)
    )
    columns = (
        np.bincount(product, minlength=size).tolist(),
        np.bincount(product[came_back], minlength=size).tolist(),
        np.bincount(product, money, minlength=size).tolist(),
    )
    rows = zip(whole.names.tolist(), *columns, strict=True)
    return {name: Sold(*numbers) for name, *numbers in rows if numbers[0]}


def refunds(back: Befell, orders: int) -> Ints:
    """Return what each order gave back, as the most trusted door that tells of any refund says."""
    trust = np.zeros(orders, np.int64)
    told = back.refund > 0
    np.maximum.at(trust, back.order[told], back.trust[told])
    counted = told & (back.trust == trust[back.order])
    money = np.zeros(orders, np.int64)
    np.add.at(money, back.order[counted], back.refund[counted])
    return money


def _shared(refunded: Ints, order: Ints, price: Numbers) -> Numbers:
    total = np.bincount(order, price, minlength=len(refunded))[order]
    return np.divide(refunded[order] * price, total, out=np.zeros(len(price)), where=total > 0)
