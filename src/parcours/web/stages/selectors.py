"""The questions of the stages' screen, answered by the analyses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

import numpy as np

from parcours.journeys import Journeys
from parcours.journeys.sequences import Ints
from parcours.journeys.stages import Move, StagesResult
from parcours.touchpoints import STAGES, span
from parcours.web.explore.screen import Asked

_POINTS = 30


@dataclass(frozen=True)
class InStage:
    """One stage at the end of a day: how many are in it, for how long, and how many were before."""

    name: str
    now: int
    share: float | None
    median_seconds: float | None
    before: int | None
    course: tuple[int, ...]


@dataclass(frozen=True)
class Flagged:
    """How many customers bear a flag."""

    name: str
    customers: int
    share: float | None


@dataclass(frozen=True)
class Lifecycle:
    """The stages at the end of some days, and the moves in them.

    ``course`` of each stage has a count for each of ``days``.
    """

    n: int
    stages: tuple[InStage, ...]
    customers: int
    flags: tuple[Flagged, ...]
    moves: tuple[Move, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class ReadStages:
    """Who is in which stage at the end of the last day, who moved since the first, who was where before.

    Parameters
    ----------
    first, last
        The days.
    before
        The last day of the days that these are compared with; None for no comparison.
    """

    first: date
    last: date
    before: date | None
    is_long: ClassVar[bool] = False

    @classmethod
    def of(cls, about: Asked) -> ReadStages:
        """Return the question of a screen."""
        before = about.before
        return cls(about.period.first, about.period.last, before.last if before else None)

    def answer(self, journeys: Journeys) -> Lifecycle:
        """Read them."""
        result = journeys.stages(as_of=min(_end(self.last, journeys), journeys.as_of))
        days = _points(self.first, self.last)
        course = result.population(_ends(days, journeys))
        earlier = result.population(_ends((self.before,), journeys))[0] if self.before else None
        start, stop = span(self.first, self.last, journeys.zone)
        flags = result.flags().rows()
        return Lifecycle(
            n=result.n,
            stages=tuple(_stages(result, course, earlier)),
            customers=result.customers,
            flags=tuple(Flagged(row["flag"], row["customers"], row["share"]) for row in flags),
            moves=result.moves(start, stop),
            days=days,
        )


@dataclass(frozen=True)
class FindInStage:
    """Who was in a stage at the end of a day, with a flag, or both; empty texts ask for none."""

    last: date
    stage: str
    flag: str
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> Ints:
        """Find their ids."""
        result = journeys.stages(as_of=min(_end(self.last, journeys), journeys.as_of))
        return result.profiles(stage=self.stage or None, flag=self.flag or None)


def _stages(result: StagesResult, course: Ints, earlier: Ints | None) -> list[InStage]:
    rows = result.table().rows()
    return [
        InStage(
            name=name,
            now=row["profiles"],
            share=row["share"],
            median_seconds=row["median_in_stage"],
            before=None if earlier is None else int(earlier[at]),
            course=tuple(course[:, at].tolist()),
        )
        for at, (name, row) in enumerate(zip(STAGES, rows, strict=True))
    ]


def _points(first: date, last: date) -> tuple[date, ...]:
    """Return some days from the first to the last, evenly spread."""
    length = (last - first).days
    offsets = np.unique(np.linspace(0, length, min(length + 1, _POINTS)).round().astype(int))
    return tuple(first + timedelta(days=int(at)) for at in offsets)


def _ends(days: tuple[date, ...], journeys: Journeys) -> Ints:
    return np.array([_end(day, journeys) for day in days], np.int64)


def _end(day: date, journeys: Journeys) -> int:
    return span(day, day, journeys.zone)[1] - 1
