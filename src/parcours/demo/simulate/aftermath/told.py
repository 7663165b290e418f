"""What people write, with the truth of what it says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.demo import texts
from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.texts import TOPICS

DICE = 6
OPEN = -1
"""A topic left to the writer."""


@dataclass(frozen=True)
class Told:
    """Texts of one kind, one element each: who wrote when, and what it says (see `texts.Written`)."""

    kind: str
    person: Ints  # place in People
    moment: Ints
    topics: npt.NDArray[np.int8]
    polarities: npt.NDArray[np.int8]
    tone: Ints
    texts: list[str]

    @property
    def about(self) -> Ints:
        """What each is about in the first place: a topic, or `OPEN`."""
        return self.topics[:, 0].astype(np.int64)


@dataclass(frozen=True)
class Writers:
    """People who write, one element each."""

    person: Ints
    language: Ints
    rolls: Rolls

    def write(self, kind: str, moment: Ints, tone: Ints, topic: Ints, category: Ints) -> Told:
        """Let each write one text."""
        if not len(self.person):
            none = np.zeros((0, 3), np.int8)
            return Told(kind, self.person, moment, none, none, tone, [])
        dice = np.stack([self.rolls.uniform(f"words of {kind}", n) for n in range(DICE)], axis=1)
        written = texts.write(
            kind, language=self.language, tone=tone, topic=topic, category=category, dice=dice
        )
        return Told(
            kind, self.person, moment, written.topics, written.polarities, tone, written.texts.tolist()
        )


def topic(name: str) -> int:
    """Return the place of a topic."""
    return TOPICS.index(name)
