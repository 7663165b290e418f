"""Paths: each profile's touchpoints cut into journeys towards one order each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.journeys.orders import paths_kernel as k
from parcours.journeys.orders.columns import optional
from parcours.journeys.orders.orders import Orders
from parcours.journeys.sequences import Ints, Sequences
from parcours.kernels.kernel import filled
from parcours.touchpoints import EVENTS, STEPS, event

MINUTE = 60_000_000
OPEN, ABANDONED, ORDERED, DELIVERED = range(4)
OUTCOMES = ("open", "abandoned", "ordered", "delivered")
FIRST_CONTACT, OBSTACLES, ORDER, DELIVERY = "first_contact", "obstacles", "order", "delivery"
# What is said of an order without the customer doing anything on the way to the next one.
_ABOUT_ORDERS = ("Order Completed", "Order Updated", "Order Paid", "Order Cancelled", "Order Refunded")


@dataclass(frozen=True, eq=False)
class Paths:
    """Journeys of some profiles, sorted by (profile, time); one array element a journey.

    Parameters
    ----------
    profile
        The profile's number within the sequences.
    first, last
        The first and the last touchpoint that led to the order, or to nothing.
    start, end
        Their times, microseconds UTC.
    outcome
        `OPEN`, `ABANDONED`, `ORDERED` or `DELIVERED`.
    order
        The order's number in the `Orders` given; -1 where there is none.
    touchpoints, visits
        How many touchpoints it has, those after the order included; in how many visits the ones before.
    marks
        The marks of all its touchpoints together.
    reached
        When each step was first reached, microseconds after the start; -1 where never. Shape
        (journeys, steps).
    """

    profile: Ints
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    outcome: Ints
    order: Ints
    touchpoints: Ints
    visits: Ints
    marks: Ints
    reached: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.profile)


@dataclass(frozen=True)
class Cutting:
    """How touchpoints are cut into journeys; lengths in microseconds.

    ``steps`` are all steps in their order, ``step_of`` gives the step of each event that has one. What
    belongs to a step after the order goes to the last journey that ended with one; everything else that
    a customer does belongs to the open journey, or opens one.
    """

    as_of: int
    abandoned_after: int
    visit_ends_after: int
    step_of: Mapping[str, str]
    steps: tuple[str, ...] = STEPS

    @property
    def bits(self) -> Ints:
        """The bits of the steps that a journey reaches by itself, 0 where there is no such step."""
        own = (FIRST_CONTACT, OBSTACLES, ORDER, DELIVERY)
        return np.array([1 << self.steps.index(step) if step in self.steps else 0 for step in own], np.int64)


def catalogue_steps() -> dict[str, str]:
    """Return the steps of all events by which a customer reaches one."""
    return {
        entry.name: entry.step
        for entry in EVENTS
        if entry.step and entry.origin == "customer" and entry.name not in _ABOUT_ORDERS
    }


def cut(
    sequences: Sequences,
    orders: Orders,
    cutting: Cutting,
    *,
    marks: npt.NDArray[np.uint32],
    notes: npt.NDArray[np.int64],
) -> Paths:
    """Cut the touchpoints of some profiles into journeys.

    Parameters
    ----------
    orders
        Those of the same sequences that count, as of the same moment.
    marks
        By event code, bits that a journey collects.
    notes
        Rows (position, bits) by position: touchpoints that are an obstacle, and the bits that they add.
    """
    column = optional(sequences, "session_id")
    start, stop = sequences.offsets[0], sequences.offsets[-1]
    codes = column.codes[start : 0 if column.is_missing else stop]
    placed = (
        np.column_stack([orders.position, orders.delivered]) if len(orders) else np.empty((0, 2), np.int64)
    )
    piece = (
        *(sequences.times, sequences.events, sequences.offsets, sequences.hidden),
        np.ascontiguousarray(codes, dtype=np.uint32),
        roles(sequences, cutting.step_of, cutting.steps),
        cutting.bits,
        marks,
        np.ascontiguousarray(notes),
        np.ascontiguousarray(placed),
        *(cutting.as_of, cutting.abandoned_after, cutting.visit_ends_after),
    )
    done = np.zeros(4, np.int64)
    room = np.empty((2 * len(sequences) + 100, k.REACHED + len(cutting.steps)), np.int64)
    journeys = filled(lambda table: k.cut(*piece, done, table), room, len(sequences))
    return _paths(journeys[: done[k.JOURNEYS]])


def _paths(table: npt.NDArray[np.int64]) -> Paths:
    return Paths(
        profile=table[:, k.PROFILE],
        first=table[:, k.FIRST],
        last=table[:, k.LAST],
        start=table[:, k.START],
        end=table[:, k.END],
        # What is looked at kind by kind lies together.
        outcome=np.ascontiguousarray(table[:, k.OUTCOME]),
        order=np.ascontiguousarray(table[:, k.WHICH]),
        touchpoints=table[:, k.TOUCHPOINTS],
        visits=table[:, k.VISITS],
        marks=np.ascontiguousarray(table[:, k.MARKS]),
        reached=table[:, k.REACHED :],
    )


def roles(sequences: Sequences, step_of: Mapping[str, str], steps: tuple[str, ...] = STEPS) -> Ints:
    """Return by event code what a touchpoint is to a journey, with its step in the lower bits."""
    named = zip(sequences.names, sequences.system, strict=True)
    return np.array(
        [k.NOTHING if system else _role(name, step_of.get(name), steps) for name, system in named], np.int64
    )


def _role(name: str, step: str | None, steps: tuple[str, ...]) -> int:
    if name in _ABOUT_ORDERS:
        return k.NOTHING
    known = event(name)
    by_customer = known is None or known.origin == "customer"
    if step is None:
        return k.ON_THE_WAY if by_customer else k.NOTHING
    role = k.ON_THE_WAY
    if steps.index(step) > steps.index(ORDER):
        role = k.AFTERWARDS if by_customer else k.AFTERWARDS_BY_SHOP
    return role | 1 << steps.index(step)
