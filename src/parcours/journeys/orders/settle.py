"""From what several doors tell of an order to the order as it stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.journeys.orders.rows import Deed, Rows
from parcours.journeys.sequences import Flags, Ints

NEVER = int(np.iinfo(np.int64).max)
"""The moment, or the position, of what has not happened."""

_INDEX_BITS = 48


@dataclass(frozen=True, eq=False)
class Settled:
    """Orders by (owner, place), and refunds that name none of them."""

    owner: Ints
    placed: Ints
    delivered: Ints
    voided: Ints
    revenue: Ints
    priced: Flags
    promised: Ints
    loose_owner: Ints
    loose_refund: Ints


@dataclass(frozen=True, eq=False)
class _Groups:
    """Rows brought together by (owner, order); each group keeps the order of the sequences."""

    rows: Rows
    sorted: Ints
    starts: Ints

    def column(self, values: Ints) -> Ints:
        return values[self.sorted]

    def earliest(self, values: Ints, where: Flags) -> Ints:
        kept = np.where(where, values, NEVER)[self.sorted]
        return np.minimum.reduceat(kept, self.starts)

    def latest(self, values: Ints, where: Flags) -> Ints:
        kept = np.where(where, values, -1)[self.sorted]
        return np.maximum.reduceat(kept, self.starts)

    def total(self, values: Ints, where: Flags) -> Ints:
        kept = np.where(where, values, 0)[self.sorted]
        return np.add.reduceat(kept, self.starts)

    def spread(self, values: Ints) -> Ints:
        """Give each row what its group has."""
        lengths = np.diff(self.starts, append=len(self.sorted))
        spread = np.empty(len(self.sorted), dtype=values.dtype)
        spread[self.sorted] = np.repeat(values, lengths)
        return spread


def settle(rows: Rows) -> Settled:
    """Bring the rows together order by order."""
    if len(rows.position) == 0:
        none = np.zeros(0, dtype=np.int64)
        return Settled(none, none, none, none, none, np.zeros(0, dtype=np.bool_), none, none, none)
    groups = _grouped(rows)
    placed = groups.earliest(rows.position, rows.deed == Deed.PLACED)
    is_order = placed != NEVER
    money, priced, at_once = _price(groups)
    given_back, refunded = _refunds(groups, money, priced)
    cancelled = groups.earliest(rows.position, rows.deed == Deed.CANCELLED)
    at_once = np.where(at_once, placed, NEVER)
    voided = np.minimum.reduce([cancelled, refunded, at_once, _unpaid(groups)])
    loose = (rows.deed == Deed.REFUNDED) & ~groups.spread(is_order)
    order = np.flatnonzero(is_order)[np.argsort(placed[is_order], kind="stable")]
    return Settled(
        owner=groups.column(rows.owner)[groups.starts][order],
        placed=placed[order],
        delivered=groups.earliest(rows.position, rows.deed == Deed.DELIVERED)[order],
        voided=voided[order],
        revenue=np.where(priced, money - given_back, 0)[order],
        priced=priced[order],
        promised=groups.earliest(rows.promised, rows.promised > 0)[order],
        loose_owner=rows.owner[loose],
        loose_refund=np.abs(rows.money[loose]),
    )


def _grouped(rows: Rows) -> _Groups:
    key = _named(rows)
    order = np.lexsort((key, rows.owner))
    owner, key = rows.owner[order], key[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (owner[1:] != owner[:-1]) | (key[1:] != key[:-1])
    return _Groups(rows, order, np.flatnonzero(new))


def _named(rows: Rows) -> Ints:
    """Give rows without an order number a key: their own, or that of the last order, if it befell it."""
    own = -1 - np.arange(len(rows.order))
    key = np.where(rows.order == 0, own, rows.order)
    placed = np.where(rows.deed == Deed.PLACED, np.arange(len(key)), -1)
    last = np.maximum.accumulate(placed)
    same = (last >= 0) & (rows.owner[last] == rows.owner)
    befell = (rows.order == 0) & np.isin(rows.deed, (Deed.CANCELLED, Deed.SHIPPED, Deed.DELIVERED))
    return np.where(befell & same, key[last], key)


def _price(groups: _Groups) -> tuple[Ints, Flags, Flags]:
    """Return each order's money, whether it is known, and whether the same touchpoint gave it all back."""
    rows = groups.rows
    standing = (rows.priced * 4 + rows.trust) << _INDEX_BITS
    best = groups.latest(standing + np.arange(len(standing)), np.isin(rows.deed, (Deed.PLACED, Deed.UPDATED)))
    row = np.where(best < 0, 0, best & ((1 << _INDEX_BITS) - 1))
    money, priced = rows.money[row], rows.priced[row]
    return money, priced, rows.refunded[row] & priced & (money <= 0)


def _refunds(groups: _Groups, money: Ints, priced: Flags) -> tuple[Ints, Ints]:
    """Return what each order gave back, and the touchpoint that gave back the rest of it."""
    rows = groups.rows
    refund = rows.deed == Deed.REFUNDED
    trust = groups.spread(groups.latest(rows.trust, refund))
    counted = refund & (rows.trust == trust)
    given_back = groups.total(np.abs(rows.money), counted)
    all_of_it = groups.total(counted & ~rows.priced, counted) > 0
    last = groups.latest(rows.position, counted)
    full = (last >= 0) & (all_of_it | (priced & (given_back >= money)))
    return given_back, np.where(full, last, NEVER)


def _unpaid(groups: _Groups) -> Ints:
    """Return the failed payment that nothing has made good since."""
    rows = groups.rows
    failed = groups.latest(rows.position, rows.deed == Deed.UNPAID)
    good = groups.latest(rows.position, np.isin(rows.deed, (Deed.PLACED, Deed.PAID)))
    return np.where(failed > good, failed, NEVER)
