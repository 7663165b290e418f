"""What does not follow from an order's happenings alone: whose it is, its day, its number, its kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.commerce.deeds import VOID
from parcours.commerce.following.arrays import NEVER, Flags, Ints, ints, known, place_of, there
from parcours.commerce.following.exclusions import excluded
from parcours.commerce.following.kinds import NAMES, Kinds
from parcours.commerce.following.numbering import Placed, numbers
from parcours.commerce.following.tables import NAME, ORDER, read_orders, with_columns
from parcours.commerce.house import days_of
from parcours.journeys.index.roots import Roots


def stand(folded: pa.Table, names: pa.Table, roots: Roots) -> pa.Table:
    """Return folded orders with their names, profiles and days, and what they earned; all by id."""
    placed_at = ints(folded["placed_at"], NEVER)
    orders = with_columns(
        folded,
        **{name: names[name] for name in NAME.names[1:]},
        profile_id=roots.of(ints(folded["leaf"])),
        day=known(np.where(placed_at == NEVER, NEVER, days_of(placed_at))),
    )
    orders = with_columns(orders, excluded=excluded(orders, roots), punctual=_punctual(orders))
    counts = (_texts(orders, "excluded") == "") & (placed_at != NEVER)
    counts &= ~np.isin(_texts(orders, "status"), sorted(VOID))
    net = np.where(
        there(orders["revenue_shop"]), ints(orders["revenue_shop"]) - ints(orders["refunded_shop"]), 0
    )
    return with_columns(orders, counts=counts, earned=np.where(counts, net, 0))


@dataclass(frozen=True, eq=False)
class Change:
    """Orders by id as they stand ``now`` and as those of them stood that there were ``before``."""

    now: pa.Table
    before: pa.Table
    kinds: Kinds


def number(orders: pa.Table, before: pa.Table, anew: Ints) -> Change:
    """Number orders, and find their kinds.

    Other orders come along if their number changes: those of the same profiles, and of profiles ``anew``.
    """
    mine = ints(orders["id"])
    old = place_of(ints(before["id"]), mine)
    fresh = Placed(mine, ints(orders["profile_id"]), ints(orders["placed_at"], NEVER), _flags(orders))
    restless = np.union1d(_restless(fresh, before, old), anew)
    every, given, changed = numbers(restless, fresh.where(fresh.at != NEVER))
    others, kinds = read_orders(changed), Kinds.read()
    new = with_columns(orders, **_so_far(before, old), kind_id=pa.nulls(len(mine), pa.int64()))
    same = with_columns(others, **kinds.told(others["kind_id"]))
    whole = pa.concat_tables([part.select(_WHOLE.names).cast(_WHOLE) for part in (new, same)]).sort_by("id")
    found = place_of(every, ints(whole["id"]))
    nth = np.where(found < 0, ints(whole["number"]), np.append(given, 0)[found])
    whole = with_columns(whole, number=nth, nth=np.select([nth == 1, nth > 1], ["first", "repeat"], ""))
    kinds = kinds.with_those_of(whole)
    kind = np.where(there(whole["placed_at"]), kinds.of(whole), 0)
    whole = with_columns(whole, kind_id=known(kind, 0))
    return Change(whole, pa.concat_tables([before, others]).sort_by("id"), kinds)


_WHOLE = pa.schema([*ORDER, *((name, pa.string()) for name in NAMES if name != "nth")])


def _so_far(before: pa.Table, old: Ints) -> dict[str, Ints]:
    """Return what is not known yet, as it was; 0 for orders that are new."""
    return {
        name: np.where(old < 0, 0, np.append(ints(before[name]), 0)[old]) for name in ("number", "quantity")
    }


def _restless(fresh: Placed, before: pa.Table, old: Ints) -> Ints:
    """Return the profiles whose orders may be numbered otherwise: some are new, or moved, or count now."""
    was = Placed(
        ints(before["id"]),
        ints(before["profile_id"]),
        ints(before["placed_at"], NEVER),
        ints(before["number"]) > 0,
    )
    if not len(was.id):
        return np.unique(fresh.profile[fresh.at != NEVER])
    same = (old >= 0) & (was.profile[old] == fresh.profile) & (was.at[old] == fresh.at)
    same &= was.counts[old] == fresh.counts
    return np.union1d(fresh.profile[~same & (fresh.at != NEVER)], was.profile[old[~same & (old >= 0)]])


def _punctual(orders: pa.Table) -> npt.NDArray[np.str_]:
    delivered, promised = ints(orders["delivered_at"], NEVER), ints(orders["promised_at"], NEVER)
    both = (delivered != NEVER) & (promised != NEVER)
    return np.select([both & (delivered > promised), both], ["late", "in_time"], "")


def _texts(orders: pa.Table, name: str) -> npt.NDArray[np.str_]:
    return orders[name].to_numpy(zero_copy_only=False).astype(str)


def _flags(orders: pa.Table) -> Flags:
    return np.asarray(orders["counts"].to_numpy(zero_copy_only=False), np.bool_)
