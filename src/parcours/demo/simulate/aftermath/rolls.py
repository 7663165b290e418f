"""Dice bound to those who roll them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate.state import Visits
from parcours.touchpoints import HOUR


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

    def hours(self, purpose: str, low: float, high: float) -> Ints:
        """Return microseconds from ``low`` to ``high`` hours."""
        return (self.between(purpose, low, high) * HOUR).astype(int)
