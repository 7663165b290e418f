"""What a piece of the sequences tells of drop-offs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.drop_offs.kernel import last_known, next_events
from parcours.journeys.drop_offs.worth import worths
from parcours.journeys.funnel.reached import Chains, Levels, chains
from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.sequences import Flags, Ints, Sequences
from parcours.touchpoints import MINUTE

if TYPE_CHECKING:
    from parcours.journeys.drop_offs.analysis import DropOffs

SESSION = 30 * MINUTE
STRATA = ("returning", "device", "channel", "country")
"""What is known of a profile before it can be lost; matching gives up the last first."""

CONTRASTS = (*STRATA, "payment_method")


@dataclass(frozen=True, eq=False)
class Told:
    """The chains of a piece whose time is up, one array element a chain.

    Parameters
    ----------
    profiles
        Root ids.
    levels
        How many steps the chain has.
    traits
        Codes of `CONTRASTS`, one row each, 0 where missing.
    values
        The meaning of the codes, one array a trait.
    brought
        What the profile's orders brought from the first step to the end of the window.
    later
        What its orders brought after the last step reached.
    following
        Code of the event that followed the last step in the same visit, -1 for none.
    names
        The events' names by code.
    still_open
        How many chains may still go on, by their number of steps.
    """

    profiles: Ints
    levels: Levels
    traits: Ints
    values: tuple[npt.NDArray[Any], ...]
    brought: npt.NDArray[np.float64]
    later: npt.NDArray[np.float64]
    following: Ints
    names: tuple[str, ...]
    still_open: Ints

    @classmethod
    def joined(cls, pieces: tuple[Told, ...]) -> Told:
        """Put the chains of all pieces in one row."""
        return cls(
            profiles=np.concatenate([piece.profiles for piece in pieces]),
            levels=np.concatenate([piece.levels for piece in pieces]),
            traits=np.concatenate([piece.traits for piece in pieces], axis=1),
            values=tuple(max(values, key=len) for values in zip(*(p.values for p in pieces), strict=True)),
            brought=np.concatenate([piece.brought for piece in pieces]),
            later=np.concatenate([piece.later for piece in pieces]),
            following=np.concatenate([piece.following for piece in pieces]),
            names=pieces[0].names,
            still_open=np.sum([piece.still_open for piece in pieces], axis=0),
        )


def tell(sequences: Sequences, params: DropOffs) -> Told:
    """Read how far each profile came, what it brought and what it did next."""
    found = chains(sequences, params.steps, params.window, least=1)
    closed = found.moments[:, 0] + params.window <= params.as_of
    levels = found.levels[found.followed]
    open_levels = np.bincount(levels[~closed], minlength=len(params.steps) + 1)
    kept = Chains(found.levels, found.followed[closed], found.rows[closed], found.moments[closed])
    levels = levels[closed]
    begin, last = kept.moments[:, 0], kept.moments[np.arange(len(levels)), levels.astype(np.int64) - 1]
    orders = _Orders.of(sequences, params, kept.followed)
    traits, values = _traits(sequences, kept, params.window, orders.before(begin) > 0)
    return Told(
        profiles=sequences.profiles[kept.followed],
        levels=levels,
        traits=traits,
        values=values,
        brought=orders.worth_between(begin, begin + params.window),
        later=orders.worth_between(last + 1, last + params.recovery_time),
        following=_following(sequences, kept.followed, last),
        names=sequences.names,
        still_open=open_levels,
    )


@dataclass(frozen=True, eq=False)
class _Orders:
    """The orders of the chains' profiles: whose chain, when, worth what."""

    chains: int
    chain: Ints
    time: Ints
    worth: npt.NDArray[np.float64]

    @classmethod
    def of(cls, sequences: Sequences, params: DropOffs, followed: Ints) -> _Orders:
        orders = Orders.of(sequences, until=params.as_of)
        chain = np.full(len(sequences), -1)
        chain[followed] = np.arange(len(followed))
        of_chain = chain[orders.profile]
        worth = worths(sequences, orders, margin=params.margin, costs=params.costs)
        some = of_chain >= 0
        return cls(len(followed), of_chain[some], orders.time[some], worth[some])

    def before(self, moments: Ints) -> Ints:
        earlier = self.time < moments[self.chain]
        return np.bincount(self.chain[earlier], minlength=self.chains)

    def worth_between(self, first: Ints, last: Ints) -> npt.NDArray[np.float64]:
        inside = (self.time >= first[self.chain]) & (self.time <= last[self.chain])
        sums = np.bincount(self.chain[inside], self.worth[inside], minlength=self.chains)
        return sums.astype(np.float64)


def _traits(
    sequences: Sequences, kept: Chains, window: int, returning: Flags
) -> tuple[Ints, tuple[npt.NDArray[Any], ...]]:
    known: dict[str, tuple[Ints, npt.NDArray[Any]]] = {
        "returning": (returning + 1, np.array([None, "new", "returning"], object))
    }
    for name in ("device", "channel", "country"):
        column = optional(sequences, name)
        known[name] = column.codes[kept.rows].astype(np.int64), column.values
    known["payment_method"] = _payment(sequences, kept, window)
    codes = np.array([known[name][0] for name in CONTRASTS])
    return codes, tuple(known[name][1] for name in CONTRASTS)


def _payment(sequences: Sequences, kept: Chains, window: int) -> tuple[Ints, npt.NDArray[Any]]:
    """Return the last way to pay that the chain's time tells of."""
    column = optional(sequences, "payment_method")
    known = np.zeros(len(kept.followed), np.int64)
    if len(column.values) > 1:
        first, stop = int(sequences.offsets[0]), int(sequences.offsets[-1])
        codes = column.codes[first:stop].astype(np.uint32)
        begin = np.ascontiguousarray(kept.moments[:, 0])
        rows = (sequences.offsets, sequences.times, codes, first)
        last_known(*rows, kept.followed, begin, begin + window, known)
    return known, column.values


def _following(sequences: Sequences, followed: Ints, last: Ints) -> Ints:
    following = np.empty(len(followed), np.int64)
    rows = (sequences.offsets, sequences.times, sequences.events, sequences.system)
    next_events(*rows, followed, last, SESSION, following)
    return following
