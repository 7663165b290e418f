"""Draws from tables: which option, when every row of a table weighs the options in its own way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Floats, Ints


@dataclass(frozen=True)
class Choice:
    """Options by row of a table of weights, each as often as its weight in the row.

    Examples
    --------
    >>> Choice.of(np.array([[1.0, 1.0], [0.0, 5.0]])).at(np.array([0, 0, 1]), np.array([0.1, 0.9, 0.1]))
    array([0, 1, 1])
    """

    bounds: Floats
    options: int

    @classmethod
    def of(cls, weights: Floats) -> Choice:
        """Return the choice among the columns of a table."""
        shares = weights / weights.sum(axis=1, keepdims=True)
        rows = np.arange(len(weights))[:, None]
        # Rows stand behind one another, so that one search answers for all of them.
        return cls((np.minimum(np.cumsum(shares, axis=1), 1.0) + rows).ravel(), weights.shape[1])

    def at(self, row: Ints, share: Floats) -> Ints:
        """Return the option of each row for a number of [0, 1)."""
        found = np.searchsorted(self.bounds, row + share, side="right") - row * self.options
        return np.minimum(found, self.options - 1)


def ragged(counts: Ints) -> tuple[Ints, Ints]:
    """Return, for so many things of each element, whose each one is and which it is of them.

    >>> ragged(np.array([2, 0, 1]))
    (array([0, 0, 2]), array([0, 1, 0]))
    """
    whose = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    return whose, np.arange(len(whose)) - starts[whose]


def running(amounts: Ints, whose: Ints) -> Ints:
    """Return the sum of each element's amounts so far, the present one included.

    >>> running(np.array([5, 1, 7]), np.array([0, 0, 2]))
    array([5, 6, 7])
    """
    if not len(whose):
        return amounts
    total = np.cumsum(amounts)
    first = np.concatenate([[True], whose[1:] != whose[:-1]])
    before = (total - amounts)[first]
    return total - before[np.cumsum(first) - 1]
