"""Numbers, each with what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

Good = Literal["up", "down", "neither"]
_WIDTH, _HEIGHT = 120.0, 32.0


@dataclass(frozen=True)
class Definition:
    """How a number is computed: a sentence or two, and its parameters by name."""

    text: str
    parameters: tuple[tuple[str, str], ...] = ()
    template: ClassVar[str] = "definition"


@dataclass(frozen=True)
class Change:
    """What became of a number, as a share of what it was.

    Parameters
    ----------
    share
        0.12 is twelve percent more; None where there is nothing to compare with.
    good
        Which way is good.
    against
        What it is compared with, in words.
    """

    share: float | None
    good: Good = "up"
    against: str = ""
    template: ClassVar[str] = "change"

    @property
    def way(self) -> str:
        """Up, down, or the same, as it will be written."""
        if self.share is None or round(self.share, 3) == 0:
            return "same"
        return "up" if self.share > 0 else "down"

    @property
    def kind(self) -> str:
        """Whether that is good news."""
        if self.way == "same" or self.good == "neither":
            return "plain"
        return "good" if self.way == self.good else "bad"


@dataclass(frozen=True)
class Sparkline:
    """The course of a number; its label says in words what it shows."""

    values: Sequence[float]
    label: str
    template: ClassVar[str] = "sparkline"

    @property
    def points(self) -> str:
        """Where the line goes, in a box of 120 by 32.

        >>> Sparkline((0, 1), "twice").points
        '2.0,30.0 118.0,2.0'
        """
        low, high = min(self.values), max(self.values)
        step = (_WIDTH - 4) / max(len(self.values) - 1, 1)
        scale = (_HEIGHT - 4) / ((high - low) or 1)
        return " ".join(
            f"{2 + at * step:.1f},{_HEIGHT - 2 - (value - low) * scale:.1f}"
            for at, value in enumerate(self.values)
        )


@dataclass(frozen=True)
class Stat:
    """A number that a page is about, with what one must know to believe it.

    Parameters
    ----------
    label, value
        What it is, and how much, as written.
    n
        How many it was computed from, in words; ``interval`` what it may as well be.
    change, line
        What became of it.
    definition
        How it is computed.
    href
        Where the people or orders behind it are.
    """

    label: str
    value: str
    definition: Definition
    n: str = ""
    interval: str = ""
    change: Change | None = None
    line: Sparkline | None = None
    href: str = ""
    template: ClassVar[str] = "stat"


@dataclass(frozen=True)
class Bar:
    """A share from 0 to 1 as a length; the number stands beside it."""

    share: float
    shown: str
    kind: Literal["mark", "loss"] = "mark"
    template: ClassVar[str] = "bar"

    @property
    def width(self) -> str:
        """Of a hundred."""
        return f"{100 * min(max(self.share, 0), 1):.1f}"
