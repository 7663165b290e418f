"""The door: what it costs to take in touchpoints one by one and in batches, from many senders at once.

The senders share the machine with the door, so processor time says more than how many came through.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.table import Row

from parcours.collect.http.keys import new_key
from parcours.shop import Shop

SENDERS, BATCH = 64, 100
SECONDS, WINDOWS = 2.0, 6
"""The best of some short windows counts: others use the machine, too."""

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A door that runs: its process or that above it, its port, and who may send."""

    process: int
    port: int
    key: str

    def worked(self) -> float:
        """Return the seconds of all processors that the process and those below it have used."""
        return sum(_worked(process) for process in _family(self.process))


@dataclass(frozen=True)
class _Window:
    """What some seconds brought: touchpoints, the processor time of each, the time of each answer."""

    taken: int
    worked: float
    times: list[float]


def cases(size: int) -> Iterator[Row]:
    """Measure a door on a new shop; ``size`` does not matter: what is in the log never does."""
    del size
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder, _serving(Path(folder)) as door:
        yield from _measured(door, "one by one", "/v1/track", 1)
        yield from _measured(door, f"in batches of {BATCH}", "/v1/batch", BATCH)


def _measured(door: Served, name: str, path: str, items: int) -> Iterator[Row]:
    asyncio.run(_send(door, path, items))
    best = min((_window(door, path, items) for _ in range(WINDOWS)), key=lambda window: window.worked)
    yield Row(f"touchpoints {name}, {SENDERS} senders", best.taken / SECONDS, "/s")
    yield Row("  processor time of each", best.worked * 1e6, "us")
    wanted = "8,000" if items == 1 else "140,000"
    yield Row("  touchpoints for each second of a processor", 1 / best.worked, "/s", wanted)
    yield Row("  half of the answers within", statistics.median(best.times) * 1e3, "ms")
    yield Row("  99th percentile", statistics.quantiles(best.times, n=100)[-1] * 1e3, "ms", "under 50")


def _window(door: Served, path: str, items: int) -> _Window:
    before = door.worked()
    times = asyncio.run(_send(door, path, items))
    taken = len(times) * items
    return _Window(taken, (door.worked() - before) / taken, times)


async def _send(door: Served, path: str, items: int) -> list[float]:
    """Return how long each answer took."""
    times: list[float] = []
    until = time.perf_counter() + SECONDS
    await asyncio.gather(*(_sender(n, door, path, items, until, times) for n in range(SENDERS)))
    return times


async def _sender(n: int, door: Served, path: str, items: int, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    count = 0
    while (began := time.perf_counter()) < until:
        count += 1
        await answered(reader, writer, sent(door.key, path, f"{n}.{until}.{count}", items))
        times.append(time.perf_counter() - began)
    writer.close()


async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> None:
    """Send a request and wait until what it says is on disk."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head.partition(b"\r\n")[0], head
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length))


def sent(key: str, path: str, name: str, items: int) -> bytes:
    """Return a request with touchpoints that nobody has sent before."""
    return _request(key, path, _body(name, path, items))


def _body(name: str, path: str, items: int) -> bytes:
    calls = [
        {
            "type": "track",
            "event": "Product Viewed",
            "messageId": f"{name}.{n}",
            "anonymousId": f"a{n}",
            "properties": {"product_id": f"p{n}", "price": 12.5},
        }
        for n in range(items)
    ]
    return json.dumps({"batch": calls} if path.endswith("batch") else calls[0]).encode()


def _request(key: str, path: str, body: bytes) -> bytes:
    secret = base64.b64encode(f"{key}:".encode()).decode()
    head = (
        f"POST {path} HTTP/1.1",
        "Host: door",
        f"Authorization: Basic {secret}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*head, "", "")).encode() + body


@contextmanager
def _serving(folder: Path) -> Iterator[Served]:
    shop = Shop.create(folder / "shop")
    key = new_key(shop.folder, "bench", "server", datetime(2026, 1, 1, tzinfo=UTC))
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "parcours.cli",
        "collect",
        "--shop",
        str(shop.folder),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command)
    try:
        await_port(port)
        yield Served(process.pid, port, key)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port: int = found.getsockname()[1]
    return port


def await_port(port: int) -> None:
    """Wait until somebody listens at a port."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the door does not open")


def _family(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in told for each in _family(int(child)))]


def _worked(process: int) -> float:
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / _TICK
