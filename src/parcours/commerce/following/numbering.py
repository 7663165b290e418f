"""Which order of its customer each is: the first, the second, ... of those that count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parcours.commerce.following.arrays import Flags, Ints, flags, ints, place_of, rows_of, starts_of
from parcours.commerce.models import Order

_ROW = pa.schema(
    [(name, pa.int64()) for name in ("id", "profile_id", "placed_at", "number")]
    + [("kind__counts", pa.bool_())]
)


@dataclass(frozen=True, eq=False)
class Placed:
    """Orders that were placed: whose, when, and whether they count; sorted by id."""

    id: Ints
    profile: Ints
    at: Ints
    counts: Flags

    def where(self, kept: Flags) -> Placed:
        """Return some of them."""
        return Placed(self.id[kept], self.profile[kept], self.at[kept], self.counts[kept])


def numbers(of: Ints, fresh: Placed) -> tuple[Ints, Ints, Ints]:
    """Number the orders of some profiles anew, some of which are ``fresh``.

    Returns the ids of all, by id, with their numbers, and the ids of those which are not fresh and whose
    number is another one now.
    """
    known = rows_of(Order.objects.filter(placed_at__isnull=False), _ROW, "profile_id", of)
    stale = place_of(fresh.id, ints(known["id"])) < 0
    others, before = _placed(known).where(stale), ints(known["number"])[stale]
    mine = fresh.where(np.isin(fresh.profile, of))
    both = [np.concatenate(pair) for pair in zip(_columns(others), _columns(mine), strict=True)]
    number = _count(Placed(*both))
    changed = others.id[number[: len(before)] != before]
    by = np.argsort(both[0])
    return both[0][by], number[by], np.sort(changed)


def _count(orders: Placed) -> Ints:
    """Count each profile's orders in the order of time; of equal moments the one told first comes first."""
    by = np.lexsort((orders.id, orders.at, orders.profile))
    if not len(by):
        return np.zeros(0, np.int64)
    counts = orders.counts[by].astype(np.int64)
    running = np.cumsum(counts)
    starts = starts_of(orders.profile[by])
    before = np.repeat(running[starts] - counts[starts], np.diff(starts, append=len(by)))
    number = np.empty(len(by), np.int64)
    number[by] = np.where(counts > 0, running - before, 0)
    return number


def _placed(rows: pa.Table) -> Placed:
    id_, profile, at = (ints(rows[name]) for name in ("id", "profile_id", "placed_at"))
    return Placed(id_, profile, at, flags(rows["kind__counts"]))


def _columns(orders: Placed) -> tuple[Ints, Ints, Ints, Flags]:
    return orders.id, orders.profile, orders.at, orders.counts
