"""Compiles what a map needs, on a small shop, in a process of its own: ``python -m parcours.cli.warm``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

_END = date(2026, 1, 1)
_NOW = 1_767_312_000_000_000  # a day later, in microseconds
_PROFILES, _MONTHS = 400, 4


@contextmanager
def warming() -> Iterator[None]:
    """Compile in a process of its own, where it has not been done; wait for it at the end."""
    from parcours.kernels.cache import is_warm

    if is_warm():
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", __name__])  # noqa: S603 - this very module
    try:
        yield
    except BaseException:
        process.terminate()
        raise
    finally:
        process.wait()


def main() -> None:
    """Make a small shop, import it and draw its map."""
    from parcours.collect.importing import import_file
    from parcours.demo.generate import generate
    from parcours.shop import Shop

    with tempfile.TemporaryDirectory() as folder:
        made = generate(folder, profiles=_PROFILES, months=_MONTHS, end=_END)
        shop = Shop.create(Path(folder) / "shop")
        import_file(shop, made.touchpoints, clock=lambda: _NOW)
        shop.journeys().journey_map()


if __name__ == "__main__":
    main()
