"""Which shop is the artificial one: the simulation marks the folder that it lives in."""

from __future__ import annotations

from pathlib import Path

MARK = "demo.json"
"""The file that makes a shop the artificial one."""


def is_artificial(folder: Path) -> bool:
    """Return whether a folder holds the artificial shop."""
    return (folder / MARK).is_file()
