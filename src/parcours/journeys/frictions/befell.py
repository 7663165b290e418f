"""Which touchpoints tell of which order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.journeys.orders import Orders
from parcours.journeys.orders.rows import Deed, positions, read
from parcours.journeys.orders.settle import NEVER
from parcours.journeys.sequences import Flags, Ints, Sequences


@dataclass(frozen=True, eq=False)
class Befell:
    """Touchpoints of some orders, sorted by position: which order, where, when, how trusted, what refund."""

    order: Ints
    position: Ints
    time: Ints
    trust: Ints
    refund: Ints

    def first(self, orders: int) -> Ints:
        """Return the time of each order's first; `NEVER` where there is none."""
        first = np.full(orders, NEVER)
        np.minimum.at(first, self.order, self.time)
        return first

    def first_since(self, moments: Ints) -> Ints:
        """Return the same of those not before each order's moment."""
        first = np.full(len(moments), NEVER)
        after = self.time >= moments[self.order]
        np.minimum.at(first, self.order[after], self.time[after])
        return first


def befell(sequences: Sequences, orders: Orders, names: tuple[str, ...], *, until: int) -> Befell:
    """Return the touchpoints with these names that tell of one of the orders.

    One without an order's number tells of the last order that its profile placed before.
    """
    wanted = np.zeros(len(sequences.names), np.bool_)
    wanted[sequences.codes(*names)] = True
    at = positions(sequences, wanted)
    at = at[sequences.times[at] <= until]
    rows, own = read(sequences, at), read(sequences, orders.position)
    size = int(max(rows.order.max(initial=0), own.order.max(initial=0))) + 1
    named = _named(own.owner * size + own.order, rows.owner * size + rows.order)
    order = np.where(rows.order > 0, named, _last(orders, at, rows.owner))
    told = order >= 0
    refund = np.where(rows.deed == Deed.REFUNDED, np.abs(rows.money), 0)
    return Befell(order[told], at[told], rows.time[told], rows.trust[told], refund[told])


def _named(orders: Ints, keys: Ints) -> Ints:
    """Return the place of each key among the orders, -1 where there is none."""
    if not len(orders):
        return np.full(len(keys), -1)
    sorting = np.argsort(orders, kind="stable")
    place = np.minimum(np.searchsorted(orders, keys, sorter=sorting), len(orders) - 1)
    return np.where(orders[sorting[place]] == keys, sorting[place], -1)


def _last(orders: Orders, at: Ints, owner: Ints) -> Ints:
    place = np.searchsorted(orders.position, at, side="right") - 1
    mine: Flags = (place >= 0) & (orders.profile[place] == owner) if len(orders) else np.zeros(len(at), bool)
    return np.where(mine, place, -1)
