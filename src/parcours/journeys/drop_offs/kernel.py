"""The kernels of drop-offs: what came next, and what was last known."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

from parcours.kernels.kernel import kernel

_INTS = "Array(int64, 1, 'C', True)"


@kernel(
    f"void({_INTS}, {_INTS}, Array(uint16, 1, 'C', True), Array(boolean, 1, 'C', True), {_INTS}, {_INTS},"
    " int64, int64[::1])"
)
def next_events(offsets, times, events, system, profiles, moments, longest, following):
    """Write the code of each profile's first event after a moment, -1 where none follows soon enough."""
    for i in range(len(profiles)):
        following[i] = -1
        first, stop = offsets[profiles[i]], offsets[profiles[i] + 1]
        for row in range(first + np.searchsorted(times[first:stop], moments[i], side="right"), stop):
            if times[row] - moments[i] > longest:
                break
            if not system[events[row]]:
                following[i] = events[row]
                break


@kernel(f"void({_INTS}, {_INTS}, Array(uint32, 1, 'C', True), int64, {_INTS}, {_INTS}, {_INTS}, int64[::1])")
def last_known(offsets, times, codes, base, profiles, rows, ends, known):
    """Write each profile's last code that is not missing from a row to a moment, 0 where there is none."""
    for i in range(len(profiles)):
        known[i] = 0
        for row in range(rows[i], offsets[profiles[i] + 1]):
            if times[row] > ends[i]:
                break
            if codes[row - base]:
                known[i] = codes[row - base]
