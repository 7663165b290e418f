"""Dice bound to those who roll them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate.state import Visits
from parcours.touchpoints import HOUR, SECOND


@dataclass(frozen=True)
class Rolls:
    """Draws of some people, one element each, for one occasion (an order, a visit) of theirs."""

    dice: Dice
    number: Ints
    turn: Ints

    @classmethod
    def of_visits(cls, dice: Dice, visits: Visits) -> Rolls:
        """Bind to visits."""
        return cls(dice, visits.number, visits.turn)

    def __len__(self) -> int:
        return len(self.number)

    def __getitem__(self, which: Ints) -> Rolls:
        return Rolls(self.dice, self.number[which], self.turn[which])

    def uniform(self, purpose: str, n: int = 0) -> Floats:
        """Return numbers of [0, 1)."""
        return self.dice.uniform(purpose, self.number, self.turn, n)

    def between(self, purpose: str, low: float, high: float) -> Floats:
        """Return numbers of [low, high)."""
        return low + (high - low) * self.uniform(purpose)

    def happens(self, purpose: str, chance: Floats | float) -> Flags:
        """Say to whom something of this chance happens."""
        return self.dice.happens(purpose, chance, self.number, self.turn)

    def pick(self, purpose: str, weights: Sequence[float]) -> Ints:
        """Return a place in ``weights`` for each."""
        return self.dice.pick(purpose, weights, self.number, self.turn)

    def wait(self, purpose: str, mean: Floats | float) -> Floats:
        """Return positive numbers, often small, rarely large."""
        return self.dice.wait(purpose, mean, self.number, self.turn)

    def delay(self, purpose: str, hours: float) -> Ints:
        """Return microseconds: often less than so many hours, rarely much more."""
        return (self.wait(purpose, hours) * HOUR).astype(np.int64)

    def hours(self, purpose: str, low: float, high: float) -> Ints:
        """Return microseconds from ``low`` to ``high`` hours."""
        return (self.between(purpose, low, high) * HOUR).astype(np.int64)

    def seconds(self, purpose: str, low: float, high: float) -> Ints:
        """Return microseconds from ``low`` to ``high`` seconds."""
        return (self.between(purpose, low, high) * SECOND).astype(np.int64)

    def during(self, purpose: str, since: Ints, until: Ints, within: tuple[float, float]) -> Ints:
        """Return moments on the way from one to another, between two parts of it."""
        return since + ((until - since) * self.between(purpose, *within)).astype(np.int64)
