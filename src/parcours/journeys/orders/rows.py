"""The touchpoints that speak of orders, read out of the sequences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from parcours.journeys.orders.columns import optional
from parcours.journeys.orders.rows_kernel import where
from parcours.journeys.sequences import Codes, Column, Flags, Ints, Sequences


class Deed(IntEnum):
    """What a touchpoint says of an order."""

    PLACED = 1
    UPDATED = 2
    PAID = 3
    UNPAID = 4
    CANCELLED = 5
    REFUNDED = 6
    SHIPPED = 7
    DELIVERED = 8


EVENTS = {
    "Order Completed": Deed.PLACED,
    "Order Updated": Deed.UPDATED,
    "Order Paid": Deed.PAID,
    "Payment Failed": Deed.UNPAID,
    "Order Cancelled": Deed.CANCELLED,
    "Order Refunded": Deed.REFUNDED,
    "Order Shipped": Deed.SHIPPED,
    "Order Delivered": Deed.DELIVERED,
}
_BROWSER, _SERVER, _SIGNED = 1, 2, 3


@dataclass(frozen=True, eq=False)
class Rows:
    """What each touchpoint that names an order event says; sorted by position.

    ``owner`` is the profile's number within the sequences, ``order`` identifies (shop, order) and is
    0 where the touchpoint names no order, ``money`` is its `revenue_shop` and 0 where not ``priced``.
    """

    position: Ints
    owner: Ints
    deed: npt.NDArray[np.uint8]
    time: Ints
    order: Ints
    trust: Ints
    money: Ints
    priced: Flags
    refunded: Flags
    promised: Ints


def positions(sequences: Sequences, wanted: Flags) -> Ints:
    """Return where the slice has touchpoints with wanted event codes."""
    start, stop = int(sequences.offsets[0]), int(sequences.offsets[-1])
    found = np.empty(stop - start, np.int64)
    return found[: where(sequences.events, wanted, start, stop, found)].copy()


def deeds(sequences: Sequences) -> npt.NDArray[np.uint8]:
    """Return by event code what it does to an order; 0 is nothing."""
    named = [EVENTS.get(name, 0) for name in sequences.names]
    return np.where(sequences.system, 0, named).astype(np.uint8)


def left_out(sequences: Sequences, at: Ints) -> Flags:
    """Return which of the touchpoints name an order that no number counts."""
    found = np.zeros(len(at), np.bool_)
    if sequences.left_out:
        order, shop = optional(sequences, "order_id"), optional(sequences, "shop_id")
        codes = np.unique(order.codes[at])
        numbers = {number for _, number in sequences.left_out}
        some = codes[[value in numbers for value in order.values[codes]]]
        maybe = np.flatnonzero(np.isin(order.codes[at], some))
        names = zip(shop.at(at[maybe]), order.at(at[maybe]), strict=True)
        found[maybe] = [(shop_id or "", order_id) in sequences.left_out for shop_id, order_id in names]
    return found


def read(sequences: Sequences, at: Ints) -> Rows:
    """Return what the touchpoints at these positions say of orders."""
    money, priced = _numbers(optional(sequences, "revenue_shop"), at)
    promised, known = _numbers(optional(sequences, "promised_at"), at)
    return Rows(
        position=at,
        owner=np.searchsorted(sequences.offsets, at, side="right") - 1,
        deed=deeds(sequences)[sequences.events[at]],
        time=sequences.times[at],
        order=_keys(sequences, at),
        trust=_trust(optional(sequences, "trust"), at),
        money=money,
        priced=priced,
        refunded=optional(sequences, "refund").codes[at] != 0,
        promised=np.where(known, promised, 0),
    )


def _keys(sequences: Sequences, at: Ints) -> Ints:
    order, shop = optional(sequences, "order_id"), optional(sequences, "shop_id")
    codes = order.codes[at].astype(np.int64)
    return np.where(codes == 0, 0, codes * len(shop.values) + shop.codes[at])


def _trust(column: Column, at: Ints) -> Ints:
    # A file or a dataframe that says nothing of trust is the shop's own record.
    words = {"browser": _BROWSER, "signed": _SIGNED}
    levels = np.array([words.get(value, _SERVER) for value in column.values], dtype=np.int64)
    return levels[column.codes[at]]


def _numbers(column: Column, at: Ints) -> tuple[Ints, Flags]:
    codes: Codes = column.codes[at]
    known = codes != 0
    numbers = np.zeros(len(at), dtype=np.int64)
    numbers[known] = column.values[codes[known]].astype(np.int64)
    return numbers, known
