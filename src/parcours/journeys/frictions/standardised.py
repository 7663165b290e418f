"""What became of orders with a friction, against what would have become of the same orders without it."""

from __future__ import annotations

import numpy as np

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


def standardised(lost: Flags, met: Flags, stratum: Ints, customer: Ints) -> Contrast:
    """Compare orders that met something with others, weighted to be of the same strata.

    Orders of a stratum in which nobody was spared have nothing to be compared with and are left out.
    Orders of one customer are no independent observations: the shares' intervals are those of as many
    independent orders as have the same variance between customers.
    """
    size = int(stratum.max(initial=0)) + 1
    spared = np.bincount(stratum[~met], minlength=size)
    met = met & (spared[stratum] > 0)
    others = ~met & (spared[stratum] > 0)
    of_stratum = np.bincount(stratum[met], minlength=size)
    n, m = int(met.sum()), int(others.sum())
    if not n or not m:
        return Contrast(int(lost[met].sum()), n, float(lost[others].sum()), m)
    shares = np.bincount(stratum[others], lost[others], minlength=size) / np.maximum(spared, 1)
    weights = of_stratum[stratum] / np.maximum(spared[stratum], 1) / n
    share, other_share = float(lost[met].mean()), float(of_stratum @ shares) / n
    return Contrast(
        *(int(lost[met].sum()), n, other_share * m, m),
        weight=_independent(share, (lost[met] - share) / n, customer[met]) / n,
        other_weight=_independent(other_share, ((lost - shares[stratum]) * weights)[others], customer[others])
        / m,
    )


def _independent(share: float, deviations: np.ndarray, customer: Ints) -> float:
    """Return how many independent orders have a share of the same variance; one an order at most."""
    customers, of = np.unique(customer, return_inverse=True)
    variance = float((np.bincount(of, deviations) ** 2).sum())
    if not variance:
        return float(len(customers))
    return min(share * (1 - share) / variance, float(len(customer)))
