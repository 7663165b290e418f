"""The touchpoints of a chunk of people as one table, ordered by person and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Ints
from parcours.demo.simulate.columns import KINDS
from parcours.demo.simulate.lines import joined
from parcours.demo.simulate.log import Block, Log, Who
from parcours.demo.simulate.state import Lines, People, Visits

Array = npt.NDArray[Any]
_NOBODY = np.zeros(0, np.int64)
_NO_BLOCK = Block("Page Viewed", Who.of(*(_NOBODY for _ in range(6))), {}, None)


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

    def take(self, places: Ints) -> Rows:
        """Return some rows, in the order of their places."""
        columns = {name: column[places] for name, column in self.columns.items()}
        return Rows(self.event[places], self.moment[places], columns, self.items.take(places))

    def part(self, start: int, stop: int) -> Rows:
        """Return the rows from one place up to before another."""
        columns = {name: column[start:stop] for name, column in self.columns.items()}
        return Rows(self.event[start:stop], self.moment[start:stop], columns, self.items.part(start, stop))


def gather(log: Log, people: People, events: Sequence[str], starts: Ints) -> Rows:
    """Return what a log holds, month by month and within a month person by person in the order of time.

    The number of an event is its place in ``events``. ``starts`` are the moments at which the months begin,
    and the end: what lies outside is left out.
    """
    blocks, numbers = log.blocks or [_NO_BLOCK], {event: number for number, event in enumerate(events)}
    sizes = [len(block.who) for block in blocks]
    moment, person = _all(blocks, "moment"), _all(blocks, "person")
    order = _order(person, moment, starts)
    event = np.repeat(np.array([numbers[block.event] for block in blocks], np.int16), sizes)
    person, moment = person[order], moment[order]
    month, visit = _month(moment, starts), _all(blocks, "visit")[order]
    columns = {
        "number": people.number[person].astype(np.int32),
        "month": month,
        "nth": _nth(person, month),
        "country": people.country[person].astype(np.int8),
        "language": people.language[person].astype(np.int8),
        **{name: _all(blocks, name)[order] for name in ("browser", "device")},
        "user": _known(_all(blocks, "user")[order], visit, moment, log.rounds),
        **_of_visits(visit, log.rounds),
        **_columns(blocks, _places(order, sum(sizes)), len(order)),
    }
    return Rows(event[order], moment, columns, _items(blocks).take(order))


def _order(person: Ints, moment: Ints, starts: Ints) -> Ints:
    """Return the places of the rows to keep, in the order in which they are kept."""
    inside = np.flatnonzero((moment >= starts[0]) & (moment < starts[-1]))
    span = int(starts[-1] - starts[0]).bit_length()
    key = (person[inside].astype(np.int64) << span) + (moment[inside] - starts[0])
    by_person = inside[np.argsort(key, kind="stable")]
    return by_person[np.argsort(_month(moment[by_person], starts), kind="stable")]


def _month(moment: Ints, starts: Ints) -> Array:
    return (np.searchsorted(starts, moment, side="right") - 1).astype(np.int16)


def _all(blocks: list[Block], name: str) -> Array:
    return np.concatenate([getattr(block.who, name) for block in blocks])


def _nth(person: Array, month: Array) -> Array:
    """Return which row of its person and month each is, from 0."""
    new = np.concatenate([[True], (np.diff(person) != 0) | (np.diff(month) != 0)])[: len(person)]
    first = np.flatnonzero(new)
    return (np.arange(len(person)) - np.repeat(first, np.diff(np.append(first, len(person))))).astype(
        np.int32
    )


def _places(order: Ints, size: int) -> Ints:
    """Return where each row of the log comes to stand; one place after the last for what is left out."""
    places = np.full(size, len(order))
    places[order] = np.arange(len(order))
    return places


def _columns(blocks: list[Block], places: Ints, size: int) -> dict[str, Array]:
    """Return the columns that blocks fill: most blocks fill few of them."""
    columns = {name: np.full(size + 1, kind.nothing, kind.type) for name, kind in KINDS.items()}
    at = 0
    for block in blocks:
        there = places[at : at + len(block.who)]
        for name, values in block.columns.items():
            columns[name][there] = values
        at += len(block.who)
    return {name: column[:size] for name, column in columns.items()}


def _items(blocks: list[Block]) -> Lines:
    return joined([block.items or _nothing(len(block.who)) for block in blocks])


def _nothing(size: int) -> Lines:
    none = np.zeros(0, np.int64)
    return Lines(np.zeros(size + 1, np.int64), none, none, none, none)


def _known(user: Array, visit: Array, moment: Ints, rounds: list[Visits]) -> Array:
    """Return the accounts that rows name: within a visit, none before the device knows who it is."""
    known_from = np.concatenate([*(visits.known_from for visits in rounds), [0]])[visit]
    return np.where(moment >= known_from, user, -1).astype(np.int32)


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
