"""The pass that finds what each profile did in some time."""

from __future__ import annotations

from parcours.kernels.kernel import kernel

_INTS, _FLAGS = "Array(int64, 1, 'C', True)", "Array(boolean, 1, 'C', True)"


@kernel()
def _first_since(times, first, last, moment):  # type: ignore[no-untyped-def]
    while first < last:
        middle = (first + last) // 2
        if times[middle] < moment:
            first = middle + 1
        else:
            last = middle
    return first


@kernel(f"void({_INTS}, {_FLAGS}, {_INTS}, int64, int64, int64[::1], int64[::1])")
def within(offsets, hidden, times, start, stop, firsts, lengths):  # type: ignore[no-untyped-def]
    """Write each profile's first touchpoint from a moment on, and how many come before another moment."""
    for profile in range(len(hidden)):
        last = offsets[profile + 1]
        first = _first_since(times, offsets[profile], last, start)
        firsts[profile], lengths[profile] = first, 0
        if not hidden[profile]:
            lengths[profile] = _first_since(times, first, last, stop) - first
