"""Where compiled kernels are kept: in one folder for each state of their sources."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def folder() -> Path:
    """Return where kernels compiled from the present sources are kept.

    Under ``NUMBA_CACHE_DIR`` where it is set, else in the user's cache, so that all shops share them.
    Numba itself looks only at the file of a kernel, not at the helpers and constants compiled into it.
    """
    told = os.environ.get("NUMBA_CACHE_DIR")
    base = Path(told) if told else _user_cache() / "parcours" / "kernels"
    return base / f"parcours-{digest(_PACKAGE)}"


def is_usable() -> bool:
    """Make the folder; false where that is not allowed."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder(), os.W_OK)


def is_warm() -> bool:
    """Tell whether an analysis has been compiled and kept before."""
    return any(folder().glob("stages_*/*.nbc"))


@cache
def digest(package: Path) -> str:
    """Return a short hash of all sources that declare kernels."""
    sources = [path.read_bytes() for path in sorted(package.rglob("*.py"))]
    compiled = [source for source in sources if b"@kernel(" in source]
    return hashlib.sha256(b"".join(compiled)).hexdigest()[:12]


def _user_cache() -> Path:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails where there is none
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home))
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
