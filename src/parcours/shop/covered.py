"""Up to which version of the log the state has come: what keeps files that it must still read.

A file beside the state, since compaction knows no database. Whoever shows numbers sees by it that
there are new ones.
"""

from __future__ import annotations

from pathlib import Path

FILE = "covered"


def mark_covered(folder: Path, version: int) -> None:
    """Note the version that the state covers."""
    fresh = folder / f"{FILE}.new"
    fresh.write_text(str(version), "ascii")
    fresh.replace(folder / FILE)


def covered(folder: Path) -> int | None:
    """Return the version that the state covers; None where no state has followed the log yet."""
    try:
        return int((folder / FILE).read_text("ascii"))
    except (OSError, ValueError):
        return None
