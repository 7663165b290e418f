"""Brings orders up to date with all that was told of them, and every sum with the orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parcours.commerce.following import sums
from parcours.commerce.following.arrays import Ints, ints, place_of
from parcours.commerce.following.fold import Told, fold
from parcours.commerce.following.goods import Money, came_back, settled
from parcours.commerce.following.standing import number, stand
from parcours.commerce.following.tables import (
    BY_ORDER,
    LINE,
    NAME,
    delete_lines,
    put_happenings,
    put_lines,
    put_orders,
    read_happenings,
    read_lines,
    read_orders,
    with_columns,
)
from parcours.commerce.following.told import HAPPENING
from parcours.journeys.index.roots import Roots

ARRIVING_LINE = LINE.append(pa.field("happening", pa.int64()))


@dataclass(frozen=True, eq=False)
class Arriving:
    """What has just come: names of new orders, happenings, and lines with the happening that tells them."""

    names: pa.Table
    happenings: pa.Table
    lines: pa.Table


_AT_ONCE = 50_000
_NOBODY = np.empty(0, np.int64)
NOTHING = Arriving(NAME.empty_table(), HAPPENING.empty_table(), ARRIVING_LINE.empty_table())


def settle(orders: Ints, roots: Roots, arriving: Arriving = NOTHING, *, anew: Ints = _NOBODY) -> None:
    """Bring some orders up to date, in the caller's transaction; a few hundred thousand at most.

    Profiles ``anew`` have their orders numbered again, whatever else has changed.
    """
    if not len(orders):
        return
    before = read_orders(orders)
    news = arriving.happenings.filter(arriving.happenings["order_id"].is_valid())
    told = Told.of(pa.concat_tables([read_happenings(ints(before["id"])), news]))
    names = pa.concat_tables([before.select(NAME.names), arriving.names]).sort_by("id")
    changed = number(stand(fold(told), names, roots), before, anew)
    now, before = changed.now, changed.before
    lines_before = read_lines(np.intersect1d(orders, ints(before["id"])))
    replaced = _replaced(now, before)
    lines = _lines(lines_before, replaced, now, arriving.lines)
    lines = settled(lines, Money.of(now), came_back(told))
    now = _with_quantities(now, orders, lines)
    put_orders(now)
    put_happenings(arriving.happenings)
    delete_lines(replaced)
    put_lines(lines)
    sums.change(sums.Stand(now, lines), sums.Stand(before, lines_before), changed.kinds)


def settle_all(orders: Ints, roots: Roots) -> None:
    """Bring any number of orders up to date."""
    for start in range(0, len(orders), _AT_ONCE):
        settle(orders[start : start + _AT_ONCE], roots)


def _replaced(now: pa.Table, before: pa.Table) -> Ints:
    """Return the orders whose lines others tell of now."""
    ids = ints(before["id"])
    there = place_of(ints(now["id"]), ids)
    return ids[ints(now["lines_from"])[there] != ints(before["lines_from"])]


def _lines(before: pa.Table, replaced: Ints, now: pa.Table, arriving: pa.Table) -> pa.Table:
    kept = before.filter(pa.array(~np.isin(ints(before["order_id"]), replaced)))
    place = place_of(ints(now["id"]), ints(arriving["order_id"]))
    chosen = ints(now["lines_from"])[place] == ints(arriving["happening"])
    fresh = arriving.filter(pa.array(chosen)).select(LINE.names)
    return pa.concat_tables([kept, fresh]).sort_by(BY_ORDER)


def _with_quantities(now: pa.Table, orders: Ints, lines: pa.Table) -> pa.Table:
    ids, quantity = ints(now["id"]), ints(now["quantity"])
    quantity = np.where(np.isin(ids, orders), 0, quantity)
    np.add.at(quantity, place_of(ids, ints(lines["order_id"])), ints(lines["quantity"]))
    return with_columns(now, quantity=quantity)
