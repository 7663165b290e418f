"""The days on which fewer people than usual went on from a step: Kulldorff's scan over time.

A *cell* is a step and one value of a trait, or everybody at that step. All windows of days of all
cells are looked at; the one that the log speaks for most is taken, its days are forgotten in all cells
of its step, so that others do not tell of the same again, and so on while there is one beyond chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, exp, log

import numpy as np
import numpy.typing as npt

from parcours.journeys.outages import kernel as k
from parcours.journeys.outages.arrivals import Arrivals
from parcours.journeys.sequences import Ints

Counts = npt.NDArray[np.int64]

LEAST = 50
"""People that a cell must have: fewer could never show anything."""

_BLOCKS = 5
_MEDIAN_OF_CHI_SQUARE = 0.4549364
_LEAST_VARIANCE = 5.0


@dataclass(frozen=True)
class Scan:
    """What is looked for.

    Parameters
    ----------
    longest
        How many days a window has at most.
    drop
        The share that goes on is at most this part of the usual one: a step that stopped working, and
        not one that a little fewer like.
    false_alarms
        The chance that a shop without any outage is said to have one, at most.
    """

    longest: int = 60
    drop: float = 0.5
    false_alarms: float = 0.05


@dataclass(frozen=True, eq=False)
class Cells:
    """How many came and went on, one row a cell, one column a day; ``trait`` -1 is everybody."""

    step: Ints
    trait: Ints
    value: Ints
    came: Counts
    went: Counts
    first_day: int

    @classmethod
    def of(cls, arrivals: Arrivals) -> Cells:
        """Count the cells with enough people."""
        first, last = (int(arrivals.day.min()), int(arrivals.day.max())) if len(arrivals) else (0, -1)
        everybody = np.ones(len(arrivals), np.int64)
        rows = [_counted(arrivals, trait, codes, first, last) for trait, codes in enumerate(arrivals.traits)]
        rows.insert(0, _counted(arrivals, -1, everybody, first, last))
        step, trait, value, came, went = (np.concatenate(each) for each in zip(*rows, strict=True))
        return cls(step, trait, value, came, went, first_day=first)

    def of_step(self, step: int) -> Cells:
        """Return the cells of one step."""
        mine = self.step == step
        kept = {name: getattr(self, name)[mine] for name in ("step", "trait", "value", "came", "went")}
        return replace(self, **kept)

    def without(self, first: int, end: int) -> Cells:
        """Return the cells as if nobody had come on some days."""
        came, went = self.came.copy(), self.went.copy()
        came[:, first:end] = 0
        went[:, first:end] = 0
        return replace(self, came=came, went=went)


@dataclass(frozen=True)
class Window:
    """Days ``first`` to before ``end`` (days since 1970-01-01) on which a cell let fewer people pass.

    ``spread`` is how many times the share varies more than by chance, ``chance`` bounds the chance of
    such a window where there is no outage, and ``came``, ``went``, ``others``, ``others_went`` count
    the people inside and outside.
    """

    step: int
    trait: int
    value: int
    first: int
    end: int
    came: int
    went: int
    others: int
    others_went: int
    spread: float
    chance: float


def find(arrivals: Arrivals, scan: Scan) -> list[Window]:
    """Return the windows beyond chance, by step."""
    cells = Cells.of(arrivals)
    days = cells.came.shape[1]
    longest = min(scan.longest, days // 2)
    windows = sum(days - length + 1 for length in range(1, longest + 1))
    if not len(cells.step) or not windows:
        return []
    looked = _Looked(scan, longest, len(cells.step) * windows)
    steps = np.unique(cells.step).tolist()
    return [window for step in steps for window in _of_step(cells.of_step(step), looked)]


@dataclass(frozen=True)
class _Looked:
    """What is looked for, in how long windows at most, and how many of them there are."""

    scan: Scan
    longest: int
    windows: int

    @property
    def least(self) -> float:
        """How improbable a window must be to stand out from all, as a logarithm."""
        return log(self.windows / self.scan.false_alarms)


def _of_step(cells: Cells, looked: _Looked) -> Iterator[Window]:
    while found := max(_beyond_chance(cells, looked), key=lambda each: each[0], default=None):
        _, window = found
        yield window
        cells = cells.without(window.first - cells.first_day, window.end - cells.first_day)


def _beyond_chance(cells: Cells, looked: _Looked) -> Iterator[tuple[float, Window]]:
    """Yield each cell's best window with its likelihood ratio, as far as it is beyond chance."""
    ratios, windows = np.zeros(len(cells.step)), np.zeros((len(cells.step), 2), np.int64)
    limits = (looked.longest, looked.scan.drop, looked.least)
    k.scan(_sums(cells.came), _sums(cells.went), *limits, ratios, windows)
    for cell in np.flatnonzero(ratios > 0).tolist():
        first, end = windows[cell].tolist()
        window = _window(cells, cell, first, end, looked.windows)
        if window.chance <= looked.scan.false_alarms:
            yield ratios[cell], window


