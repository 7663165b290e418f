"""Blocks of lines and bars, stacked in the cells of the picture's grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parcours.charts.svg import Canvas
from parcours.charts.text import wrap

_LEADING = 1.38
_BAR = 6
_BELOW_BAR = 5
_GAP = 10


@dataclass(frozen=True)
class Line:
    """Text, broken over at most so many lines."""

    text: str
    size: float = 12
    fill: str = "ink"
    bold: bool = False
    lines: int = 2

    def draw(self, canvas: Canvas | None, x: float, y: float, width: float) -> float:
        """Draw it, unless only its height is asked for."""
        broken = wrap(self.text, self.size, width, lines=self.lines, bold=self.bold)
        for at, text in enumerate(broken):
            if canvas:
                baseline = y + (at + 0.78) * self.size * _LEADING
                canvas.text(x, baseline, text, size=self.size, fill=self.fill, bold=self.bold)
        return len(broken) * self.size * _LEADING


@dataclass(frozen=True)
class Bar:
    """A share of the cell's width."""

    share: float

    def draw(self, canvas: Canvas | None, x: float, y: float, width: float) -> float:
        """Draw it, unless only its height is asked for."""
        if canvas:
            canvas.rect(x, y + 2, width, _BAR, "line", radius=3)
            canvas.rect(x, y + 2, width * self.share, _BAR, "mark", radius=3)
        return _BAR + _BELOW_BAR


@dataclass(frozen=True)
class Block:
    """One thing of a cell, such as a touchpoint, under one accessible name."""

    items: tuple[Line | Bar, ...]

    @property
    def name(self) -> str:
        """Return what it says."""
        return ", ".join(item.text for item in self.items if isinstance(item, Line))

    def height(self, width: float) -> float:
        """Return how high it is."""
        return sum(item.draw(None, 0, 0, width) for item in self.items)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw its items from top to bottom."""
        with canvas.mark(self.name):
            for item in self.items:
                y += item.draw(canvas, x, y, width)


def stack_height(blocks: Sequence[Block], width: float) -> float:
    """Return how high a stack of blocks is."""
    return sum(block.height(width) for block in blocks) + _GAP * max(len(blocks) - 1, 0)


def draw_stack(canvas: Canvas, blocks: Sequence[Block], x: float, y: float, width: float) -> None:
    """Draw blocks from top to bottom."""
    for block in blocks:
        block.draw(canvas, x, y, width)
        y += block.height(width) + _GAP
