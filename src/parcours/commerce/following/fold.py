"""From what several doors tell of an order to the order as it stands; a function of what was told alone.

The rules are those by which analyses count orders (`parcours.journeys.orders`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.commerce.deeds import TELLING, Deed
from parcours.commerce.following.arrays import NEVER, Flags, Ints, ints, known, starts_of, there

_AMOUNTS = ("total", "revenue", "tax", "shipping", "discount")
_TEXTS = ("channel", "campaign", "country", "coupon", "checkout_id")


@dataclass(frozen=True, eq=False)
class Told:
    """Happenings sorted by order, and within an order from the least to the most telling one.

    The most telling is the most trusted; of equal ones the latest, of those the one that came last.
    """

    rows: pa.Table
    starts: Ints
    later: Ints
    """The place of each happening in the order of time."""

    @classmethod
    def of(cls, rows: pa.Table) -> Told:
        """Sort happenings of orders."""
        columns = [ints(rows[name]) for name in ("id", "at", "trust", "order_id")]
        by = np.lexsort(columns)
        later = np.empty(len(by), np.int64)
        later[np.lexsort(columns[:2])] = np.arange(len(by))
        return cls(rows.take(pa.array(by)), starts_of(columns[3][by]), later[by])

    def column(self, name: str) -> Ints:
        """Return a column of integers; missing is 0."""
        return ints(self.rows[name])

    def which(self, *deeds: Deed) -> Flags:
        """Return the happenings of some deeds."""
        return np.isin(self.column("deed"), deeds)

    def has(self, name: str) -> Flags:
        """Return the happenings that say something."""
        return there(self.rows[name])

    def earliest(self, values: Ints, where: Flags) -> Ints:
        """Return the least value of each order, `NEVER` where there is none."""
        return np.minimum.reduceat(np.where(where, values, NEVER), self.starts)

    def latest(self, values: Ints, where: Flags) -> Ints:
        """Return the greatest value of each order, -1 where there is none."""
        return np.maximum.reduceat(np.where(where, values, -1), self.starts)

    def total(self, values: Ints, where: Flags) -> Ints:
        """Return the sum of each order."""
        return np.add.reduceat(np.where(where, values, 0), self.starts)

    def best(self, where: Flags) -> Ints:
        """Return the most telling happening of each order, -1 where there is none."""
        return self.latest(np.arange(len(where)), where)

    def said(self, name: str, rows: Ints) -> pa.Array:
        """Return what some happenings say, null for -1."""
        return self.rows[name].combine_chunks().take(pa.array(rows, mask=rows < 0))

    def spread(self, values: Ints) -> Ints:
        """Give each happening what its order has."""
        return np.repeat(values, np.diff(self.starts, append=len(self.rows)))


@dataclass(frozen=True, eq=False)
class _Back:
    """Money given back, an order: in its currency, in the shop's, when last, and whether it is all."""

    own: Ints
    shop: Ints
    at: Ints
    full: Flags


def fold(told: Told) -> pa.Table:
    """Return the orders as they stand, one row each, by order id."""
    telling = told.which(*TELLING)
    priced = told.has("revenue_shop")
    money = told.best(telling & priced)
    money = np.where(money < 0, told.best(telling), money)
    worth = told.said("revenue_shop", money)
    back = _given_back(told, worth, money)
    moments = _moments(told)
    columns: dict[str, pa.Array] = {
        "id": told.said("order_id", told.starts),
        "leaf": told.said("leaf", _first_known(told.best(telling), told.best(np.ones_like(telling)))),
        "currency": pc.fill_null(told.said("currency", money), ""),
        **{name: told.said(name, money) for name in _AMOUNTS},
        "revenue_shop": worth,
        "discount_shop": _discounts(told, money),
        "refunded": pa.array(back.own),
        "refunded_shop": pa.array(back.shop),
        **{name: _text(told, name, telling) for name in _TEXTS},
        "payment_method": _text(told, "payment_method", telling | told.which(Deed.PAID)),
        "carrier": _text(told, "carrier", np.ones_like(telling)),
        "buyer": _buyers(told, telling),
        **{name: known(values) for name, values in moments.items()},
        "refunded_at": known(np.where(back.at < 0, NEVER, back.at)),
        "status": _statuses(told, moments, back),
        "lines_from": told.said("id", told.best(telling & (told.column("lines") > 0))),
    }
    return pa.table(columns)


