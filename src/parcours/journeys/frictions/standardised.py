"""What became of orders with a friction, against what would have become of the same orders without it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from parcours.charts.journey_map.model import Estimate
from parcours.journeys.confidence import VAGUE, student_95
from parcours.journeys.drop_offs.worth import Worths
from parcours.journeys.frictions.contrast import Contrast
from parcours.journeys.sequences import Flags, Ints

LEAST = 30
"""Orders without the friction that a country must have to be compared by itself."""

NUMBERS = 3
"""Orders of a customer that are told apart: the first, the second, all others."""


def strata(number: Ints, country: Ints, met: Flags) -> Ints:
    """Return the stratum of each order: which one of its customer it is, and the country if that is large."""
    number = np.minimum(number, NUMBERS)
    key = number * (int(country.max(initial=0)) + 1) + country
    large = np.bincount(key[~met], minlength=int(key.max(initial=0)) + 1) >= LEAST
    return np.unique(np.where(large[key], key, number * len(large)), return_inverse=True)[1]


@dataclass(frozen=True, eq=False)
class Matched:
    """Orders that met something and others, weighted to be of the same strata; one array element an order.

    Orders of a stratum in which nobody was spared have nothing to be compared with and are left out.
    Orders of one customer are no independent observations: variances are taken between customers.

    Parameters
    ----------
    met, spared
        Which orders met it, and which of the same strata did not.
    stratum, customer
        Of each order.
    weight
        For how many of those who met it each of the others speaks.
    """

    met: Flags
    spared: Flags
    stratum: Ints
    customer: Ints
    weight: Worths

    @classmethod
    def of(cls, met: Flags, stratum: Ints, customer: Ints) -> Matched:
        """Weigh those who did not meet it."""
        spared = np.bincount(stratum[~met], minlength=int(stratum.max(initial=0)) + 1)
        compared = spared[stratum] > 0
        speaks = np.bincount(stratum[met], minlength=len(spared)) / np.maximum(spared, 1)
        return cls(met & compared, ~met & compared, stratum, customer, speaks[stratum])

    def contrast(self, lost: Flags) -> Contrast:
        """Compare the shares that were lost.

        The intervals of the shares are those of as many independent orders as have the same variance.
        """
        met, spared = self.met, self.spared
        n, m = int(met.sum()), int(spared.sum())
        if not n or not m:
            return Contrast(int(lost[met].sum()), n, float(lost[spared].sum()), m)
        share, other_share = float(lost[met].mean()), float(lost[spared] @ self.weight[spared]) / n
        return Contrast(
            *(int(lost[met].sum()), n, other_share * m, m),
            weight=_independent(share, (lost[met] - share) / n, self.customer[met]) / n,
            other_weight=_independent(other_share, self._deviations(lost) / n, self.customer[spared]) / m,
        )

    def missing(self, brought: Worths) -> Estimate | None:
        """Return how much less those who met it brought than they would have, with its interval.

        What they brought is known. What they would have is told by the others, on the scale of its
        logarithm, with two errors: that of their means, and that of how far so many as met it would
        have been from these by chance. None where nothing is missing, or too few tell.
        """
        telling = self.spared & (self.weight > 0)
        instead = float(brought[telling] @ self.weight[telling])
        known = float(brought[self.met].sum())
        means = len(np.unique(self.stratum[telling]))
        freedom = len(np.unique(self.customer[telling])) - means
        if instead <= known or freedom < 1:
            return None
        variance = _between(self._deviations(brought), self.customer[self.spared]) + self._by_chance(brought)
        told = int(telling.sum())
        error = student_95(freedom) * sqrt(variance * told / (told - means)) / instead
        if error > log(VAGUE):
            return None
        low, high = max(instead * exp(-error) - known, 0.0), instead * exp(error) - known
        return Estimate(round(instead - known), round(low), round(high))

    def _by_chance(self, brought: Worths) -> float:
        """Return the variance of what those who met it would have brought, had each drawn an other's lot."""
        met, spared = self.met, self.spared
        alone = float(self._deviations(brought) @ (brought - self._mean(brought))[spared])
        deviations = (brought - brought[met].mean())[met]
        squares = float(deviations @ deviations)
        return alone * max(_between(deviations, self.customer[met]) / squares, 1.0) if squares else alone

    def _deviations(self, values: Flags | Worths) -> Worths:
        """Return how far each of the others is from the mean of its stratum, times its weight."""
        found: Worths = ((values - self._mean(values)) * self.weight)[self.spared]
        return found

    def _mean(self, values: Flags | Worths) -> Worths:
        """Return the mean of the others of each order's stratum."""
        size = int(self.stratum.max(initial=0)) + 1
        others = self.stratum[self.spared]
        sums = np.bincount(others, values[self.spared], minlength=size)
        means: Worths = (sums / np.maximum(np.bincount(others, minlength=size), 1))[self.stratum]
        return means


def _independent(share: float, deviations: Worths, customer: Ints) -> float:
    """Return how many independent orders have a share of the same variance; one an order at most."""
    variance = _between(deviations, customer)
    if not variance:
        return float(len(np.unique(customer)))
    return min(share * (1 - share) / variance, float(len(customer)))


def _between(deviations: Worths, customer: Ints) -> float:
    """Return the variance of a sum of orders, of which only those of different customers are independent."""
    of = np.unique(customer, return_inverse=True)[1]
    return float((np.bincount(of, deviations) ** 2).sum())
