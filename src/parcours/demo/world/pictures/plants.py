"""What grows: a twig in a bottle, a plant in a pot, and one that trails."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import area, leaf, placed, stroke

_STALK, _TWIG = "#65744c", "#7f8a63"
_GREENS = ("#6f8257", "#86986a", "#5d7049")
_PALE = ("#8a9a6b", "#9aa97c", "#7d8c60")
Leaves = tuple[tuple[float, float, float, float], ...]
"""For each leaf where it grows, its size, and which way it turns."""

_ON_TWIG: Leaves = (
    (-16, -116, 0.5, -20),
    (-6, -92, 0.42, -75),
    (-2, -78, 0.4, 55),
    (24, -103, 0.46, 40),
    (10, -86, 0.36, -30),
)
_ON_STALKS: Leaves = (
    (118, 214, 1.1, -68),
    (286, 228, 1.1, 66),
    (142, 146, 1.35, -38),
    (266, 160, 1.3, 42),
    (172, 190, 1.0, -58),
    (236, 190, 1.0, 62),
    (204, 106, 1.5, 4),
    (202, 168, 1.1, -24),
    (204, 200, 1.0, 30),
    (150, 232, 0.9, -84),
    (254, 236, 0.9, 86),
)
_ON_TRAILS: Leaves = (
    (100, 400, 0.62, 180),
    (95, 360, 0.62, -120),
    (94, 320, 0.62, 120),
    (97, 284, 0.62, -110),
    (106, 214, 0.62, -90),
    (146, 440, 0.62, 180),
    (142, 400, 0.62, 120),
    (143, 350, 0.62, -120),
    (296, 376, 0.62, 180),
    (303, 340, 0.62, 120),
    (304, 300, 0.62, -120),
    (296, 262, 0.62, 110),
    (294, 206, 0.62, 80),
    (176, 222, 0.62, -20),
    (204, 222, 0.62, 8),
    (232, 222, 0.62, 30),
)


def sprig(x: int, y: int) -> str:
    """Return a bottle with a green twig, to stand beside things."""
    glass = area("M-11 0C-17-18-9-30-6-36V-52H6V-36C9-30 17-18 11 0Z", "#dfe4dc", 0.9)
    twig = stroke("M0-8C2-60-6-90-16-118M0-60C10-84 16-92 24-104", _TWIG, 2.6)
    return placed(twig + _leaves(_ON_TWIG, _PALE) + glass, x, y)


def bush() -> str:
    """Return a plant that rises from a pot whose rim is at 256."""
    stalks = (
        "M196 256C190 200 168 170 140 142M200 256C202 190 200 150 204 96M204 256C212 200 240 176 266 158"
        "M198 256C180 220 150 214 118 212M206 256C226 226 256 222 286 226"
    )
    return stroke(stalks, _STALK, 4) + _leaves(_ON_STALKS, _GREENS)


def trails() -> str:
    """Return a plant that hangs down from a pot whose rim is at 226."""
    stalks = (
        "M132 226C96 250 92 320 100 400M166 226C140 190 120 196 104 214M268 226C304 260 306 320 296 376"
        "M230 222C250 190 276 190 296 206M150 226C146 300 140 330 146 440"
    )
    return stroke(stalks, _STALK, 3.4) + _leaves(_ON_TRAILS, _GREENS)


def _leaves(places: Leaves, greens: tuple[str, ...]) -> str:
    drawn = (leaf(*place, fill=greens[number % len(greens)]) for number, place in enumerate(places))
    return "".join(drawn)
