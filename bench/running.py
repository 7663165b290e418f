"""A shop that runs: how far the worker is behind at a steady rate, and what everything costs at rest.

The machine's other work counts against the lag; processor time does not depend on it much.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.door import Served, answered, await_port, free_port, sent
from bench.table import Row

from parcours.collect.http.keys import new_key
from parcours.eventlog.inbox import Inbox
from parcours.shop import Shop
from parcours.stream import heartbeat

RATE, BATCH, SECONDS, REST = 1_000, 10, 30.0, 30.0
_MICROS = 1_000_000


def cases(size: int) -> Iterator[Row]:
    """Measure a new shop; ``size`` does not matter."""
    del size
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder, new(Path(folder)) as served:
        before, began = served.worked(), time.monotonic()
        lags = asyncio.run(_steadily(served, Path(folder) / "shop"))
        share = (served.worked() - before) / (time.monotonic() - began)
        yield Row(f"longest wait in the inbox at {RATE:,} touchpoints/s", max(lags), "s", "under 2")
        yield Row("  of one processor, all processes", share * 100, "%")
        time.sleep(REST)
        before = served.worked()
        time.sleep(REST)
        yield Row(
            "of one processor at rest, all processes", (served.worked() - before) / REST * 100, "%", "1"
        )


async def _steadily(served: Served, folder: Path) -> list[float]:
    """Send at the rate; return how long the oldest payload had waited, seen ten times a second."""
    lags = [0.0]
    connection = await asyncio.open_connection("127.0.0.1", served.port)
    with contextlib.closing(Inbox(folder)) as inbox:
        began, count = time.monotonic(), 0
        while (now := time.monotonic() - began) < SECONDS:
            while count * BATCH < now * RATE:
                count += 1
                await answered(*connection, sent(served.key, "/v1/batch", f"{began}.{count}", BATCH))
            oldest = inbox.oldest
            lags.append(0.0 if oldest is None else time.time() - oldest / _MICROS)
            await asyncio.sleep(0.1)
    connection[1].close()
    return lags


@dataclass(frozen=True)
class Running:
    """A shop whose processes answer."""

    pid: int
    pages: int
    intake: int


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Run a shop for a while."""
    ports = free_port(), free_port()
    words = ["run", str(folder), "--port", str(ports[0]), "--collect-port", str(ports[1])]
    process = subprocess.Popen([sys.executable, "-m", "parcours.cli", *words])
    try:
        for port in ports:
            await_port(port)
        while heartbeat.read(folder) is None:
            time.sleep(0.1)
        yield Running(process.pid, *ports)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


@contextlib.contextmanager
def new(folder: Path) -> Iterator[Served]:
    shop = Shop.create(folder / "shop")
    key = new_key(shop.folder, "bench", "server", datetime(2026, 1, 1, tzinfo=UTC))
    with running(shop.folder) as found:
        yield Served(found.pid, found.intake, key)
