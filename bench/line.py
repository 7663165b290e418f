"""A slow line before a server of this machine: a proxy that takes as long as a line of its kind."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from bench.door import free_port

_PACKET = 1460


@dataclass(frozen=True)
class Kind:
    """Seconds from a question to the answer to it, and bytes a second either way."""

    round_trip: float
    down: float
    up: float


SLOW_4G = Kind(0.150, 1.6e6 / 8, 750e3 / 8)
"""What Lighthouse calls slow 4G, packet by packet."""


class _Way:
    """One way of the line, which carries one packet after the other."""

    def __init__(self, rate: float, delay: float) -> None:
        self._rate, self._delay, self._free = rate, delay, 0.0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        while packet := await reader.read(_PACKET):
            self._free = max(self._free, loop.time()) + len(packet) / self._rate
            loop.call_at(self._free + self._delay, _written, writer, packet)
        loop.call_at(max(self._free, loop.time()) + self._delay, writer.close)


def _written(writer: asyncio.StreamWriter, packet: bytes) -> None:
    if not writer.is_closing():
        writer.write(packet)


@contextlib.contextmanager
def line(kind: Kind, port: int) -> Iterator[int]:
    """Lay a line before a port; yield the port at its other end."""
    other, laid = free_port(), Future[Callable[[], None]]()
    thread = threading.Thread(target=lambda: asyncio.run(_lie(kind, port, other, laid)), daemon=True)
    thread.start()
    take_up = laid.result()
    try:
        yield other
    finally:
        take_up()
        thread.join()


async def _lie(kind: Kind, port: int, other: int, laid: Future[Callable[[], None]]) -> None:
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    ways = _Way(kind.up, kind.round_trip / 2), _Way(kind.down, kind.round_trip / 2)
    server = await asyncio.start_server(partial(_take, kind, ways, port), "localhost", other)
    laid.set_result(partial(loop.call_soon_threadsafe, ended.set))
    await ended.wait()
    server.close()


async def _take(
    kind: Kind, ways: tuple[_Way, _Way], port: int, here: asyncio.StreamReader, back: asyncio.StreamWriter
) -> None:
    await asyncio.sleep(kind.round_trip)  # until both ends know of the connection
    with contextlib.suppress(OSError):
        there, on = await asyncio.open_connection("localhost", port)
        up, down = ways
        await asyncio.gather(up.carry(here, on), down.carry(there, back))
