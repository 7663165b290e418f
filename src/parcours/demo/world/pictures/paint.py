"""The colours of one picture, and the few brushes that all drawings share.

A drawing fills a sheet 400 wide and 500 high. What stands ends at a height of about 410, what hangs hangs
from the top; all light comes from the upper left.
"""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.world.colours import Colour

WIDTH, HEIGHT = 400, 500
INK, WHITE, WOOD, WOOD_DARK, CLAY, BRASS = "#2f2722", "#ffffff", "#b58d63", "#8c6946", "#cdb091", "#b9975b"
LEAF = "M0 0C-17-9-20-29 0-47C20-29 17-9 0 0Z"
"""A leaf of the linden that grows upwards from its stalk."""
_BRIGHT = 0.8


def mix(first: str, second: str, share: float) -> str:
    """Return a colour so far on the way from one to another.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def brightness(colour: str) -> float:
    """Return how bright a colour looks, from 0 to 1 (luma of ITU-R BT.601)."""
    red, green, blue = _channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@dataclass(frozen=True)
class Paint:
    """What one picture is painted with; ``uid`` begins every id, so that many can stand in one page."""

    uid: str
    colour: Colour

    @property
    def base(self) -> str:
        """The dye or glaze itself; of a print, what it looks like from far away."""
        return mix(self.colour.hex, self.colour.accent, 0.3) if self.colour.print else self.colour.hex

    @property
    def fill(self) -> str:
        """What cloth is filled with: a colour or a print."""
        return f"url(#{self.uid}p)" if self.colour.print else self.colour.hex

    @property
    def light(self) -> str:
        """Where the light falls on it."""
        return mix(self.base, WHITE, 0.35)

    @property
    def shade(self) -> str:
        """Where it turns away from the light."""
        return mix(self.base, INK, 0.2)

    @property
    def deep(self) -> str:
        """The inside, and the lines."""
        return mix(self.base, INK, 0.42)

    @property
    def wall(self) -> str:
        """A calm background: pale, and darker than what is pale itself."""
        if brightness(self.colour.hex) > _BRIGHT:
            return mix("#c9bba6", self.base, 0.2)
        return mix(self.base, "#f6f1e8", 0.78)

    def cloth(self, outline: str) -> str:
        """Return a piece of cloth, lit from the left."""
        plain = f'<path d="{outline}" fill="url(#{self.uid}s)"/>'
        return f'<path d="{outline}" fill="url(#{self.uid}p)"/>{plain}' if self.colour.print else plain

    def solid(self, outline: str, fill: str) -> str:
        """Return something round of one colour, lit from the left."""
        return f'<path d="{outline}" fill="{fill}"/><path d="{outline}" fill="url(#{self.uid}r)"/>'

    def mirrored(self, part: str, drawing: str) -> str:
        """Return a drawing of the left half and its mirror image; ``part`` is a letter of its own."""
        name = f"{self.uid}-{part}"
        return f'<g id="{name}">{drawing}</g><use href="#{name}" transform="matrix(-1 0 0 1 {WIDTH} 0)"/>'

    def shadow(self, x: float, y: float, width: float, height: float = 14) -> str:
        """Return the shadow of something that stands."""
        return f'<ellipse cx="{x}" cy="{y}" rx="{width}" ry="{height}" fill="url(#{self.uid}d)"/>'

    def cast(self, outline: str) -> str:
        """Return the soft shadow that something hanging casts on the wall."""
        return (
            f'<filter id="{self.uid}f" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur'
            f' stdDeviation="9"/></filter><path d="{outline}" transform="translate(13 15)" opacity=".2"'
            f' filter="url(#{self.uid}f)"/>'
        )

    def folds(self, lines: str, *, width: float = 2.5, opacity: float = 0.3) -> str:
        """Return creases."""
        return stroke(lines, self.deep, width, opacity=opacity)


def stroke(line: str, colour: str, width: float, *, opacity: float = 1, more: str = "") -> str:
    """Return a line; the sheet gives it round ends."""
    faint = "" if opacity == 1 else f' opacity="{opacity}"'
    return f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{width}"{faint}{more}/>'


def area(outline: str, fill: str, opacity: float = 1) -> str:
    """Return a flat shape."""
    faint = "" if opacity == 1 else f' opacity="{opacity}"'
    return f'<path d="{outline}" fill="{fill}"{faint}/>'


def oval(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Return an ellipse by its centre and radii."""
    return f'<ellipse cx="{x}" cy="{y}" rx="{width}" ry="{height}" fill="{fill}"/>'


def ring(x: float, y: float, radius: float, colour: str, width: float, *, opacity: float = 1) -> str:
    """Return the outline of a circle."""
    turn = f"a{radius} {radius} 0 1 0"
    return stroke(
        f"M{x - radius} {y}{turn} {2 * radius} 0{turn} {-2 * radius} 0", colour, width, opacity=opacity
    )


def box(x: float, y: float, width: float, height: float, fill: str, *, round_by: float = 0) -> str:
    """Return a rectangle."""
    corner = f' rx="{round_by}"' if round_by else ""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{corner}/>'


def placed(drawing: str, x: float, y: float, size: float = 1, turn: float = 0) -> str:
    """Return a drawing moved, scaled, and turned."""
    turned = f" rotate({turn})" if turn else ""
    scaled = "" if size == 1 else f" scale({size})"
    return f'<g transform="translate({x} {y}){scaled}{turned}">{drawing}</g>'


def leaf(x: float, y: float, size: float, turn: float, fill: str) -> str:
    """Return a leaf that grows from a point."""
    return placed(area(LEAF, fill), x, y, size, turn)
