"""Measure everything, or what is named: ``python -m bench [name ...] [--size 20000000]``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.table import Row, measured, show

# Loaded when asked for: the peers' packages are large.
CASES = {
    "funnel": ("bench.funnel", "cases"),
    "analyses": ("bench.analyses", "cases"),
    "index": ("bench.index", "cases"),
    "imports": ("bench.imports", "cases"),
    "demo": ("bench.demo", "cases"),
    "people": ("bench.people", "cases"),
    "commerce": ("bench.commerce", "cases"),
    "screens": ("bench.screens", "cases"),
    "door": ("bench.door", "cases"),
    "running": ("bench.running", "cases"),
    "beside": ("bench.beside", "cases"),
    "phone": ("bench.phone", "cases"),
    "growth": ("bench.analyses", "growth"),
}


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"{', '.join(CASES)}")
    parser.add_argument("--size", type=int, default=20_000_000, help="how many touchpoints")
    options = parser.parse_args()
    unknown = set(options.names) - set(CASES)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    names = options.names or [name for name in CASES if name != "growth"]
    show(row for name in names for row in _rows(name, options.size))


def _rows(name: str, size: int) -> Iterator[Row]:
    """Run a benchmark in a process of its own: one process serves the tables of one shop."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as beside:
        yield from beside.submit(measured, *CASES[name], size).result()


if __name__ == "__main__":
    main()
