"""What does not follow from an order's happenings alone: whose it is, its day, its number, its kind."""

from __future__ import annotations

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
    net = np.where(there(orders["revenue_shop"]), ints(orders["revenue_shop"]) - ints(orders["refunded_shop"]), 0)
    return with_columns(orders, counts=counts, earned=np.where(counts, net, 0))


def number(orders: pa.Table, before: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Number orders, and find their kinds.

    ``before`` are the same orders as they stood, those of them that there were. Both come back, by id,
    with the other orders of the same profiles whose number is another one now.
    """
    mine = ints(orders["id"])
    old = place_of(ints(before["id"]), mine)
    fresh = Placed(mine, ints(orders["profile_id"]), ints(orders["placed_at"], NEVER), _flags(orders))
    every, given, changed = numbers(_restless(fresh, before, old), fresh.where(fresh.at != NEVER))
    others = read_orders(changed)
    told = Kinds.read().take(ints(others["kind_id"]))
    others_now = with_columns(others, **{name: told[name] for name in NAMES})
    names = [*ORDER.names, *NAMES]
    started = with_columns(orders, **_so_far(before, old), kind_id=np.zeros(len(mine), np.int64), nth=_texts(orders, "status"))
    whole = pa.concat_tables([started.select(names).cast(_WHOLE), others_now.select(names).cast(_WHOLE)]).sort_by("id")
    found = place_of(every, ints(whole["id"]))
    number_ = np.where(found < 0, ints(whole["number"]), np.append(given, 0)[found])
    whole = with_columns(whole, number=number_, nth=np.select([number_ == 1, number_ > 1], ["first", "repeat"], ""))
    kinds = np.where(there(whole["placed_at"]), Kinds.of(whole), 0)
    return with_columns(whole, kind_id=known(kinds, 0)), pa.concat_tables([before, others]).sort_by("id")


_WHOLE = pa.schema([*ORDER, *((name, pa.string()) for name in NAMES)])


def _so_far(before: pa.Table, old: Ints) -> dict[str, Ints]:
    """Return what is not known yet, as it was; 0 for orders that are new."""
    return {
        name: np.where(old < 0, 0, np.append(ints(before[name]), 0)[old]) for name in ("number", "quantity")
    }


def _restless(fresh: Placed, before: pa.Table, old: Ints) -> Ints:
    """Return the profiles whose orders may be numbered otherwise: those that have others, or other moments."""
    was = Placed(
        ints(before["id"]), ints(before["profile_id"]), ints(before["placed_at"], NEVER), ints(before["number"]) > 0
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
