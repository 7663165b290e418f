"""Lines of orders: their share of the money, and how much of each came back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.commerce.deeds import VOID, Deed
from parcours.commerce.following.arrays import Ints, ints, place_of, starts_of, there
from parcours.commerce.following.fold import Told
from parcours.commerce.following.tables import with_columns

Scalar = TypeVar("Scalar", bound=np.generic)
_MOST = 1e15
_BACK = (Deed.REFUNDED, Deed.RETURN_RECEIVED)


class Thing(NamedTuple):
    """What came back."""

    product: str
    variant: str


@dataclass(frozen=True, eq=False)
class Money:
    """What orders brought, in the shop's currency; sorted by order id."""

    order: Ints
    revenue: Ints
    refunded: Ints
    status: npt.NDArray[np.str_]

    @classmethod
    def of(cls, orders: pa.Table) -> Money:
        """Read it from orders; what is given back for an order without a price was no revenue."""
        priced = there(orders["revenue_shop"])
        return cls(
            ints(orders["id"]),
            ints(orders["revenue_shop"]),
            np.where(priced, ints(orders["refunded_shop"]), 0),
            orders["status"].to_numpy(zero_copy_only=False).astype(str),
        )


def settled(lines: pa.Table, money: Money, back: Mapping[int, Mapping[Thing, int]]) -> pa.Table:
    """Return lines with what they brought and what of them came back.

    Lines are sorted by order and position. The shares of the lines of an order add up to what the order
    brought, to the last cent.
    """
    if not len(lines):
        return lines
    order = ints(lines["order_id"])
    starts, at = starts_of(order), place_of(money.order, order)
    groups = _Groups(starts, len(order))
    quantity = ints(lines["quantity"])
    returned = _returned(lines, groups, money.status[at[starts]], back)
    worth = ints(lines["price"]) * quantity.astype(float) - 1000.0 * ints(lines["discount"])
    worth = np.clip(worth, 0, _MOST).astype(np.int64)
    revenue = groups.shared(money.revenue[at[starts]], groups.weights(worth, np.maximum(quantity, 0)))
    came_back = np.rint(np.maximum(revenue, 0) * (returned / np.maximum(quantity, 1))).astype(np.int64)
    refunded = groups.shared(money.refunded[at[starts]], groups.weights(came_back, np.maximum(revenue, 0)))
    void = np.isin(money.status[at], sorted(VOID))
    earned = np.where(void, 0, revenue - refunded)
    return with_columns(lines, revenue_shop=revenue, earned=earned, returned=returned)


@dataclass(frozen=True, eq=False)
class _Groups:
    starts: Ints
    size: int

    def spread(self, values: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
        return np.repeat(values, np.diff(self.starts, append=self.size))

    def weights(self, *choices: Ints) -> Ints:
        """Return for each order the first weights that are not all 0, else equal ones."""
        found = np.ones(self.size, np.int64)
        for weights in reversed(choices):
            some = self.spread(np.add.reduceat(weights, self.starts) > 0)
            found = np.where(some, weights, found)
        return found

    def shared(self, amounts: Ints, weights: Ints) -> Ints:
        """Share an amount an order among its lines; what was shared so far is rounded, never a share."""
        running = np.cumsum(weights)
        before = self.spread((running - weights)[self.starts])
        whole = self.spread(np.add.reduceat(weights, self.starts))
        ends = np.rint(self.spread(amounts) * ((running - before) / whole)).astype(np.int64)
        ends[np.append(self.starts[1:], self.size) - 1] = amounts
        shares = np.diff(ends, prepend=0)
        shares[self.starts] = ends[self.starts]
        return shares


def came_back(told: Told) -> dict[int, dict[Thing, int]]:
    """Return by order how much of what came back, in thousandths.

    The same goods are told of when they arrive and when they are paid back: the greater count is taken,
    each by its most trusted tellers.
    """
    found: dict[int, dict[Thing, int]] = {}
    for deed in _BACK:
        named = told.which(deed) & told.has("returned")
        best = told.spread(told.latest(told.column("trust"), named))
        places = np.flatnonzero(named & (told.column("trust") == best))
        for order, counts in _counted(told, places):
            mine = found.setdefault(order, {})
            for thing, count in counts.items():
                mine[thing] = max(mine.get(thing, 0), count)
    return found


def _counted(told: Told, places: Ints) -> Iterator[tuple[int, dict[Thing, int]]]:
    counts: defaultdict[int, defaultdict[Thing, int]] = defaultdict(lambda: defaultdict(int))
    rows = told.rows.take(pa.array(places))
    for order, text in zip(rows["order_id"].to_pylist(), rows["returned"].to_pylist(), strict=True):
        for product, variant, quantity in json.loads(text):
            counts[order][Thing(product, variant)] += abs(quantity)
    yield from counts.items()


def _returned(
    lines: pa.Table, groups: _Groups, status: npt.NDArray[np.str_], back: Mapping[int, Mapping[Thing, int]]
) -> Ints:
    order, quantity = ints(lines["order_id"]), ints(lines["quantity"])
    named = np.isin(order, np.array(sorted(back), np.int64))
    # Money given back in full without a word about goods: all of them.
    returned = np.where(groups.spread(status == "refunded") & ~named, quantity, 0)
    rows = np.flatnonzero(named)
    things = _things(lines.take(pa.array(rows)))
    by_order: defaultdict[int, list[tuple[int, Thing]]] = defaultdict(list)
    for row, thing in zip(rows.tolist(), things, strict=True):
        by_order[int(order[row])].append((row, thing))
    for each, mine in by_order.items():
        _assign(returned, quantity, mine, dict(back[each]))
    return returned


def _assign(returned: Ints, quantity: Ints, lines: list[tuple[int, Thing]], back: dict[Thing, int]) -> None:
    """Find the lines that came back: of the same variant first, then of the same product."""
    for exactly in (True, False):
        for thing in back:
            for row, other in lines:
                if other == thing or (not exactly and other.product == thing.product):
                    taken = min(back[thing], int(quantity[row] - returned[row]))
                    returned[row] += max(taken, 0)
                    back[thing] -= max(taken, 0)


def _things(lines: pa.Table) -> list[Thing]:
    return [
        Thing(*pair) for pair in zip(lines["product"].to_pylist(), lines["variant"].to_pylist(), strict=True)
    ]
