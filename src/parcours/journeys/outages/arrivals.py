"""Who came to a step of the checkout on which day, who went on from it, and what that brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from parcours.journeys.drop_offs.worth import Worths, worths
from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.outages import kernel as k
from parcours.journeys.outages.steps import named_by, roles
from parcours.journeys.sequences import Column, Flags, Ints, Sequences
from parcours.kernels.kernel import filled
from parcours.touchpoints import MINUTE, day_number

VISIT = 30 * MINUTE
TRAITS = ("device", "browser", "os", "country", "language", "payment_method")


@dataclass(frozen=True, eq=False)
class Arrivals:
    """The people who came to a step on a day, one array element each; those with other traits are others.

    Parameters
    ----------
    profile
        Root id of whom it was.
    step, day
        The step's number, and the day of the shop in days since 1970-01-01.
    went
        Whether they went on in the same visit, in one of the visits of the day.
    brought, orders
        The revenue and the number of the orders of these visits from the step on.
    traits
        Codes of `TRAITS` at the step, one row each, 0 where missing.
    values, names
        What the codes mean, and what the steps are called.
    named_by
        The event that tells of the steps that have a name of their own.
    priced
        Whether any order has a revenue.
    """

    profile: Ints
    step: Ints
    day: Ints
    went: Flags
    brought: Worths
    orders: Ints
    traits: Ints
    values: tuple[npt.NDArray[Any], ...]
    names: npt.NDArray[Any]
    named_by: str
    priced: bool

    @classmethod
    def of(cls, sequences: Sequences, *, as_of: int, zone: ZoneInfo) -> Arrivals:
        """Read a piece; who came within half an hour of the end has not had the time to go on."""
        found = _found(sequences, as_of)
        found = found[sequences.times[found[:, k.ROW]] + VISIT <= as_of]
        at = found[:, k.ROW]
        columns = [optional(sequences, name) for name in TRAITS]
        orders = Orders.of(sequences, until=as_of)
        brought, number = _ordered(found, orders, worths(sequences, orders, margin=None, costs=None))
        visits = cls(
            profile=sequences.profiles[np.searchsorted(sequences.offsets, at, side="right") - 1],
            step=found[:, k.STEP],
            day=day_number(sequences.times[at], zone),
            went=found[:, k.WENT] > 0,
            brought=brought,
            orders=number,
            traits=np.array([column.codes[at].astype(np.int64) for column in columns]),
            values=tuple(column.values for column in columns),
            names=optional(sequences, "checkout_step").values,
            named_by=named_by(sequences),
            priced=bool(orders.priced.any()),
        )
        return visits._people()

    @classmethod
    def joined(cls, pieces: tuple[Arrivals, ...]) -> Arrivals:
        """Put the arrivals of all pieces in one row."""
        rows = ("profile", "step", "day", "went", "brought", "orders", "traits")
        return cls(
            **{name: np.concatenate([getattr(piece, name) for piece in pieces], axis=-1) for name in rows},
            values=tuple(max(values, key=len) for values in zip(*(p.values for p in pieces), strict=True)),
            names=max((piece.names for piece in pieces), key=len),
            named_by=pieces[0].named_by,
            priced=any(piece.priced for piece in pieces),
        )

    def __len__(self) -> int:
        return len(self.step)

    def _people(self) -> Arrivals:
        """Count whoever tries again on the same day once: a visitor who is stuck comes back."""
        whose = np.unique(self.profile, return_inverse=True)[1]
        key = _dense(np.array([whose, self.step, self.day, *self.traits]))
        _, first, who = np.unique(key, return_index=True, return_inverse=True)
        return Arrivals(
            profile=self.profile[first],
            step=self.step[first],
            day=self.day[first],
            went=np.bincount(who, self.went, minlength=len(first)) > 0,
            brought=np.bincount(who, self.brought, minlength=len(first)).astype(np.float64),
            orders=np.bincount(who, self.orders, minlength=len(first)).astype(np.int64),
            traits=self.traits[:, first],
            values=self.values,
            names=self.names,
            named_by=self.named_by,
            priced=self.priced,
        )


def _found(sequences: Sequences, as_of: int) -> npt.NDArray[np.int64]:
    piece = (
        *(sequences.times, sequences.events, sequences.offsets, sequences.hidden),
        roles(sequences),
        _codes(sequences, optional(sequences, "checkout_step")),
        *(as_of, VISIT),
    )
    firsts, done = np.zeros(k.STEPS, np.int64), np.zeros(2, np.int64)
    room = np.empty((len(sequences) + 1_000, k.COLUMNS), np.int64)
    found = filled(lambda table: k.arrive(*piece, firsts, done, table), room, len(sequences))
    return found[: done[k.ARRIVALS]]


def _codes(sequences: Sequences, column: Column) -> npt.NDArray[np.uint32]:
    if column.is_missing:
        return np.empty(0, np.uint32)
    start, stop = sequences.offsets[0], sequences.offsets[-1]
    return np.ascontiguousarray(column.codes[start:stop], dtype=np.uint32)


def _ordered(found: npt.NDArray[np.int64], orders: Orders, worth: Worths) -> tuple[Worths, Ints]:
    """Return what the orders between an arrival and the end of its visit brought, and how many they are."""
    total = np.concatenate([[0.0], np.cumsum(worth)])
    first = np.searchsorted(orders.position, found[:, k.ROW], side="left")
    last = np.searchsorted(orders.position, found[:, k.END], side="right")
    return total[last] - total[first], last - first


def _dense(columns: Ints) -> Ints:
    """Return one number for each combination of values; equal numbers for equal combinations only."""
    key, size = np.zeros(columns.shape[1], np.int64), 1
    for column in columns:
        values = int(column.max(initial=0)) + 1
        if size * values >= 1 << 62:
            key = np.unique(key, return_inverse=True)[1]
            size = int(key.max(initial=0)) + 1
        key, size = key * values + column, size * values
    return key
