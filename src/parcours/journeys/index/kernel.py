"""Kernels that bring touchpoints into the order (profile, time)."""

from __future__ import annotations

import numpy as np
from numba import uint64

from parcours.kernels.kernel import kernel

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(32)
_SHORT = 128


@kernel(inline=True)
def _home(leaf, mask):  # type: ignore[no-untyped-def]
    # Multiplying by the golden ratio spreads ids that count up or share low bits.
    return np.int64(((np.uint64(leaf) * _SPREAD) >> _SHIFT) & np.uint64(mask))


@kernel("int64(Array(int64, 1, 'C', True), int64, int64[:, ::1], uint32[::1], uint32[::1])")
def intern(leaves, known, tallies, slots, dense):  # type: ignore[no-untyped-def]
    """Number leaf profiles by first appearance and count their touchpoints.

    ``slots`` is an open-addressing table of number + 1, ``tallies`` has leaf and count side by side in
    one cache line; both have room for every row to be new. Return how many leaves are known.
    """
    mask = len(slots) - 1
    for row in range(len(leaves)):
        leaf = leaves[row]
        place = _home(leaf, mask)
        while slots[place] != 0 and tallies[slots[place] - 1, 0] != leaf:
            place = (place + 1) & mask
        if slots[place] == 0:
            tallies[known, 0] = leaf
            known += 1
            slots[place] = known
        number = slots[place] - 1
        tallies[number, 1] += 1
        dense[row] = number
    return known


@kernel("void(int64[:, ::1], int64, uint32[::1])")
def rehash(tallies, known, slots):  # type: ignore[no-untyped-def]
    """Fill an empty table with the leaves known."""
    mask = len(slots) - 1
    for number in range(known):
        place = _home(tallies[number, 0], mask)
        while slots[place] != 0:
            place = (place + 1) & mask
        slots[place] = number + 1


@kernel(
    "void(uint32[::1], uint32[::1], int64[::1], uint16[::1], int64[::1], int64, int64,"
    " int64[::1], uint16[::1], uint32[::1])"
)
def scatter(dense, ranks, times, events, cursor, first, last, out_times, out_events, out_rows):  # type: ignore[no-untyped-def]
    """Lay the touchpoints of profiles ``first:last`` at their profile's place, in the order of the log."""
    for row in range(len(dense)):
        rank = ranks[dense[row]]
        if first <= rank < last:
            place = cursor[rank]
            cursor[rank] = place + 1
            out_times[place] = times[row]
            out_events[place] = events[row]
            out_rows[place] = row


@kernel(inline=True)
def _insert(start, stop, times, events, rows):  # type: ignore[no-untyped-def]
    for i in range(start + 1, stop):
        time, event, row = times[i], events[i], rows[i]
        j = i
        while j > start and times[j - 1] > time:
            times[j], events[j], rows[j] = times[j - 1], events[j - 1], rows[j - 1]
            j -= 1
        times[j], events[j], rows[j] = time, event, row


@kernel()
def _is_settled(start, stop, times):  # type: ignore[no-untyped-def]
    row = start + 1
    while row < stop and times[row - 1] <= times[row]:
        row += 1
    return row >= stop


@kernel("int64(int64[::1], int64, int64, int64[::1], uint16[::1], uint32[::1])")
def settle(offsets, first, last, times, events, rows):  # type: ignore[no-untyped-def]
    """Order each profile's touchpoints by time; equal times keep the order of the log.

    Return the first profile that is too long for this simple sort and needs one, else ``last``.
    """
    for profile in range(first, last):
        start, stop = offsets[profile], offsets[profile + 1]
        if _is_settled(start, stop, times):
            continue
        if stop - start > _SHORT:
            return profile
        _insert(start, stop, times, events, rows)
    return last


@kernel()
def _copy(source, start, size, out, target):  # type: ignore[no-untyped-def]
    # Unsigned, so that no index can mean a place counted from the end: many bytes are then copied at once.
    for byte in range(uint64(size)):
        out[uint64(target) + byte] = source[uint64(start) + byte]


@kernel("void(uint8[::1], uint8[::1], int64[::1], int64[::1], int64, uint8[::1])")
def copy_runs(base, overlay, starts, offsets, width, out):  # type: ignore[no-untyped-def]
    """Copy runs of items of ``width`` bytes; a start behind the base's end lies in the overlay."""
    end = len(base) // width
    for run in range(len(starts)):
        target, size = offsets[run] * width, (offsets[run + 1] - offsets[run]) * width
        if starts[run] < end:
            _copy(base, starts[run] * width, size, out, target)
        else:
            _copy(overlay, (starts[run] - end) * width, size, out, target)
