"""Which profile a leaf belongs to, after merges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np

from parcours.journeys.sequences import Ints
from parcours.journeys.sets import distinct, union, within


@dataclass(frozen=True, eq=False)
class Pairs:
    """A map of integers: ``keys`` ascend without repeats; what is not listed leads to itself."""

    keys: Ints
    values: Ints

    def __len__(self) -> int:
        return len(self.keys)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Pairs)
            and np.array_equal(self.keys, other.keys)
            and np.array_equal(self.values, other.values)
        )

    __hash__ = None  # type: ignore[assignment]

    def over(self, keys: Ints, otherwise: Ints) -> Ints:
        """Return the value of each key, another where it is not listed."""
        if not len(self):
            return otherwise
        place = np.minimum(np.searchsorted(self.keys, keys), len(self) - 1)
        return np.where(self.keys[place] == keys, self.values[place], otherwise)

    def with_(self, keys: Ints, values: Ints) -> Pairs:
        """Return the map with other values for some ascending keys."""
        kept = ~within(self.keys, keys)
        all_keys = np.concatenate([self.keys[kept], keys])
        order = np.argsort(all_keys)
        return Pairs(all_keys[order], np.concatenate([self.values[kept], values])[order])

    @cached_property
    def sum(self) -> int:
        """What all pairs add up to, in whatever order they came."""
        return _sum(self.keys, self.values)


NO_PAIRS = Pairs(np.empty(0, np.int64), np.empty(0, np.int64))


class Roots:
    """The leaf -> root map: a leaf that is not listed is its own root, and a root is never listed.

    A merge adds or changes entries, undoing it removes them. ``fresh`` are later entries than those of the
    many, and ``hand`` leads roots on to others: maps that differ little share what is large.

    Parameters
    ----------
    leaves, roots
        Two arrays of equal length, ``leaves`` ascending and without repeats.

    Examples
    --------
    >>> Roots(np.array([3, 5]), np.array([1, 1])).of(np.array([1, 3, 4, 5])).tolist()
    [1, 1, 4, 1]
    """

    def __init__(self, leaves: Ints, roots: Ints) -> None:
        self.many = Pairs(leaves, roots)
        self.fresh = self.hand = NO_PAIRS

    def __len__(self) -> int:
        return len(self.leaves)

    def of(self, leaves: Ints) -> Ints:
        """Return the root of each leaf."""
        told = self.fresh.over(leaves, self.many.over(leaves, leaves))
        return self.hand.over(told, told)

    def with_fresh(self, leaves: Ints, roots: Ints) -> Roots:
        """Return the map with other entries for some ascending leaves."""
        fresh = self.fresh.with_(leaves, roots)
        if len(fresh) > max(_FEW, len(self.many) // 16):
            return _joined(self.many, fresh).with_hand(self.hand)
        return _layered(self.many, fresh, self.hand)

    def with_hand(self, hand: Pairs) -> Roots:
        """Return the map with roots that lead on to others."""
        return _layered(self.many, self.fresh, hand)

    @property
    def leaves(self) -> Ints:
        """The leaves whose root is another, ascending."""
        return self._whole.keys

    @property
    def roots(self) -> Ints:
        """The root of each of the leaves."""
        return self._whole.values

    @cached_property
    def _whole(self) -> Pairs:
        if not len(self.fresh) and not len(self.hand):
            return self.many
        leaves = union(self.many.keys, self.fresh.keys, self.hand.keys)
        roots = self.of(leaves)
        return Pairs(leaves[leaves != roots], roots[leaves != roots])

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Roots) and self._whole == other._whole)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def digest(self) -> str:
        """What changes whenever the map does; costs as much as the fresh entries are many."""
        keys = self.fresh.keys
        told = self.many.sum - _sum(keys, self.many.over(keys, keys)) + self.fresh.sum
        hand = self.hand.keys.tobytes() + self.hand.values.tobytes()
        return blake2b(told.to_bytes(24, "little", signed=True) + hand, digest_size=16).hexdigest()

    def changed(self, now: Roots) -> Ints:
        """Return the leaves whose root is another one now."""
        if self.many is now.many and self.hand == now.hand:
            leaves = union(self.fresh.keys, now.fresh.keys)
        else:
            leaves = union(self.leaves, now.leaves)
        return leaves[self.of(leaves) != now.of(leaves)]

    def group(self, roots: Ints) -> Ints:
        """Return all leaves of some roots, the roots themselves among them."""
        return union(roots, self.leaves[within(self.roots, distinct(roots))])


_FEW = 8192


def _layered(many: Pairs, fresh: Pairs, hand: Pairs) -> Roots:
    layered = Roots(many.keys, many.values)
    layered.many, layered.fresh, layered.hand = many, fresh, hand  # one `many` for all: its sum is known
    return layered


def _joined(many: Pairs, fresh: Pairs) -> Roots:
    """Return one sorted map of both; who is its own root is not listed."""
    both = many.with_(fresh.keys, fresh.values)
    moved = both.keys != both.values
    return Roots(both.keys[moved], both.values[moved])


def _sum(keys: Ints, values: Ints) -> int:
    """Return the sum of a hash of each pair; a key that is its own value adds nothing."""
    moved = keys != values
    mixed = _mixed(_mixed(keys[moved].view(np.uint64)) + values[moved].view(np.uint64))
    return (int((mixed >> np.uint64(32)).sum()) << 32) + int((mixed & np.uint64(0xFFFFFFFF)).sum())


def _mixed(words: np.ndarray) -> np.ndarray:
    """Return the finaliser of SplitMix64 (Steele, Lea, Flood 2014) of each word."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


NO_MERGES = Roots(np.empty(0, np.int64), np.empty(0, np.int64))
