"""Which profile a leaf belongs to, after merges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.journeys.sequences import Ints


@dataclass(frozen=True, eq=False)
class Roots:
    """The leaf -> root map: two arrays of equal length, ``leaves`` ascending and without repeats.

    A leaf that is not listed is its own root, and a root is never listed as a leaf of another. A merge
    adds or changes entries, undoing it removes them.

    Examples
    --------
    >>> Roots(np.array([3, 5]), np.array([1, 1])).of(np.array([1, 3, 4, 5])).tolist()
    [1, 1, 4, 1]
    """

    leaves: Ints
    roots: Ints

    def __len__(self) -> int:
        return len(self.leaves)

    def of(self, leaves: Ints) -> Ints:
        """Return the root of each leaf."""
        if not len(self):
            return leaves
        place = np.minimum(np.searchsorted(self.leaves, leaves), len(self) - 1)
        return np.where(self.leaves[place] == leaves, self.roots[place], leaves)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Roots)
            and np.array_equal(self.leaves, other.leaves)
            and np.array_equal(self.roots, other.roots)
        )

    __hash__ = None  # type: ignore[assignment]

    def changed(self, now: Roots) -> Ints:
        """Return the leaves whose root is another one now."""
        leaves = np.union1d(self.leaves, now.leaves)
        return leaves[self.of(leaves) != now.of(leaves)]

    def group(self, roots: Ints) -> Ints:
        """Return all leaves of some roots, the roots themselves among them."""
        return np.union1d(roots, self.leaves[np.isin(self.roots, roots)])


NO_MERGES = Roots(np.empty(0, np.int64), np.empty(0, np.int64))
