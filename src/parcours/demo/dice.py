"""Random numbers that do not depend on what else happened.

A number is a hash of (seed, purpose, person, turn, n). Whoever plays a person's third visit draws the
same numbers whether or not another story was planted before, in whichever chunk and order people are
simulated. That makes two shops that differ in one story comparable person by person: what differs is
what the story did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Many = Ints | int

_PERSON, _TURN, _N = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7
_WORD = 2**64


@dataclass(frozen=True)
class Dice:
    """Draws for many people at once.

    Parameters
    ----------
    seed
        Another seed, another shop.

    Examples
    --------
    >>> dice = Dice(1)
    >>> both = dice.uniform("mood", np.array([7, 8]))
    >>> bool(both[1] == dice.uniform("mood", np.array([8]))[0])
    True
    """

    seed: int

    def uniform(self, purpose: str, person: Ints, turn: Many = 0, n: Many = 0) -> Floats:
        """Return a number of [0, 1) for each person; ``turn`` and ``n`` tell repeated draws apart."""
        start = np.uint64((crc32(purpose.encode()) * _PERSON + self.seed * _TURN) % _WORD)
        key = (
            _words(person) * np.uint64(_PERSON) + _words(turn) * np.uint64(_TURN) + _words(n) * np.uint64(_N)
        )
        bits = _mixed(_mixed(key + _mixed(np.full(1, start))))
        numbers: Floats = (bits >> np.uint64(11)) * 2.0**-53
        return numbers

    def happens(
        self, purpose: str, chance: Floats | float, person: Ints, turn: Many = 0, n: Many = 0
    ) -> Flags:
        """Say for each person whether something of this chance happens.

        The same draw decides whatever the chance is: who is lost at 5 % is lost at 30 % too.
        """
        found: Flags = self.uniform(purpose, person, turn, n) < chance
        return found

    def pick(
        self, purpose: str, weights: Sequence[float] | Floats, person: Ints, turn: Many = 0, n: Many = 0
    ) -> Ints:
        """Return a place in ``weights`` for each person, each as often as its weight."""
        bounds = np.cumsum(np.asarray(weights, np.float64))
        found: Ints = np.searchsorted(
            bounds, self.uniform(purpose, person, turn, n) * bounds[-1], side="right"
        )
        return found

    def wait(self, purpose: str, mean: Floats | float, person: Ints, turn: Many = 0, n: Many = 0) -> Floats:
        """Return positive numbers, often small, rarely large (exponential)."""
        waits: Floats = -np.log1p(-self.uniform(purpose, person, turn, n)) * mean
        return waits


def _words(numbers: Many) -> npt.NDArray[np.uint64]:
    return np.atleast_1d(np.asarray(numbers)).astype(np.int64).view(np.uint64)


def _mixed(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Stir 64 bits (the finalizer of SplitMix64: Steele, Lea and Flood, OOPSLA 2014)."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
