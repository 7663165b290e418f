"""Sets of ids as ascending arrays without repeats.

NumPy's own set functions hash integers before they sort them: several times as long for millions.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from parcours.journeys.sequences import Ints


def distinct(values: Ints) -> Ints:
    """Return the different values, ascending.

    >>> distinct(np.array([7, 5, 7])).tolist()
    [5, 7]
    """
    ordered = np.sort(values)
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def union(*sets: Ints) -> Ints:
    """Return what any of the arrays holds.

    >>> union(np.array([7, 5]), np.array([5, 6])).tolist()
    [5, 6, 7]
    """
    return distinct(np.concatenate(sets))


def within(values: Ints, among: Ints) -> npt.NDArray[np.bool_]:
    """Return which values a set holds.

    >>> within(np.array([7, 5]), np.array([5, 6])).tolist()
    [False, True]
    """
    if not len(among):
        return np.zeros(len(values), np.bool_)
    place = np.minimum(np.searchsorted(among, values), len(among) - 1)
    found: npt.NDArray[np.bool_] = among[place] == values
    return found
