"""A sieve in memory before the runs: most ids of a batch are new, and this says so without touching a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.eventlog.siphash import Words
from parcours.kernels.kernel import kernel

_BITS_PER_ID = 8
_SMALLEST = 16


class Sieve:
    """One bit for each value of an id's leading bits: one to two bytes an id, one new id in ten passes.

    Sorted ids walk through it from front to end, which spares the cache a jump an id.
    """

    def __init__(self, runs: Iterable[Words]) -> None:
        held = list(runs)
        self._count = sum(len(ids) for ids in held)
        self._width = max(_SMALLEST, (2 * _BITS_PER_ID * self._count).bit_length() - 1)
        self._bits = np.zeros((1 << self._width) // 8, dtype=np.uint8)
        for ids in held:
            _mark(self._bits, np.uint64(64 - self._width), ids)

    def has_room_for(self, more: int) -> bool:
        """Whether so many more ids leave it selective."""
        return (self._count + more) * _BITS_PER_ID <= 1 << self._width

    def add(self, ids: Words) -> None:
        """Let these ids pass from now on."""
        self._count += len(ids)
        _mark(self._bits, np.uint64(64 - self._width), ids)

    def passing(self, ids: Words) -> npt.NDArray[np.bool_]:
        """Tell which ids may be known; the others are new for certain."""
        out = np.empty(len(ids), dtype=np.bool_)
        _test(self._bits, np.uint64(64 - self._width), ids, out)
        return out


_ID = "Array(uint64, 2, 'C', readonly=True)"


@kernel(f"void(uint8[::1], uint64, {_ID})")
def _mark(bits: Any, shift: Any, ids: Any) -> None:
    for row in range(len(ids)):
        place = ids[row, 0] >> shift
        bits[place >> np.uint64(3)] |= np.uint8(1) << np.uint8(place & np.uint64(7))


@kernel(f"void(uint8[::1], uint64, {_ID}, boolean[::1])")
def _test(bits: Any, shift: Any, ids: Any, out: Any) -> None:
    for row in range(len(ids)):
        place = ids[row, 0] >> shift
        out[row] = (bits[place >> np.uint64(3)] >> np.uint8(place & np.uint64(7))) & np.uint8(1)
