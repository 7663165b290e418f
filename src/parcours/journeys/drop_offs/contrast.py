"""How the profiles lost differ from those who completed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.confidence import NORMAL_95
from parcours.journeys.sequences import Ints

MOST = 5


@dataclass(frozen=True)
class Contrast:
    """One value of a trait that the profiles lost have more, or less, often than completers.

    ``odds_ratio`` is the odds of the value among the lost over those among completers, with one added
    to each of the four counts; ``low`` and ``high`` are its 95 % interval.
    """

    trait: str
    value: str
    odds_ratio: float
    low: float
    high: float
    lost: int
    completed: int


def contrasts(trait: str, values: npt.NDArray[Any], lost: Ints, completed: Ints) -> Iterator[Contrast]:
    """Yield the values of a trait whose odds differ for certain; profiles without a value are left out."""
    size = len(values)
    of_lost = np.bincount(lost, minlength=size)[1:size]
    of_complete = np.bincount(completed, minlength=size)[1:size]
    counts = (of_lost, of_lost.sum() - of_lost, of_complete, of_complete.sum() - of_complete)
    a, b, c, d = (np.asarray(count) + 1.0 for count in counts)
    log, error = np.log(a * d / (b * c)), np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    for at in np.flatnonzero(np.abs(log) > NORMAL_95 * error):
        low, high = log[at] - NORMAL_95 * error[at], log[at] + NORMAL_95 * error[at]
        ratio, least, most = (float(np.exp(bound)) for bound in (log[at], low, high))
        yield Contrast(trait, str(values[at + 1]), ratio, least, most, int(of_lost[at]), int(of_complete[at]))


def strongest(found: list[Contrast]) -> tuple[Contrast, ...]:
    """Return the contrasts that say most."""
    return tuple(sorted(found, key=lambda contrast: -abs(np.log(contrast.odds_ratio)))[:MOST])
