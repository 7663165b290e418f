"""Frictions: how often each kind is met, where, and what became of the journeys that met it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from parcours.journeys.drop_offs import Returns
from parcours.journeys.drop_offs.worth import worths
from parcours.journeys.frictions import detect
from parcours.journeys.frictions.after import After
from parcours.journeys.frictions.aftermath import aftermath
from parcours.journeys.frictions.contrast import Contrast
from parcours.journeys.frictions.detect import KINDS, Found
from parcours.journeys.frictions.result import EXAMPLES, Example, Friction, FrictionsResult
from parcours.journeys.frictions.worth import Worth
from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.orders.paths import ABANDONED, OPEN, Cutting, Paths, catalogue_steps, cut
from parcours.journeys.orders.rows import positions
from parcours.journeys.sequences import Flags, Ints, Sequences

Table = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class State:
    """What some profiles met; one element a kind.

    ``journeys`` has a row a kind: with the friction lost and in all, without it lost and in all, and how
    many met it anywhere, where only the first touchpoint that decides is compared.
    ``worths`` is what the order of a journey was worth that came as far without it; ``after`` is what
    befell orders.
    """

    recorded: Flags
    occurrences: Ints
    profiles: Ints
    journeys: Table
    where: tuple[Counter[str], ...]
    examples: tuple[tuple[Example, ...], ...]
    worths: tuple[Worth, ...]
    after: tuple[After, ...]


@dataclass(frozen=True)
class Frictions:
    """How often each kind of friction is met, and how many journeys end there.

    Parameters
    ----------
    as_of
        The moment of judgement, microseconds UTC.
    abandoned_after, long_silence
        After how much silence a journey is abandoned, and how long a pause in the checkout is long;
        microseconds.
    zone
        The shop's, by its name: an order promised for a day has that day.
    returns
        How long another order is awaited.
    """

    as_of: int
    abandoned_after: int
    long_silence: int
    zone: str
    returns: Returns

    def partial(self, sequences: Sequences) -> State:
        """Read some profiles."""
        found = detect.find(sequences, as_of=self.as_of, long_silence=self.long_silence)
        owner = np.searchsorted(sequences.offsets, found.position, side="right") - 1
        met = np.unique(found.kind * len(sequences) + owner) // max(len(sequences), 1)
        orders = Orders.of(sequences, until=self.as_of)
        compared = _compared(sequences, self._paths(sequences, orders, found), found)
        return State(
            recorded=detect.recorded(sequences),
            occurrences=np.bincount(found.kind, minlength=len(KINDS)),
            profiles=np.bincount(met, minlength=len(KINDS)),
            journeys=np.array([each.counts for each in compared], dtype=np.int64),
            where=tuple(_where(sequences, found, number) for number in range(len(KINDS))),
            examples=tuple(_examples(sequences, found, owner, number) for number in range(len(KINDS))),
            worths=_worths(sequences, orders, [each.without for each in compared]),
            after=(After.of(sequences, as_of=self.as_of, zone=ZoneInfo(self.zone)),),
        )

    def merge(self, one: State, other: State) -> State:
        """Combine what two disjoint sets of profiles gave."""
        return State(
            recorded=one.recorded | other.recorded,
            occurrences=one.occurrences + other.occurrences,
            profiles=one.profiles + other.profiles,
            journeys=one.journeys + other.journeys,
            where=tuple(a + b for a, b in zip(one.where, other.where, strict=True)),
            examples=tuple((a + b)[:EXAMPLES] for a, b in zip(one.examples, other.examples, strict=True)),
            worths=tuple(a + b for a, b in zip(one.worths, other.worths, strict=True)),
            after=one.after + other.after,
        )

    def result(self, state: State) -> FrictionsResult:
        """Return one entry a kind; its numbers are None where the log cannot show it."""
        on_the_way = (_friction(state, number) for number in range(len(KINDS)))
        return FrictionsResult.of(self, (*on_the_way, *aftermath(After.joined(state.after), self.returns)))

    def _paths(self, sequences: Sequences, orders: Orders, found: Found) -> Paths:
        marks = np.zeros(len(sequences.names), dtype=np.uint32)
        for number, kind in enumerate(KINDS):
            marks[sequences.codes(*kind.compared)] |= np.uint32(1 << len(KINDS) + number)
        cutting = Cutting(self.as_of, self.abandoned_after, detect.VISIT, catalogue_steps())
        return cut(sequences, orders, cutting, marks=marks, notes=detect.notes(found))


@dataclass(frozen=True, eq=False)
class _Compared:
    """Of one kind, a row of ``State.journeys``, and the orders of the journeys without it."""

    counts: tuple[int, ...]
    without: Ints


def _compared(sequences: Sequences, paths: Paths, found: Found) -> list[_Compared]:
    closed = paths.outcome != OPEN
    lost = paths.outcome == ABANDONED
    rows = []
    for number in range(len(KINDS)):
        met = _met(sequences, paths, found, number)
        came = (paths.marks >> len(KINDS) + number & 1 == 1) & ~met
        anywhere = paths.marks >> number & 1 == 1
        those = (met & lost, met & closed, came & lost, came & closed, anywhere & closed)
        counts = tuple(int(which.sum()) for which in those)
        rows.append(_Compared(counts, paths.order[came & (paths.order >= 0)]))
    return rows


def _worths(sequences: Sequences, orders: Orders, some: list[Ints]) -> tuple[Worth, ...]:
    """Return what orders are worth of which a price is known, as told by some and by others."""
    worth = worths(sequences, orders, margin=None, costs=None)
    priced = [which[orders.priced[which]] for which in some]
    return tuple(Worth.of(worth[which], orders.profile[which]) for which in priced)


def _met(sequences: Sequences, paths: Paths, found: Found, number: int) -> Flags:
    """Say which journeys met a friction, or met it at the first touchpoint that decides."""
    if not KINDS[number].decided_by:
        marked: Flags = paths.marks >> number & 1 == 1
        return marked
    decides = np.zeros(len(sequences.names), dtype=np.bool_)
    decides[sequences.codes(KINDS[number].decided_by)] = True
    at = positions(sequences, decides)
    path = np.searchsorted(paths.first, at, side="right") - 1
    inside = (path >= 0) & (at <= paths.last[path]) if len(paths) else np.zeros(len(at), dtype=np.bool_)
    decided, first = np.unique(path[inside], return_index=True)
    met = np.zeros(len(paths), dtype=np.bool_)
    met[decided] = np.isin(at[inside][first], found.position[found.kind == number])
    return met


def _where(sequences: Sequences, found: Found, number: int) -> Counter[str]:
    column = optional(sequences, KINDS[number].where)
    those = found.kind == number
    place = column.codes[found.position[those]].astype(np.int64)
    other = np.where(found.other[those] > 0, found.other[those], place)
    size = max(place.max(initial=0), other.max(initial=0)) + 1
    pairs, counts = np.unique(np.minimum(place, other) * size + np.maximum(place, other), return_counts=True)
    named = (
        (" ⇄ ".join(str(column.values[code]) for code in dict.fromkeys(divmod(pair, size))), int(count))
        for pair, count in zip(pairs.tolist(), counts, strict=True)
        if pair >= size
    )
    return Counter(dict(named))


def _examples(sequences: Sequences, found: Found, owner: Ints, number: int) -> tuple[Example, ...]:
    those = np.flatnonzero(found.kind == number)[:EXAMPLES]
    return tuple(
        Example(int(sequences.profiles[owner[row]]), int(sequences.times[found.position[row]]))
        for row in those
    )


def _contrast(lost: int, met: int, other_lost: int, others: int, anywhere: int) -> Contrast:
    """Hold what the first touchpoints tell to be true of all journeys that met it."""
    if anywhere == met or not met:
        return Contrast(lost, met, other_lost, others)
    return Contrast(lost * anywhere / met, anywhere, other_lost, others, weight=met / anywhere)


def _friction(state: State, number: int) -> Friction:
    kind = KINDS[number]
    if not state.recorded[number]:
        return Friction(kind.name, kind.meaning)
    contrast = _contrast(*state.journeys[number].tolist())
    return Friction(
        kind.name,
        kind.meaning,
        occurrences=int(state.occurrences[number]),
        profiles=int(state.profiles[number]),
        contrast=contrast,
        cost=contrast.cost(state.worths[number]),
        where=tuple(state.where[number].most_common(5)),
        examples=state.examples[number],
    )