def _window(cells: Cells, cell: int, first: int, end: int, windows: int) -> Window:
    came, went = cells.came[cell], cells.went[cell]
    inside, inside_went = int(came[first:end].sum()), int(went[first:end].sum())
    total, total_went = int(came.sum()), int(went.sum())
    varies = spread(came, went, first, end)
    least = inside * divergence(inside_went / inside, total_went / total) / varies
    return Window(
        step=int(cells.step[cell]),
        trait=int(cells.trait[cell]),
        value=int(cells.value[cell]),
        first=cells.first_day + first,
        end=cells.first_day + end,
        came=inside,
        went=inside_went,
        others=total - inside,
        others_went=total_went - inside_went,
        spread=varies,
        chance=min(1.0, windows * exp(-least)),
    )


def divergence(share: float, usual: float) -> float:
    """Return the relative entropy of one share to another.

    Of n people drawn from all without putting back, the chance that a share so low passes is at most
    exp(-n times this) (Hoeffding 1963, theorems 1 and 4): so no more simulation is needed.
    """
    passing = share * log(share / usual) if share else 0.0
    return passing + (1 - share) * log((1 - share) / (1 - usual)) if share < 1 else passing


def spread(came: Counts, went: Counts, first: int, end: int) -> float:
    """Return how many times more than by chance the share varies, outside a window; 1 at least.

    Squared deviations of short blocks of days, and of blocks as long as the window, are compared by
    their median, which another outage does not move (as genomic control does: Devlin and Roeder,
    Biometrics 55, 1999).
    """
    outside = np.ones(len(came), np.bool_)
    outside[first:end] = False
    came, went = came[outside], went[outside]
    share = went.sum() / max(came.sum(), 1)
    if share in (0.0, 1.0):
        return 1.0
    shortest = ceil(_LEAST_VARIANCE / (came.mean() * share * (1 - share)))
    return max(1.0, *(_spread(came, went, max(days, shortest)) for days in (1, end - first)))


def _spread(came: Counts, went: Counts, days: int) -> float:
    blocks = np.arange(0, len(came), days)
    share = went.sum() / came.sum()
    came, went = np.add.reduceat(came, blocks), np.add.reduceat(went, blocks)
    variance = came * share * (1 - share)
    some = variance >= _LEAST_VARIANCE / 2
    if np.count_nonzero(some) < _BLOCKS:
        return 1.0
    deviations = (went - came * share)[some] ** 2 / variance[some]
    return float(np.median(deviations)) / _MEDIAN_OF_CHI_SQUARE


def _sums(counts: Counts) -> Counts:
    return np.ascontiguousarray(np.pad(np.cumsum(counts, axis=1), ((0, 0), (1, 0))))


def _counted(
    arrivals: Arrivals, trait: int, codes: Ints, first: int, last: int
) -> tuple[Ints, Ints, Ints, Counts, Counts]:
    days, values = last - first + 1, int(codes.max(initial=0)) + 1
    key = arrivals.step * values + codes
    known = codes > 0
    kept = np.flatnonzero(np.bincount(key[known], minlength=k.STEPS * values) >= LEAST)
    number = np.full(k.STEPS * values, -1)
    number[kept] = np.arange(len(kept))
    mine = known & (number[key] >= 0)
    place = number[key[mine]] * days + arrivals.day[mine] - first
    shape, size = (len(kept), days), len(kept) * days
    came = np.bincount(place, minlength=size).reshape(shape)
    went = np.bincount(place[arrivals.went[mine]], minlength=size).reshape(shape)
    return kept // values, np.full(len(kept), trait), kept % values, came, went
