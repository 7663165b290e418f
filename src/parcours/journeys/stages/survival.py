"""How long until it happens, when for some it has not happened yet: the Kaplan-Meier estimate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.journeys.sequences import Flags, Ints


@dataclass(frozen=True, eq=False)
class Survival:
    """The share for whom it has not happened after ``times``, just after each of them.

    Examples
    --------
    >>> curve = kaplan_meier(np.array([6, 6, 7, 9]), np.array([True, False, True, True]))
    >>> curve.times.tolist(), curve.shares.round(3).tolist()
    ([6, 7, 9], [0.75, 0.375, 0.0])
    """

    times: Ints
    shares: npt.NDArray[np.float64]

    def percentile(self, percent: int) -> int | None:
        """Return after how long it has happened for so many percent; None where the curve ends above.

        >>> kaplan_meier(np.array([6, 7]), np.array([True, False])).percentile(80) is None
        True
        """
        # Products of shares miss round numbers by the last digit of a float.
        reached = np.flatnonzero(self.shares <= 1 - percent / 100 + 1e-12)
        return int(self.times[reached[0]]) if len(reached) else None


def kaplan_meier(durations: Ints, happened: Flags) -> Survival:
    """Estimate the survival curve from durations that ended, or that were still open when last seen.

    S(t) is the product over the times s <= t at which it happened of 1 - d(s) / n(s): of the n(s)
    still waiting just before s, for d(s) it happened at s. Who is last seen waiting at s counts in n(s).

    Source: E. L. Kaplan, P. Meier, Nonparametric Estimation from Incomplete Observations, JASA 53, 1958.
    """
    times, inverse = np.unique(durations, return_inverse=True)
    left = np.bincount(inverse, minlength=len(times))
    events = np.bincount(inverse, weights=happened, minlength=len(times))
    waiting = len(durations) - np.cumsum(left) + left
    some = events > 0
    return Survival(times[some], np.cumprod(1 - events[some] / waiting[some]))
