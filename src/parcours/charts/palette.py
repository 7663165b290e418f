"""The colours, each once for light and once for dark; nothing else in the house names a colour.

Text roles keep a contrast of 4.5 to 1 or more on *surface*, *panel* and the soft fills (a test
computes it). Blue for what happened and vermilion for what was lost stay apart for every common
kind of colour blindness, and no meaning rests on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """What one role looks like."""

    light: str
    dark: str


PALETTE: dict[str, Colour] = {
    "surface": Colour("#ffffff", "#14171c"),
    "panel": Colour("#f5f6f8", "#1c2027"),
    "line": Colour("#d8dce3", "#39414d"),
    "ink": Colour("#1a1e26", "#e9ebef"),
    "muted": Colour("#535b69", "#a9b1be"),
    "mark": Colour("#2a62a8", "#86b4ee"),
    "mark-soft": Colour("#d6e4f5", "#23384f"),
    "loss": Colour("#a63f0b", "#f2a06c"),
    "loss-soft": Colour("#fae3d5", "#472b1b"),
}

TEXT_ROLES = ("ink", "muted", "mark", "loss")
GROUND_ROLES = ("surface", "panel", "mark-soft", "loss-soft")


def properties(mode: str) -> str:
    """Return the CSS custom properties of a mode, *light* or *dark*."""
    return "".join(f"--pc-{role}:{getattr(colour, mode)};" for role, colour in PALETTE.items())


def themed() -> str:
    """Return the CSS custom properties that follow the mode of the page around them."""
    return "".join(
        f"--pc-{role}:light-dark({colour.light},{colour.dark});" for role, colour in PALETTE.items()
    )


def roles() -> str:
    """Return the CSS rules that paint an SVG mark by its role."""
    rules = (f".pc-f-{r}{{fill:var(--pc-{r})}}.pc-s-{r}{{stroke:var(--pc-{r})}}" for r in PALETTE)
    return "".join(rules)