def _moments(told: Told) -> dict[str, Ints]:
    at = told.column("at")
    deeds = {
        "placed_at": Deed.PLACED,
        "paid_at": Deed.PAID,
        "shipped_at": Deed.SHIPPED,
        "delivered_at": Deed.DELIVERED,
        "cancelled_at": Deed.CANCELLED,
    }
    found = {name: told.earliest(at, told.which(deed)) for name, deed in deeds.items()}
    promised = told.column("promised_at")
    # What is said of a parcel on its way may be a later promise, made when the first one was lost.
    first_hand = ~told.which(Deed.ON_THE_WAY, Deed.DELAYED, Deed.UNDELIVERED)
    return {**found, "promised_at": told.earliest(promised, (promised > 0) & first_hand)}


def _given_back(told: Told, worth: pa.Array, money: Ints) -> _Back:
    refund = told.which(Deed.REFUNDED)
    trust = told.column("trust")
    counted = refund & (trust == told.spread(told.latest(trust, refund)))
    shop = told.total(np.abs(told.column("revenue_shop")), counted)
    all_of_it = told.best(counted & ~told.has("revenue_shop")) >= 0
    last = told.latest(told.column("at"), counted)
    priced, value = there(worth), ints(worth)
    full = (last >= 0) & (all_of_it | (priced & (shop >= value)))
    # A file that knows orders only as they ended may tell of an order and its refund in one row.
    at_once = there(told.said("refund", money)) & priced & (value <= 0)
    return _Back(told.total(np.abs(told.column("refund")), counted), shop, last, full | at_once)


def _statuses(told: Told, moments: dict[str, Ints], back: _Back) -> pa.Array:
    failed = told.latest(told.later, told.which(Deed.UNPAID))
    good = told.latest(told.later, told.which(Deed.PLACED, Deed.PAID))
    received = told.best(told.which(Deed.RETURN_RECEIVED)) >= 0
    conditions = (
        (moments["cancelled_at"] != NEVER, "cancelled"),
        (back.full, "refunded"),
        (failed > good, "unpaid"),
        ((back.shop > 0) | received, "partly_returned"),
        (moments["delivered_at"] != NEVER, "delivered"),
        (moments["shipped_at"] != NEVER, "shipped"),
        (moments["paid_at"] != NEVER, "paid"),
    )
    which, names = zip(*conditions, strict=True)
    return pa.array(np.select(which, names, "placed"), pa.string())


def _discounts(told: Told, money: Ints) -> pa.Array:
    """Return discounts in the shop's currency, at the rate at which the revenue was converted."""
    discount, revenue, worth = (
        ints(told.said(name, money)) for name in ("discount", "revenue", "revenue_shop")
    )
    rate = np.divide(worth, revenue, out=np.ones(len(worth)), where=revenue != 0)
    return pa.array(np.rint(discount * rate).astype(np.int64))


def _buyers(told: Told, telling: Flags) -> pa.Array:
    guest = told.said("is_guest", told.best(telling & told.has("is_guest")))
    return pc.fill_null(pc.if_else(guest, "guest", "account"), "")


def _text(told: Told, name: str, among: Flags) -> pa.Array:
    """Return what the most telling of those says that say it."""
    return pc.fill_null(told.said(name, told.best(among & told.has(name))), "")


def _first_known(first: Ints, second: Ints) -> Ints:
    return np.where(first < 0, second, first)
