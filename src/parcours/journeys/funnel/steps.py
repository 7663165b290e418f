"""The steps of a funnel, and which touchpoints can be which step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.errors import InputError
from parcours.journeys.funnel.kernel import MOST_STEPS, number
from parcours.journeys.names import demand_event
from parcours.journeys.sequences import Flags, Sequences

Masks = npt.NDArray[np.uint64]
Symbols = npt.NDArray[np.uint16]
Values = tuple[Any, ...]
_ONE = np.uint64(1)
_EVERY = np.uint64(0xFFFFFFFFFFFFFFFF)


@dataclass(frozen=True)
class Step:
    """One step of a funnel.

    Parameters
    ----------
    events
        The event's name, or several of which any will do.
    where
        Values of further columns, by the column's name: one value, or several of which any will do.
        None means *missing*.
    name
        What the step is called; its events otherwise.

    Examples
    --------
    >>> Step(["Email Clicked", "SMS Clicked"], where={"device": "mobile"}).name
    'Email Clicked or SMS Clicked'
    """

    events: tuple[str, ...]
    where: tuple[tuple[str, Values], ...] = ()
    name: str = ""

    def __init__(
        self,
        events: str | Sequence[str],
        where: Mapping[str, Any] | None = None,
        name: str = "",
    ) -> None:
        names = (events,) if isinstance(events, str) else tuple(events)
        if not names:
            raise InputError("A step names no event.", expected="At least one event's name.")
        filters = tuple((column, _several(values)) for column, values in (where or {}).items())
        object.__setattr__(self, "events", names)
        object.__setattr__(self, "where", filters)
        object.__setattr__(self, "name", name or " or ".join(names))


def _several(values: Any) -> Values:
    return tuple(values) if isinstance(values, list | tuple | set | frozenset) else (values,)


def parse_steps(steps: Sequence[str | Step]) -> tuple[Step, ...]:
    """Return the steps of a funnel, or say why there is none."""
    if isinstance(steps, str) or not 1 <= len(steps) <= MOST_STEPS:
        count = 1 if isinstance(steps, str) else len(steps)
        raise InputError(
            f"A funnel of {count} steps cannot be counted.",
            expected=f"A list of 1 to {MOST_STEPS} steps, each an event's name or a Step.",
        )
    return tuple(Step(step) if isinstance(step, str) else step for step in steps)


def symbols_of(sequences: Sequences, steps: tuple[Step, ...]) -> tuple[Symbols, Masks]:
    """Return a symbol for each touchpoint of the piece, and the steps that each symbol can be.

    Without filters the symbols are the event codes as they are: nothing is copied.
    """
    rows = slice(int(sequences.offsets[0]), int(sequences.offsets[-1]))
    by_event = _masks_by_event(sequences, steps)
    events = sequences.events[rows]
    if not any(step.where for step in steps):
        return events, by_event
    masks = by_event[events]
    for at, step in enumerate(steps):
        for column, values in step.where:
            masks &= np.where(
                _among(sequences, column, values, rows), _EVERY, _EVERY ^ (_ONE << np.uint64(at))
            )
    return _numbered(masks)


def _masks_by_event(sequences: Sequences, steps: tuple[Step, ...]) -> Masks:
    masks = np.zeros(len(sequences.names), np.uint64)
    for at, step in enumerate(steps):
        for name in step.events:
            demand_event(sequences, name)
        masks[sequences.codes(*step.events)] |= _ONE << np.uint64(at)
    return masks


def _among(sequences: Sequences, name: str, values: Values, rows: slice) -> Flags:
    column = sequences.column(name)
    among = np.array([known in values for known in column.values.tolist()], np.bool_)
    among[0] = None in values
    return among[column.codes[rows]]


def _numbered(masks: Masks) -> tuple[Symbols, Masks]:
    symbols, table = np.empty(len(masks), np.uint16), np.empty(1 << 16, np.uint64)
    known = number(masks, symbols, table)
    if known < 0:
        raise InputError(
            f"The steps' filters tell more than {len(table):,} kinds of touchpoints apart.",
            advice="Filter fewer steps.",
        )
    return symbols, table[:known]
