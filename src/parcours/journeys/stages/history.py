"""What changes of stage add up to: how many were where at some moments, and who moved between two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from parcours.journeys.sequences import Ints
from parcours.touchpoints.schema import STAGES

if TYPE_CHECKING:
    from parcours.journeys.stages.result import Changes

_SECOND = 1_000_000
_REASONS = 3
Stages = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Reason:
    """What brought some profiles from a stage to another.

    ``event`` is the touchpoint after which ``rule`` held; it is None where the rule before it ran out.
    """

    event: str | None
    rule: str
    profiles: int


@dataclass(frozen=True)
class Move:
    """Changes from one stage to another: how many, how long the stay before was, in the median, and why.

    ``from_stage`` is None for those who were seen for the first time; they had stayed nowhere.
    """

    from_stage: str | None
    to_stage: str
    count: int
    median_stay: float | None
    reasons: tuple[Reason, ...]


def population(changes: Changes, stages: Stages, moments: Ints) -> npt.NDArray[np.int64]:
    """Return how many profiles were in each stage at the end of each moment: one row a moment."""
    # The number of the first moment at which a change had happened.
    at = np.searchsorted(moments, changes.time, side="left")
    grid = np.zeros((len(moments) + 1, len(STAGES)), np.int64)
    np.add.at(grid, (at, stages[changes.after]), 1)
    moved = changes.before >= 0
    np.subtract.at(grid, (at[moved], stages[changes.before[moved]]), 1)
    return grid.cumsum(axis=0)[:-1]


def moves(
    changes: Changes, stages: Stages, rules: tuple[str, ...], start: int, stop: int
) -> tuple[Move, ...]:
    """Return the changes from ``start`` on and before ``stop``, the most frequent pair of stages first."""
    inside = np.flatnonzero((changes.time >= start) & (changes.time < stop))
    before, after = changes.before[inside], changes.after[inside]
    came_from = np.where(before < 0, len(STAGES), stages[np.maximum(before, 0)])
    pair = came_from.astype(np.int64) * len(STAGES) + stages[after]
    codes, counts = np.unique(pair, return_counts=True)
    ranked = codes[np.argsort(-counts, kind="stable")]
    return tuple(
        _move(changes, rules, inside[pair == code], *divmod(int(code), len(STAGES))) for code in ranked
    )


def _move(changes: Changes, rules: tuple[str, ...], rows: Ints, before: int, after: int) -> Move:
    first_seen = before == len(STAGES)
    stay = None if first_seen else float(np.median(changes.time[rows] - changes.time[rows - 1])) / _SECOND
    from_stage = None if first_seen else STAGES[before]
    return Move(from_stage, STAGES[after], len(rows), stay, _reasons(changes, rules, rows))


def _reasons(changes: Changes, rules: tuple[str, ...], rows: Ints) -> tuple[Reason, ...]:
    ran_out = changes.position[rows] < 0
    event = np.where(ran_out, -1, changes.event[rows].astype(np.int64))
    rule = np.where(ran_out, changes.before[rows], changes.after[rows])
    keys = event * len(rules) + rule
    counted = Counter(
        dict(zip(*(found.tolist() for found in np.unique(keys, return_counts=True)), strict=True))
    )
    return tuple(
        Reason(
            None if key // len(rules) < 0 else changes.names[key // len(rules)],
            rules[key % len(rules)],
            count,
        )
        for key, count in counted.most_common(_REASONS)
    )
