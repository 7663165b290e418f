"""What other rules would make of the same profiles: who would be where, and what they brought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.journeys.orders import Orders
from parcours.journeys.sequences import Ints, Sequences
from parcours.journeys.stages.analysis import Piece, Stages
from parcours.journeys.stages.result import StagesResult
from parcours.journeys.stages.template import Template
from parcours.touchpoints.schema import STAGES

Matrix = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Compared:
    """The same profiles by two sets of rules.

    Parameters
    ----------
    now, then
        The stages by the one and by the other.
    profiles
        How many profiles are in a stage by the one (row) and by the other (column), in the order of
        the lifecycle.
    revenue
        What the orders of those brought until now, minor units of the shop's currency.
    """

    now: StagesResult
    then: StagesResult
    profiles: Matrix
    revenue: Matrix

    @property
    def moved(self) -> int:
        """How many profiles would be in another stage."""
        return int(self.profiles.sum() - np.trace(self.profiles))


@dataclass(frozen=True, eq=False)
class State:
    """What was read of some profiles: by both sets of rules, and what each profile brought."""

    now: tuple[Piece, ...]
    then: tuple[Piece, ...]
    revenue: tuple[Ints, ...]


@dataclass(frozen=True)
class CompareStages:
    """Compares two sets of rules.

    Parameters
    ----------
    as_of
        The moment of judgement, microseconds UTC.
    now, then
        The rules.
    """

    as_of: int
    now: Template
    then: Template

    def partial(self, sequences: Sequences) -> State:
        """Read some profiles."""
        told = Orders.told(sequences, until=self.as_of)
        now, then = (stages.read(sequences, told) for stages in self._both)
        brought = told.revenue_by_profile(len(sequences))
        seen = np.isin(sequences.profiles, now[0].profiles, assume_unique=True)
        return State(now, then, (brought[seen],))

    def merge(self, one: State, other: State) -> State:
        """Combine what two disjoint sets of profiles gave."""
        return State(one.now + other.now, one.then + other.then, one.revenue + other.revenue)

    def result(self, state: State) -> Compared:
        """Put both beside each other."""
        now, then = self._both
        one, other = now.result(state.now), then.result(state.then)
        pair = one.codes.astype(np.int64) * len(STAGES) + other.codes
        size = len(STAGES) ** 2
        revenue = np.zeros(size, np.int64)
        np.add.at(revenue, pair, np.concatenate(state.revenue))
        shape = len(STAGES), len(STAGES)
        counts = np.bincount(pair, minlength=size).astype(np.int64)
        return Compared(one, other, counts.reshape(shape), revenue.reshape(shape))

    @property
    def _both(self) -> tuple[Stages, Stages]:
        return Stages(self.as_of, self.now), Stages(self.as_of, self.then)
