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

from parcours.kernels.kernel import kernel

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
        start = (crc32(purpose.encode()) * _PERSON + self.seed * _TURN) % _WORD
        who, when, which = _words(person), _words(turn), _words(n)
        numbers = np.empty(max(len(who), len(when), len(which)) if len(who) else 0)
        _roll(who, when, which, np.uint64(start), numbers)
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


def _words(numbers: Many) -> Ints:
    return np.ascontiguousarray(numbers, np.int64)


@kernel(
    "void(Array(int64, 1, 'C', readonly=True), Array(int64, 1, 'C', readonly=True),"
    " Array(int64, 1, 'C', readonly=True), uint64, float64[::1])"
)
def _roll(person: Ints, turn: Ints, n: Ints, start: np.uint64, numbers: Floats) -> None:
    """Hash each key; an array of one element holds for all."""
    first = _mixed(start)
    each_person, each_turn, each_n = len(person) > 1, len(turn) > 1, len(n) > 1
    for place in range(len(numbers)):
        key = (
            np.uint64(person[place * each_person]) * np.uint64(_PERSON)
            + np.uint64(turn[place * each_turn]) * np.uint64(_TURN)
            + np.uint64(n[place * each_n]) * np.uint64(_N)
        )
        numbers[place] = np.float64(_mixed(_mixed(key + first)) >> np.uint64(11)) * 2.0**-53


@kernel()
def _mixed(bits: np.uint64) -> np.uint64:
    """Stir 64 bits (the finalizer of SplitMix64: Steele, Lea and Flood, OOPSLA 2014)."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
