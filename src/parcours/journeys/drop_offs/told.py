"""What a piece of the sequences tells of drop-offs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.drop_offs.kernel import last_known, next_events
from parcours.journeys.drop_offs.worth import Worths, worths
from parcours.journeys.funnel.reached import Chains, Levels, chains
from parcours.journeys.funnel.steps import Step
from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.orders.rows import EVENTS, Deed
from parcours.journeys.sequences import Flags, Ints, Sequences
from parcours.touchpoints import MINUTE

if TYPE_CHECKING:
    from parcours.journeys.drop_offs.analysis import DropOffs

SESSION = 30 * MINUTE
STRATA = ("returning", "device", "channel", "country")
"""What is known of a profile before it can be lost; matching gives up the last first."""

CONTRASTS = (*STRATA, "payment_method")
RETURNING = np.array([None, "new", "returning"], object)


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
        Codes of `STRATA`, one row each, 0 where missing.
    payments
        Codes of the last way to pay told before the next step, one row a step but for the last.
    values
        The meaning of the codes, one array a trait of `CONTRASTS`.
    brought
        What the profile's orders brought after each step, to the end of the window; rows as above.
    later
        What its orders brought after the last step reached.
    following
        Code of the event that followed the last step in the same visit, -1 for none.
    names
        The events' names by code.
    still_open
        How many more chains are too recent to judge, by their number of steps.
    """

    profiles: Ints
    levels: Levels
    traits: Ints
    payments: Ints
    values: tuple[npt.NDArray[Any], ...]
    brought: Worths
    later: Worths
    following: Ints
    names: tuple[str, ...]
    still_open: Ints

    @classmethod
    def joined(cls, pieces: tuple[Told, ...]) -> Told:
        """Put the chains of all pieces in one row."""
        rows = ("profiles", "levels", "traits", "payments", "brought", "later", "following")
        return cls(
            **{name: np.concatenate([getattr(piece, name) for piece in pieces], axis=-1) for name in rows},
            values=tuple(max(values, key=len) for values in zip(*(p.values for p in pieces), strict=True)),
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
    last = kept.moments[np.arange(len(levels)), levels.astype(np.int64) - 1]
    orders = _Orders.of(sequences, params, kept.followed)
    traits, values = traits_at(sequences, kept.rows)
    traits[0] = _returning(params, orders.before(kept.moments[:, 0]))
    payments, ways = _payments(sequences, kept, levels, params)
    return Told(
        profiles=sequences.profiles[kept.followed],
        levels=levels,
        traits=traits,
        payments=payments,
        values=(*values, ways),
        brought=_brought(orders, kept.moments, params),
        later=orders.worth_between(last + 1, last + params.recovery_time),
        following=followers(sequences, kept.followed, last),
        names=sequences.names,
        still_open=open_levels,
    )


@dataclass(frozen=True, eq=False)
class _Orders:
    """The orders of the chains' profiles: whose chain, when, worth what."""

    chains: int
    chain: Ints
    time: Ints
    worth: Worths

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

    def worth_between(self, first: Ints, last: Ints) -> Worths:
        inside = (self.time >= first[self.chain]) & (self.time <= last[self.chain])
        return self._sum(inside)

    def worth_after(self, moments: Ints, own: Ints, last: Ints) -> Worths:
        """Sum the orders from a moment on, but for so many of that moment itself: steps of the chain."""
        since = self.time - moments[self.chain]
        inside = (since > 0) | ((since == 0) & (self._rank >= own[self.chain]))
        return self._sum(inside & (self.time <= last[self.chain]))

    @cached_property
    def _rank(self) -> Ints:
        """Return which order of its profile's instant each is, from 0."""
        numbers = np.arange(len(self.time))
        again = (np.diff(self.time, prepend=-1) == 0) & (np.diff(self.chain, prepend=-1) == 0)
        return numbers - np.maximum.accumulate(np.where(again, 0, numbers))

    def _sum(self, inside: Flags) -> Worths:
        sums = np.bincount(self.chain[inside], self.worth[inside], minlength=self.chains)
        return sums.astype(np.float64)


def _brought(orders: _Orders, moments: Ints, params: DropOffs) -> Worths:
    """Return what orders brought after each step but the last; those that are steps so far are not."""
    end = moments[:, 0] + params.window
    rows = []
    for level in range(1, len(params.steps)):
        reached = moments[:, level - 1]
        ordering = [at for at in range(level) if _is_order(params.steps[at])]
        own = np.count_nonzero(moments[:, ordering] == reached[:, None], axis=1)
        rows.append(orders.worth_after(reached, own, end))
    return np.array(rows)


def _is_order(step: Step) -> bool:
    return any(EVENTS.get(name) == Deed.PLACED for name in step.events)


def _returning(params: DropOffs, orders_before: Ints) -> Ints:
    """Return 1 for new and 2 for returning; 0 where steps are orders, for then the funnel asks just this.

    Who completes a chain of orders later than the first has ordered before, who is lost has not: the
    trait would tell the outcome.
    """
    if any(_is_order(step) for step in params.steps[:-1]):
        return np.zeros_like(orders_before)
    return np.where(orders_before > 0, 2, 1)


def traits_at(sequences: Sequences, rows: Ints) -> tuple[Ints, tuple[npt.NDArray[Any], ...]]:
    """Return the codes of `STRATA` at some touchpoints, returning unknown, and what the codes mean."""
    columns = [optional(sequences, name) for name in STRATA[1:]]
    codes = [np.zeros(len(rows), np.int64), *(column.codes[rows].astype(np.int64) for column in columns)]
    return np.array(codes), (RETURNING, *(column.values for column in columns))


def _payments(
    sequences: Sequences, kept: Chains, levels: Levels, params: DropOffs
) -> tuple[Ints, npt.NDArray[Any]]:
    """Return, step by step, the last way to pay told before the next one, or before the end."""
    column = optional(sequences, "payment_method")
    known = np.zeros((len(params.steps) - 1, len(levels)), np.int64)
    if column.is_missing:
        return known, column.values
    first, stop = int(sequences.offsets[0]), int(sequences.offsets[-1])
    codes = column.codes[first:stop].astype(np.uint32)
    end = kept.moments[:, 0] + params.window
    for level, found in enumerate(known, start=1):
        before = np.where(levels > level, kept.moments[:, level] - 1, end)
        last_known(sequences.offsets, sequences.times, codes, first, kept.followed, kept.rows, before, found)
    return known, column.values


def followers(sequences: Sequences, profiles: Ints, moments: Ints) -> Ints:
    """Return the code of each profile's next event in the same visit, -1 for none."""
    following = np.empty(len(profiles), np.int64)
    rows = (sequences.offsets, sequences.times, sequences.events, sequences.system)
    next_events(*rows, profiles, moments, SESSION, following)
    return following
