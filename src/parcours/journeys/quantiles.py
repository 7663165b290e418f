"""Exact quantiles of many times."""

from __future__ import annotations

import numpy as np

from parcours.journeys.sequences import Ints


def quantile(values: Ints, share: float) -> float:
    """Return the value below which a share of the values lies, between its two neighbours in proportion.

    As ``numpy.quantile`` by its default method, several times as fast; the values are reordered. NaN
    where there are none.

    Examples
    --------
    >>> quantile(np.array([40, 10, 20, 30]), 0.5)
    25.0
    """
    if not len(values):
        return np.nan
    place = share * (len(values) - 1)
    low = int(place)
    # One place at a time: NumPy selects a single one with vector instructions.
    values.partition(low)
    rest = place - low
    above = values[low + 1 :].min() if rest else values[low]
    return float(values[low] + rest * (above - values[low]))
