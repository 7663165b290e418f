"""What one that is lost is worth, as others like it tell, and what the lost were worth together."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, hypot, log, sqrt

import numpy as np

from parcours.charts.journey_map.model import Estimate
from parcours.journeys.confidence import VAGUE, student_95
from parcours.journeys.drop_offs.worth import Worths
from parcours.journeys.sequences import Ints


@dataclass(frozen=True)
class Worth:
    """What one is worth on average, told by some of them; the sums of two pieces add up.

    Parameters
    ----------
    n
        How many tell.
    total, squares
        What they are worth together, in minor units, and the sum of the squares.
    by_customer
        Sums over their customers: what one's are worth together, squared; the same times how many
        they are; how many they are, squared.

    Examples
    --------
    >>> each = Worth.of(np.array([40.0, 60.0, 50.0]), np.array([1, 2, 3]))
    >>> each.mean, each.deviation, each.independent
    (50.0, 10.0, 3.0)
    """

    n: int = 0
    total: float = 0.0
    squares: float = 0.0
    by_customer: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @classmethod
    def of(cls, worths: Worths, customer: Ints) -> Worth:
        """Return what some are worth, each of one customer."""
        _, of = np.unique(customer, return_inverse=True)
        sums, counts = np.bincount(of, worths), np.bincount(of).astype(np.float64)
        by_customer = float(sums @ sums), float(sums @ counts), float(counts @ counts)
        return cls(len(worths), float(worths.sum()), float(worths @ worths), by_customer)

    def __add__(self, other: Worth) -> Worth:
        """Return the same of both, of which no customer is in both."""
        squared, product, counted = (a + b for a, b in zip(self.by_customer, other.by_customer, strict=True))
        return Worth(
            self.n + other.n,
            self.total + other.total,
            self.squares + other.squares,
            (squared, product, counted),
        )

    @property
    def mean(self) -> float:
        """What one is worth."""
        return self.total / self.n if self.n else 0.0

    @property
    def deviation(self) -> float:
        """The standard deviation of a single one."""
        return sqrt(max(self.squares - self.n * self.mean**2, 0.0) / (self.n - 1)) if self.n > 1 else 0.0

    @property
    def independent(self) -> float:
        """How many of different customers have a mean of the same variance; no more than there are."""
        squared, product, counted = self.by_customer
        between = squared - 2 * self.mean * product + self.mean**2 * counted
        within = self.n * self.deviation**2
        return self.n * min(1.0, within / between) if between > 0 else float(self.n)

    def together(self, lost: tuple[float, float, float]) -> Estimate | None:
        """Return what some were worth together: how many they were is an estimate with its interval.

        The interval is that of a product (MOVER: Zou and Donner, Statistics in Medicine 27, 2008): of
        how many were lost, and of the mean of just these. The mean has two errors: that of what is told
        here, on the scale of its logarithm, for amounts are skewed; and by chance those who were lost
        are worth more or less than others (a sum of a random number: Feller, An Introduction to
        Probability Theory and Its Applications 1, chapter XII). None where nothing is lost, or too few
        tell.
        """
        number, fewest, most = lost
        if number <= 0 or self.mean <= 0 or self.independent < 2:
            return None
        reach = student_95(self.independent - 1)
        error = reach * self.deviation / self.mean / sqrt(self.independent)
        if error > log(VAGUE):
            return None
        # Orders of one customer resemble each other among the lost as well.
        chance = reach * self.deviation * sqrt(self.n / self.independent)

        def off(bound: float, mean: float) -> float:
            parts = (number - bound) * self.mean, bound * (self.mean - mean), chance * sqrt(bound)
            return hypot(*parts)

        value = number * self.mean
        low = value - off(max(fewest, 0.0), self.mean * exp(-error))
        return Estimate(round(value), round(max(low, 0.0)), round(value + off(most, self.mean * exp(error))))
