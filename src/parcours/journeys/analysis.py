"""What an analysis is, and how an engine runs one.

An analysis is three pure functions. An engine only brings sequences: it may cut them by profiles
anywhere, run the pieces in any order, and must get the same result.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, reduce
from typing import Protocol, TypeVar

from parcours.journeys.sequences import Sequences

State = TypeVar("State")
Result_co = TypeVar("Result_co", covariant=True)
Piece = TypeVar("Piece")
Done = TypeVar("Done")

SMALLEST_PIECE = 100_000
"""Touchpoints below which handing a piece to another thread costs more than reading it."""


class Analysis(Protocol[State, Result_co]):
    """Three pure functions: a frozen dataclass of parameters with these methods."""

    def partial(self, sequences: Sequences) -> State:
        """Read some profiles; there may be none."""
        ...

    def merge(self, one: State, other: State) -> State:
        """Combine what two disjoint sets of profiles gave; ``one`` comes first."""
        ...

    def result(self, state: State) -> Result_co:
        """Make the answer."""
        ...


class Engine(Protocol):
    """Runs analyses over the parts of an index."""

    def run(self, analysis: Analysis[State, Result_co], parts: Sequence[Sequences]) -> Result_co:
        """Return the analysis' result over all profiles of all parts."""
        ...


class Threads:
    """Runs analyses on this machine's processors; kernels release the interpreter lock.

    Parameters
    ----------
    workers
        How many threads; as many as this process may use processors where it is not given.
    name
        Threads of another name are others, and wait for none of these.
    niceness
        How far they let the other threads of this machine go first, from 0 to 19.
    """

    def __init__(self, workers: int | None = None, *, name: str = "analysis", niceness: int = 0) -> None:
        self.workers = workers or processors()
        self._pool = name, niceness

    def __repr__(self) -> str:
        return f"Threads({self.workers})"

    def run(self, analysis: Analysis[State, Result_co], parts: Sequence[Sequences]) -> Result_co:
        """Cut the parts into pieces, read them, merge in the order of the profiles, make the result."""
        pieces = self._pieces(parts)
        states = in_threads(analysis.partial, pieces, self.workers, *self._pool)
        return analysis.result(reduce(analysis.merge, states))

    def _pieces(self, parts: Sequence[Sequences]) -> list[Sequences]:
        # Some pieces more than workers even out profiles of unequal length.
        total = sum(part.touchpoints for part in parts)
        size = max(total // (self.workers * 4) + 1, SMALLEST_PIECE)
        pieces = [piece for part in parts for piece in part.split(size)]
        return pieces or [parts[0]]


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_threads(
    work: Callable[[Piece], Done],
    pieces: Sequence[Piece],
    workers: int,
    name: str = "analysis",
    niceness: int = 0,
) -> list[Done]:
    """Do the same work on each piece at once; what comes back has the order of the pieces.

    Work that itself asks for threads gets none: it runs where it is, so a full pool never waits for itself.
    """
    if len(pieces) == 1 or workers == 1 or getattr(_here, "pooled", False):
        return [work(piece) for piece in pieces]
    return list(_pool(workers, name, niceness).map(work, pieces))


def give_way(niceness: int) -> None:
    """Let other threads of this machine go before this one, where the system tells threads apart."""
    if niceness and sys.platform == "linux":
        who = os.PRIO_PROCESS, threading.get_native_id()
        # A process that gives way by itself may not take any of it back.
        os.setpriority(*who, max(niceness, os.getpriority(*who)))


_here = threading.local()


def _begin(niceness: int) -> None:
    _here.pooled = True
    give_way(niceness)


@cache
def _pool(workers: int, name: str, niceness: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, f"parcours-{name}", initializer=_begin, initargs=(niceness,))


if hasattr(os, "register_at_fork"):
    # A forked child has none of its parent's threads: it makes its own pool.
    os.register_at_fork(after_in_child=_pool.cache_clear)
