"""The map's own numbers: volume, going on, time, channels and scores, by touchpoint and by stage."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.journey_map import kernel as k
from parcours.journeys.journey_map.places import Places
from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.sequences import Column, Ints, Sequences
from parcours.touchpoints import STAGES

_SECOND = 1_000_000


@dataclass(frozen=True, eq=False)
class Volumes:
    """What some profiles did, by bucket of `Places`.

    ``met`` counts the touchpoints of each event, ``counts`` each bucket's profiles and those that went
    on, ``by_stage`` each stage's profiles. ``who`` and ``gaps`` are the bucket and the microseconds of
    each profile that went on, in pieces. ``channels`` counts profiles by stage and channel, ``scores``
    touchpoints by event and score, each with what its codes mean. ``first`` and ``last`` are moments.
    ``priced`` says whether any order has a revenue; ``customers`` have an order that counts.
    """

    places: Places
    profiles: int
    first: int
    last: int
    met: Ints
    counts: npt.NDArray[np.int64]
    by_stage: Ints
    who: tuple[npt.NDArray[np.uint16], ...]
    gaps: tuple[Ints, ...]
    channels: npt.NDArray[np.int64]
    channel_names: npt.NDArray[Any]
    scores: npt.NDArray[np.int64]
    score_values: npt.NDArray[Any]
    priced: bool
    customers: int

    def touchpoints(self, of: Ints, number: int) -> int:
        """Return how many touchpoints have the number that ``of`` gives their event."""
        return int(self.met[of == number].sum())

    def median_seconds(self) -> list[float | None]:
        """Return by bucket the median time to what came next."""
        who, gaps = np.concatenate(self.who), np.concatenate(self.gaps)
        order = np.argsort(who, kind="stable")
        ends = np.searchsorted(who[order], np.arange(len(self.counts) + 1))
        pieces = (gaps[order[start:end]] for start, end in pairwise(ends))
        return [float(np.median(piece)) / _SECOND if len(piece) else None for piece in pieces]


def read(sequences: Sequences, within: int) -> Volumes:
    """Read a piece; ``within`` is how long going on may take, microseconds."""
    places = Places(sequences.names, sequences.system)
    orders = Orders.of(sequences)
    followed = _followed(sequences, orders, places, within)
    channels, scores = optional(sequences, "channel"), optional(sequences, "score")
    first, last = _span(sequences)
    return Volumes(
        places=places,
        profiles=int(np.count_nonzero(~sequences.hidden)),
        first=first,
        last=last,
        met=followed.met,
        counts=followed.counts,
        by_stage=_by_stage(sequences, places),
        who=(followed.who,),
        gaps=(followed.gaps,),
        channels=_channels(sequences, places, channels),
        channel_names=channels.values,
        scores=_scores(sequences, scores),
        score_values=scores.values,
        priced=bool(orders.priced.any()),
        customers=int(np.count_nonzero(orders.number == 1)),
    )


def add(one: Volumes, other: Volumes) -> Volumes:
    """Put together what two disjoint sets of profiles did."""
    return Volumes(
        places=one.places,
        profiles=one.profiles + other.profiles,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        met=one.met + other.met,
        counts=one.counts + other.counts,
        by_stage=one.by_stage + other.by_stage,
        who=one.who + other.who,
        gaps=one.gaps + other.gaps,
        channels=_sum(one.channels, other.channels),
        channel_names=max(one.channel_names, other.channel_names, key=len),
        scores=_sum(one.scores, other.scores),
        score_values=max(one.score_values, other.score_values, key=len),
        priced=one.priced or other.priced,
        customers=one.customers + other.customers,
    )


@dataclass(frozen=True, eq=False)
class _Followed:
    met: Ints
    counts: npt.NDArray[np.int64]
    who: npt.NDArray[np.uint16]
    gaps: Ints


def _followed(sequences: Sequences, orders: Orders, places: Places, within: int) -> _Followed:
    starts = np.searchsorted(orders.profile, np.arange(len(sequences) + 1))
    met, counts = np.zeros(len(places.names), np.int64), np.zeros((places.buckets, 2), np.int64)
    # A profile goes on at most once from a bucket, and each of its touchpoints is in two.
    most = min(2 * sequences.touchpoints, len(sequences) * places.buckets)
    who, gaps = np.empty(most, np.uint16), np.empty(most, np.int64)
    rows = (sequences.offsets, sequences.hidden, sequences.times, sequences.events)
    found = k.follow(*rows, starts, orders.time, places.table, within, met, counts, who, gaps)
    return _Followed(met, counts, who[:found].copy(), gaps[:found].copy())


def _by_stage(sequences: Sequences, places: Places) -> Ints:
    counts = np.zeros(len(STAGES), np.int64)
    k.by_stage(sequences.offsets, sequences.hidden, sequences.events, places.stages, counts)
    return counts


def _span(sequences: Sequences) -> tuple[int, int]:
    there = ~sequences.hidden & (np.diff(sequences.offsets) > 0)
    if not there.any():
        return k.NEVER, -k.NEVER
    firsts, lasts = sequences.offsets[:-1][there], sequences.offsets[1:][there] - 1
    return int(sequences.times[firsts].min()), int(sequences.times[lasts].max())


def _channels(sequences: Sequences, places: Places, column: Column) -> npt.NDArray[np.int64]:
    counts = np.zeros((len(STAGES), len(column.values)), np.int64)
    if not column.is_missing:
        rows = (sequences.offsets, sequences.hidden, sequences.events)
        k.by_channel(*rows, places.stages, _codes(sequences, column), counts)
    return counts


def _scores(sequences: Sequences, column: Column) -> npt.NDArray[np.int64]:
    counts = np.zeros((len(sequences.names), len(column.values)), np.int64)
    if not column.is_missing:
        k.by_score(sequences.offsets, sequences.hidden, sequences.events, _codes(sequences, column), counts)
    return counts


def _codes(sequences: Sequences, column: Column) -> npt.NDArray[np.uint32]:
    mine = column.codes[sequences.offsets[0] : sequences.offsets[-1]]
    return np.ascontiguousarray(mine, dtype=np.uint32)


def _sum(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    # A part that came later may know more values; those it shares have the same codes.
    rows, columns = max(one.shape[0], other.shape[0]), max(one.shape[1], other.shape[1])
    total = np.zeros((rows, columns), np.int64)
    for counts in (one, other):
        total[: counts.shape[0], : counts.shape[1]] += counts
    return total
