"""The touchpoints of a chunk of people as one table, ordered by person and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.columns import KINDS
from parcours.demo.simulate.lines import joined
from parcours.demo.simulate.log import Block, Log
from parcours.demo.simulate.state import Lines, People, Visits

Array = npt.NDArray[Any]
_NOBODY = np.zeros(0, np.int64)
_NO_BLOCK = Block("Page Viewed", *(_NOBODY for _ in range(6)), {}, None)


@dataclass(frozen=True)
class Rows:
    """Touchpoints, one element each.

    ``columns`` are those of `columns.KINDS`, and what a row has of its person and visit: numbers and
    places, -1 where there is none.
    """

    event: Array
    moment: Ints
    columns: dict[str, Array]
    items: Lines

    def __len__(self) -> int:
        return len(self.moment)

    def take(self, wanted: Ints | Flags) -> Rows:
        """Return some rows."""
        places = np.flatnonzero(wanted) if wanted.dtype == np.bool_ else wanted
        columns = {name: column[places] for name, column in self.columns.items()}
        return Rows(self.event[places], self.moment[places], columns, self.items.take(places))


def gather(log: Log, people: People, events: Sequence[str], start: int, end: int) -> Rows:
    """Return what a log holds within the simulated time, person by person in the order of time.

    The number of an event is its place in ``events``.
    """
    blocks, numbers = log.blocks or [_NO_BLOCK], {event: number for number, event in enumerate(events)}
    sizes = [len(block.moment) for block in blocks]
    moment = np.concatenate([block.moment for block in blocks])
    person = np.concatenate([block.person for block in blocks])
    inside = np.flatnonzero((moment >= start) & (moment < end))
    span = int(end - start).bit_length()
    order = inside[np.argsort((person[inside] << span) + (moment[inside] - start), kind="stable")]
    person = person[order]
    event = np.repeat(np.array([numbers[block.event] for block in blocks], np.int16), sizes)[order]
    columns = {
        "number": people.number[person].astype(np.int32),
        "nth": _nth(person),
        "country": people.country[person].astype(np.int8),
        "language": people.language[person].astype(np.int8),
        "user": _all(blocks, "user")[order].astype(np.int32),
        "browser": _all(blocks, "browser")[order],
        "device": _all(blocks, "device")[order].astype(np.int8),
        **_of_visits(_all(blocks, "visit")[order], log.rounds),
        **{name: _column(name, blocks, sizes)[order] for name in KINDS},
    }
    return Rows(event, moment[order], columns, _items(blocks).take(order))


def _all(blocks: list[Block], name: str) -> Ints:
    return np.concatenate([getattr(block, name) for block in blocks])


def _nth(person: Ints) -> Array:
    """Return which row of its person each is, from 0."""
    first = np.searchsorted(person, person, side="left")
    return (np.arange(len(person)) - first).astype(np.int32)


def _column(name: str, blocks: list[Block], sizes: list[int]) -> Array:
    kind = KINDS[name]
    column = np.full(sum(sizes), kind.nothing, kind.type)
    at = 0
    for block, size in zip(blocks, sizes, strict=True):
        if name in block.columns:
            column[at : at + size] = block.columns[name]
        at += size
    return column


def _items(blocks: list[Block]) -> Lines:
    return joined([block.items or _nothing(len(block.moment)) for block in blocks])


def _nothing(size: int) -> Lines:
    none = np.zeros(0, np.int64)
    return Lines(np.zeros(size + 1, np.int64), none, none, none, none)


def _of_visits(visit: Ints, rounds: list[Visits]) -> dict[str, Array]:
    """Return what rows have of their visit; a visit of -1 is none."""

    def spread(values: list[Ints], kind: npt.DTypeLike) -> Array:
        return np.append(np.concatenate([_NOBODY, *values]), -1).astype(kind)[visit]

    return {
        "session": spread([visits.key for visits in rounds], np.int64),
        "source": spread([visits.source for visits in rounds], np.int8),
        "landing": spread([visits.landing for visits in rounds], np.int32),
        "began": spread([visits.moment for visits in rounds], np.int64),
    }
