"""One artificial person: who they are, and the pen with which their touchpoints are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from parcours.demo.sample_world import COUNTRIES, DEVICES, LANGUAGES, Source


class Dice:
    """Draws from a seeded generator, in the words that the stories use."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def happens(self, chance: float) -> bool:
        """Say whether something of this chance happens."""
        return bool(self._random.random() < chance)

    def pick(self, weights: Mapping[str, float]) -> str:
        """Return one of several names, each as often as its weight."""
        names = list(weights)
        return names[self.place(list(weights.values()))]

    def place(self, weights: list[float]) -> int:
        """Return a position, each as often as its weight."""
        bounds = np.cumsum(weights)
        return int(np.searchsorted(bounds, self._random.random() * bounds[-1], side="right"))

    def below(self, stop: int) -> int:
        """Return a whole number from 0 to one before ``stop``."""
        return int(self._random.integers(stop))

    def about(self, mean: float) -> float:
        """Return a positive number, often small, rarely large."""
        return float(self._random.exponential(mean))

    def times(self, mean: float) -> int:
        """Return how often something happens that happens ``mean`` times on average."""
        return int(self._random.poisson(mean))


@dataclass
class Visitor:
    """A person with a browser. ``user_id`` is empty until they are known."""

    number: int
    country: str
    device: str
    keenness: float
    user_id: str = ""
    subscribed: datetime | None = None
    orders: int = 0
    pleased: float = 0.0
    rows: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def draw(cls, number: int, dice: Dice) -> Visitor:
        """Invent a person."""
        return cls(number, dice.pick(COUNTRIES), dice.pick(DEVICES), keenness=0.35 + dice.about(0.75))

    def known(self) -> None:
        """Give the person a customer number."""
        self.user_id = self.user_id or f"customer-{self.number:05}"


class Pen:
    """Writes the touchpoints of one visit, or of what the shop does afterwards, moment by moment."""

    def __init__(self, visitor: Visitor, dice: Dice, moment: datetime, context: Mapping[str, Any]) -> None:
        self.visitor = visitor
        self.dice = dice
        self.moment = moment
        self._context = context

    @classmethod
    def visit(cls, visitor: Visitor, dice: Dice, moment: datetime, source: Source) -> Pen:
        """Begin a visit."""
        browser = {
            "anonymous_id": f"browser-{visitor.number:05}",
            "session_id": f"visit-{visitor.number:05}-{moment:%m%d%H%M}",
            "device": visitor.device,
            "country": visitor.country,
            "language": LANGUAGES[visitor.country],
        }
        return cls(visitor, dice, moment, {**browser, **source.tells})

    def write(self, event: str, after: float = 0.0, **fields: Any) -> None:
        """Write a touchpoint about ``after`` seconds later."""
        self.moment += timedelta(seconds=self.dice.about(after)) if after else timedelta(0)
        who = {"user_id": self.visitor.user_id} if self.visitor.user_id else {}
        self.visitor.rows.append({"event": event, "timestamp": self.moment, **self._context, **who, **fields})
