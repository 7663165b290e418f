"""What an analysis is, and how an engine runs one.

An analysis is three pure functions. An engine only brings sequences: it may cut them by profiles
anywhere, run the pieces in any order, and must get the same result.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, reduce
from typing import Protocol, TypeVar

from parcours.journeys.sequences import Sequences

State = TypeVar("State")
Result_co = TypeVar("Result_co", covariant=True)


class Analysis(Protocol[State, Result_co]):
    """Three pure functions: a frozen dataclass of parameters with these methods."""

    def partial(self, sequences: Sequences) -> State:
        """Read some profiles."""
        ...

    def merge(self, one: State, other: State) -> State:
        """Combine what two disjoint sets of profiles gave."""
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
    """Runs analyses on this machine's processors; kernels release the interpreter lock."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.process_cpu_count() if hasattr(os, "process_cpu_count") else workers or len(os.sched_getaffinity(0))

    def run(self, analysis: Analysis[State, Result_co], parts: Sequence[Sequences]) -> Result_co:
        """Cut the parts into pieces for the pool, merge in order, and make the result."""
        pieces = [piece for part in parts for piece in part.split(self._size(parts))]
        if len(pieces) == 1:
            return analysis.result(analysis.partial(pieces[0]))
        states = _pool(self.workers).map(analysis.partial, pieces)
        return analysis.result(reduce(analysis.merge, states))

    def _size(self, parts: Sequence[Sequences]) -> int:
        # Some pieces more than workers even out profiles of unequal length.
        total = sum(part.touchpoints for part in parts)
        return max(total // (self.workers * 4) + 1, 100_000)


@cache
def _pool(workers: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, thread_name_prefix="parcours-analysis")
