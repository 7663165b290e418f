"""How many profiles went from a product's page to an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.truth.touches import Touches, latest_before


@dataclass(frozen=True)
class Funnel:
    """Profiles by step, and by the device of the first step of the chain that came furthest first."""

    counts: tuple[int, ...]
    by_device: dict[str, tuple[int, ...]]


def funnel(steps: Sequence[Touches], profiles: int, within: int, devices: Sequence[str]) -> Funnel:
    """Follow each step back to the latest first step that leads to it; ``within`` is in microseconds."""
    level, device = np.zeros(profiles, np.int64), np.full(profiles, -1)
    begun = np.arange(len(steps[0]))
    for number, step in enumerate(steps):
        if number:
            before = latest_before(steps[number - 1], step)
            begun = np.where(before >= 0, begun[before] if len(begun) else -1, -1)
        started = steps[0].moment[begun] if len(steps[0]) else begun
        reached = np.flatnonzero((begun >= 0) & (step.moment - started <= within))
        first = _first_of_each(step, reached)
        level[step.profile[first]] = number + 1
        device[step.profile[first]] = steps[0].device[begun[first]]
    names = {name: _counts(level[device == code], len(steps)) for code, name in enumerate(devices)}
    return Funnel(_counts(level, len(steps)), names)


def _first_of_each(step: Touches, rows: Ints) -> Ints:
    """Return each profile's earliest of some rows."""
    ordered = rows[np.lexsort((step.moment[rows], step.profile[rows]))]
    return ordered[np.unique(step.profile[ordered], return_index=True)[1]]


def _counts(level: Ints, steps: int) -> tuple[int, ...]:
    return tuple(int(np.count_nonzero(level >= step)) for step in range(1, steps + 1))
