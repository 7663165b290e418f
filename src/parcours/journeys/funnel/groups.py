"""Counts and times of some of a funnel's profiles."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from parcours.journeys.funnel.reached import Levels, Reached
from parcours.journeys.quantiles import quantile
from parcours.journeys.sequences import Ints

Numbers = npt.NDArray[np.float64]
MOST_GROUPS = 200
MISSING = "(missing)"
_SECOND = 1_000_000


@dataclass(frozen=True, eq=False)
class Times:
    """Seconds that the profiles who reached a step took to it, one a step; NaN where nobody did."""

    median: Numbers
    p90: Numbers
    mean: Numbers

    @classmethod
    def of(cls, taken: list[Ints]) -> Times:
        """Summarise the microseconds taken to each step after the first, exactly."""
        rows = [(np.nan, np.nan, np.nan), *(_summary(micros) for micros in taken)]
        return cls(*np.array(rows).T / _SECOND)


def _summary(micros: Ints) -> tuple[float, float, float]:
    mean = float(micros.mean()) if len(micros) else np.nan
    return quantile(micros, 0.5), quantile(micros, 0.9), mean


@dataclass(frozen=True, eq=False)
class Group:
    """The profiles that have one value of the breakdown at their first step, or all.

    Parameters
    ----------
    value
        The value, as text.
    counts
        How many profiles reached each step.
    """

    value: str
    counts: Ints
    _levels: tuple[Levels, ...] = field(repr=False)
    _moments: tuple[Ints, ...] = field(repr=False)

    @property
    def rates(self) -> Numbers:
        """The share of the profiles at the first step that reached each step; NaN where there are none."""
        return _shares(self.counts, np.full(len(self.counts), self.counts[0]))

    @property
    def step_rates(self) -> Numbers:
        """The share of the profiles at the step before that reached each step."""
        return _shares(self.counts, np.concatenate((self.counts[:1], self.counts[:-1])))

    @cached_property
    def since_previous(self) -> Times:
        """Time from the step before, over the chains counted."""
        return Times.of([self._taken(step, step - 1) for step in range(1, len(self.counts))])

    @cached_property
    def since_first(self) -> Times:
        """Time from the first step, over the chains counted."""
        return Times.of([self._taken(step, 0) for step in range(1, len(self.counts))])

    def _taken(self, step: int, since: int) -> Ints:
        pairs = zip(self._levels, self._moments, strict=True)
        return np.concatenate([(m[:, step] - m[:, since])[levels > step] for levels, m in pairs])


def everybody(pieces: tuple[Reached, ...], steps: int) -> Group:
    """Count all profiles."""
    counts = sum((_counts(piece.levels, steps) for piece in pieces), np.zeros(steps, np.int64))
    levels = tuple(piece.levels[piece.followed] for piece in pieces)
    return Group("all", counts, levels, tuple(piece.moments for piece in pieces))


def broken_down(pieces: tuple[Reached, ...], steps: int) -> tuple[Group, ...]:
    """Count the profiles by the value at their first step, the most frequent values first."""
    codes = np.concatenate([piece.codes for piece in pieces]).astype(np.int64)
    levels = np.concatenate([piece.levels[piece.followed] for piece in pieces])
    moments = np.concatenate([piece.moments for piece in pieces])
    values = max((piece.values for piece in pieces), key=len)
    sizes = np.bincount(codes, minlength=1)
    ranked = np.argsort(-sizes, kind="stable")[: np.count_nonzero(sizes)]
    places = np.full(len(sizes), MOST_GROUPS)
    places[ranked[:MOST_GROUPS]] = np.arange(len(ranked[:MOST_GROUPS]))
    order = np.argsort(places[codes], kind="stable")
    cuts = np.cumsum(sizes[ranked[:MOST_GROUPS]])
    labels = [_label(values, int(code)) for code in ranked[:MOST_GROUPS]]
    if len(ranked) > MOST_GROUPS:
        labels.append(f"other ({len(ranked) - MOST_GROUPS} values)")
    parts = zip(labels, np.split(order, cuts), strict=False)
    return tuple(_group(label, levels[part], moments[part], steps) for label, part in parts)


def _group(label: str, levels: Levels, moments: Ints, steps: int) -> Group:
    return Group(label, _counts(levels, steps), (levels,), (moments,))


def _label(values: npt.NDArray[np.generic], code: int) -> str:
    return str(values[code]) if code else MISSING


def _counts(levels: Levels, steps: int) -> Ints:
    at = np.bincount(levels, minlength=steps + 1)[1:]
    return at[::-1].cumsum()[::-1]


def _shares(part: Ints, whole: Ints) -> Numbers:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
