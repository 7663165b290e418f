"""Serving another shop, or the same one with other settings: the processes end and start anew.

A web process cannot do that itself. It leaves the next shop's folder in a file, which whoever supervises
the processes looks for.
"""

from __future__ import annotations

import os
from pathlib import Path

FILE = "handover"
SUPERVISED = "PARCOURS_SUPERVISED"
"""Set in the environment of processes whose supervisor looks for the file."""

OWN, ARTIFICIAL = Path("shop"), Path("demo-shop/shop")
"""Where shops are made, seen from where Parcours was started."""


def is_supervised() -> bool:
    """Return whether anybody looks for the file."""
    return SUPERVISED in os.environ


def can_move() -> bool:
    """Return whether another shop can be served: not where the environment names a database for one."""
    return is_supervised() and "PARCOURS_DATABASE" not in os.environ


def hand_over(served: Path, following: Path) -> None:
    """Ask for a shop to be served instead of the one that is."""
    fresh = served / f"{FILE}.new"
    fresh.write_text(str(following.resolve()), "utf-8")
    fresh.replace(served / FILE)


def is_asked(served: Path) -> bool:
    """Return whether a handover is asked for."""
    return (served / FILE).exists()


def take(served: Path) -> Path | None:
    """Return the shop to serve next, once."""
    file = served / FILE
    if not file.exists():
        return None
    following = Path(file.read_text("utf-8"))
    file.unlink()
    return following
