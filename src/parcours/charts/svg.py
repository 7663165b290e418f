"""A canvas that writes SVG: colours by role, names for marks, and right-to-left in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Literal

from parcours.charts.palette import PALETTE
from parcours.charts.text import shorten
from parcours.words.languages import is_rtl

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

# Liberation Sans comes with vl-convert, which draws PNG and PDF; it has neither Hebrew nor the shekel.
_FONTS = "'Liberation Sans', Arial, Helvetica, sans-serif"
_WIDER_FONTS = "'DejaVu Sans', Arial, sans-serif"
_WIDER = re.compile("[\u0590-\u05ff\u20aa]")
_OPPOSITE: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
_RIGHT_TO_LEFT, _END = "\u2067", "\u2069"


class Canvas:
    """Collects the marks of one drawing.

    Callers draw from left to right. In a right-to-left language every x is mirrored here, and only here.
    """

    def __init__(self, width: float, height: float, *, language: str = "en") -> None:
        self.width = width
        self.height = height
        self._rtl = is_rtl(language)
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str, *, radius: float = 0) -> None:
        """Draw a filled rectangle."""
        left = self._x(x + width) if self._rtl else x
        corner = f' rx="{_n(radius)}"' if radius else ""
        box = f'x="{_n(left)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(height)}"'
        self._parts.append(f"<rect {box}{corner} {_fill(fill)}/>")

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """Draw a filled shape."""
        corners = " ".join(f"{_n(self._x(x))},{_n(y)}" for x, y in points)
        self._parts.append(f'<polygon points="{corners}" {_fill(fill)}/>')

    def line(self, points: Sequence[Point], stroke: str, *, width: float = 1) -> None:
        """Draw a line through points."""
        steps = " ".join(f"{_n(self._x(x))},{_n(y)}" for x, y in points)
        self._parts.append(
            f'<polyline points="{steps}" fill="none" {_stroke(stroke)} stroke-width="{_n(width)}"/>'
        )

    def curve(self, points: Sequence[Point], stroke: str, *, width: float = 1) -> None:
        """Draw a cubic curve: start, two handles, end, and so on in threes."""
        (x, y), *rest = [(_n(self._x(x)), _n(y)) for x, y in points]
        steps = " ".join(f"{x},{y}" for x, y in rest)
        pen = f'fill="none" {_stroke(stroke)} stroke-width="{_n(width)}" stroke-linecap="round"'
        self._parts.append(f'<path d="M{x},{y} C{steps}" {pen}/>')

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        fill: str = "ink",
        anchor: Anchor = "start",
        bold: bool = False,
        room: float | None = None,
    ) -> None:
        """Write one line; ``room`` cuts it to a width."""
        shown = text if room is None else shorten(text, size, room, bold=bold)
        shown = shown.replace("\u202f", "\u00a0")  # the fonts of PNG and PDF have no narrow space
        if self._rtl:
            shown = f"{_RIGHT_TO_LEFT}{shown}{_END}"
        side = _OPPOSITE[anchor] if self._rtl else anchor
        weight = ' font-weight="700"' if bold else ""
        place = f'x="{_n(self._x(x))}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{side}"'
        self._parts.append(f"<text {place}{weight} {_fill(fill)}>{escape(shown)}</text>")

    @contextmanager
    def mark(self, name: str) -> Iterator[None]:
        """Give what is drawn inside one accessible name, which the mouse shows too."""
        self._parts.append(f'<g role="img"><title>{escape(name)}</title>')
        yield
        self._parts.append("</g>")

    def svg(self, title: str) -> str:
        """Return the drawing under its title."""
        body = "".join(self._parts)
        fonts = _WIDER_FONTS if _WIDER.search(body) else _FONTS
        width, height = _n(self.width), _n(self.height)
        size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ground = f'<rect width="100%" height="100%" {_fill("surface")}/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="pc-svg" {size} role="group" '
            f'aria-label="{escape(title)}" direction="ltr" font-family="{fonts}">'
            f"{ground}{body}</svg>"
        )

    def _x(self, x: float) -> float:
        return self.width - x if self._rtl else x


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _fill(role: str) -> str:
    return f'class="pc-f-{role}" fill="{PALETTE[role].light}"'


def _stroke(role: str) -> str:
    return f'class="pc-s-{role}" stroke="{PALETTE[role].light}"'
