"""The intake beside a heavy analysis: how long the door takes while somebody draws a map of everything.

The shop runs with its worker and its pages; another process draws the map of a large shop on all
processors, over and over.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.door import Served, answered, sent
from bench.running import new
from bench.screens import large
from bench.table import Row

SENDERS, RATE, SECONDS = 16, 200, 20.0


def cases(size: int) -> Iterator[Row]:
    """Measure single touchpoints at a steady rate, without the analysis and beside it."""
    with (
        tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder,
        large(size) as big,
        new(Path(folder)) as door,
    ):
        yield from _told(f"answers to {RATE} touchpoints/s", _steadily(door))
        with _drawing(big):
            yield from _told("the same beside a map", _steadily(door), "under 50")


def _told(name: str, times: list[float], wanted: str = "") -> Iterator[Row]:
    yield Row(f"{name}, 99th percentile", statistics.quantiles(times, n=100)[-1] * 1e3, "ms", wanted)
    yield Row("  half of them within", statistics.median(times) * 1e3, "ms")


def _steadily(door: Served) -> list[float]:
    """Return how long each answer took since it was due: a sender that waits keeps others waiting."""

    async def all_of_them() -> list[list[float]]:
        return await asyncio.gather(*(_sender(n, door) for n in range(SENDERS)))

    return [time for times in asyncio.run(all_of_them()) for time in times]


async def _sender(n: int, door: Served) -> list[float]:
    connection = await asyncio.open_connection("127.0.0.1", door.port)
    times: list[float] = []
    began = time.perf_counter() + n / RATE
    while (due := began + len(times) * SENDERS / RATE) < began + SECONDS:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await answered(*connection, sent(door.key, "/v1/track", f"{n}.{due}", 1))
        times.append(time.perf_counter() - due)
    connection[1].close()
    return times


@contextmanager
def _drawing(shop: Path) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", __name__, str(shop)], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()  # the first map is there
        yield
    finally:
        process.kill()
        process.wait()


def draw(shop: str) -> None:
    """Draw the map of everything until somebody stops it."""
    import parcours

    while True:
        parcours.open(shop).journeys().journey_map()
        print("drawn", flush=True)


if __name__ == "__main__":
    draw(sys.argv[1])
