"""What the profiles lost would have brought, told by completers like them.

A stratum is one combination of traits known before a profile could be lost. A stratum with too few
completers borrows those of a coarser pool: the traits are given up from the last to the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from parcours.journeys.confidence import student_95
from parcours.journeys.sequences import Ints

LEAST = 30
"""Completers that a pool must have, but for the pool of all."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Strata:
    """The strata of some chains: which one each chain is in, and its traits' codes, one row a trait."""

    of_chain: Ints
    traits: Ints

    @classmethod
    def of(cls, traits: Ints) -> Strata:
        """Find the different combinations."""
        key = np.zeros(traits.shape[1], np.int64)
        for codes in traits:
            key = key * (codes.max(initial=0) + 1) + codes
        _, first, of_chain = np.unique(key, return_index=True, return_inverse=True)
        return cls(of_chain, traits[:, first])

    def __len__(self) -> int:
        return self.traits.shape[1]

    def count(self, chosen: npt.NDArray[np.bool_], weights: Numbers | None = None) -> Numbers:
        """Count the chosen chains of each stratum, or add up their weights."""
        picked = None if weights is None else weights[chosen]
        return np.bincount(self.of_chain[chosen], picked, minlength=len(self)).astype(np.float64)


@dataclass(frozen=True)
class Expected:
    """What some profiles would have brought: the estimate, its variance, and as far as it is recoverable.

    ``variance`` is that of the completers' means, and that by which so many profiles differ from their
    mean by chance; it is told by ``completers``.
    """

    brought: float
    variance: float
    recoverable: float
    completers: int

    def interval(self, less: float) -> tuple[float, float]:
        """Return the 95 % interval of what was expected, by two or more, less what came anyway."""
        reach = student_95(self.completers - 1) * sqrt(self.variance)
        return self.brought - less - reach, self.brought - less + reach


@dataclass(frozen=True, eq=False)
class Completers:
    """The completers of each stratum and of the pool that it borrows from.

    Parameters
    ----------
    number, total, squares
        How many, what they brought, and the sum of its squares.
    pool
        The pool of each stratum: an arbitrary number that strata of the same pool share.
    depth
        How many traits the members of a stratum's pool have in common.
    """

    strata: Strata
    number: Numbers
    total: Numbers
    squares: Numbers
    pools: tuple[Ints, ...]
    depth: Ints

    @classmethod
    def of(cls, strata: Strata, complete: npt.NDArray[np.bool_], brought: Numbers) -> Completers:
        """Sum completers by stratum and give each stratum the finest pool that is large enough."""
        number = strata.count(complete)
        pools = tuple(Strata.of(strata.traits[:depth]).of_chain for depth in range(len(strata.traits) + 1))
        depth = np.zeros(len(strata), np.int64)
        for at, pool in enumerate(pools):
            depth[np.bincount(pool, number)[pool] >= LEAST] = at
        sums = strata.count(complete, brought), strata.count(complete, brought**2)
        return cls(strata, number, *sums, pools, depth)

    @property
    def count(self) -> int:
        """How many completers there are."""
        return int(self.number.sum())

    def expected(self, lost: Numbers, passed: Numbers) -> Expected:
        """Say what lost profiles would have brought, by stratum, had they completed like their pool.

        ``passed`` counts the profiles that went on where the others were lost: of them a pool's share
        completes, and so much is recoverable by mending this step alone.
        """
        number, mean = self._pooled(self.number), self._pooled(self.total) / self._pooled(self.number)
        share = number / self._pooled(passed)
        spread = self.squares - 2 * mean * self.total + self.number * mean**2
        unbiased = np.divide(number, number - 1, out=np.zeros(len(number)), where=number > 1)
        weights = self._weights(lost / number)
        by_chance = (self._pooled(self.squares) / number - mean**2) * unbiased
        return Expected(
            brought=float(lost @ mean),
            variance=float(weights**2 @ (spread * unbiased)) + max(float(lost @ by_chance), 0.0),
            recoverable=float(lost @ (share * mean)),
            completers=self.count,
        )

    def _pooled(self, by_stratum: Numbers) -> Numbers:
        """Return the sum over each stratum's pool."""
        sums = np.array([np.bincount(pool, by_stratum)[pool] for pool in self.pools])
        return sums[self.depth, np.arange(len(self.strata))]

    def _weights(self, borrowed: Numbers) -> Numbers:
        """Return how much one completer of each stratum counts, over all the pools that it lends to."""
        weights = np.zeros(len(self.strata))
        for depth, pool in enumerate(self.pools):
            weights += np.bincount(pool, np.where(self.depth == depth, borrowed, 0.0))[pool]
        return weights
