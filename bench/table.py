"""Rows of the benchmarks' table, and how it is printed."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from parcours.journeys.analysis import processors

RUNS = 5
PACKAGES = ("numpy", "numba", "pyarrow", "deltalake", "duckdb", "chdb")


@dataclass(frozen=True)
class Row:
    """One figure; ``ratio`` is how many times Parcours' own figure of the same work it is."""

    what: str
    value: float
    unit: str
    wanted: str = ""
    ratio: float | None = None


def seconds(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """Return the median time of some runs, after one that warms caches."""
    work()
    return statistics.median(_time(work) for _ in range(runs))


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def show(rows: Iterable[Row]) -> None:
    """Print the rows as they come, then all of them as one table under the machine's name."""
    console = Console()
    table = Table("what", "figure", "wanted", "ratio", title=machine(), title_justify="left")
    for row in rows:
        cells = (
            row.what,
            f"{row.value:,.4g} {row.unit}",
            row.wanted,
            f"{row.ratio:.1f}x" if row.ratio else "",
        )
        console.print("  ".join(cells))
        table.add_row(*cells)
    console.print(table)


def machine() -> str:
    """Name the processor, the system and the versions."""
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    python = f"{platform.system()}, Python {platform.python_version()}"
    return f"{_processor()}, {processors()} processors, {python}, {versions}; median of {RUNS}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor()
    lines = info.read_text(encoding="utf-8").splitlines()
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def measured(module: str, function: str, size: int) -> list[Row]:
    """Run a benchmark to its end."""
    return list(getattr(import_module(module), function)(size))
