"""The map's kernels: who met which touchpoint, and who went on from there, how soon.

Each profile is read backwards, instant by instant, so that what comes next is known and touchpoints
of one instant stand in any order. A *bucket* is a touchpoint of the map, or a stage.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import uint64

from parcours.kernels.kernel import kernel

NOWHERE = -1
NEVER = 1 << 62
# What a bucket waits for, and a place to write what nobody waits for.
ORDER, ANOTHER_ORDER, CONSIDERATION, CONVERSION, NOTHING, UNUSED = range(6)

_INTS = "Array(int64, 1, 'C', True)"
_SYMBOLS = "Array(uint16, 1, 'C', True)"
_FLAGS = "Array(boolean, 1, 'C', True)"


@kernel(
    f"int64({_INTS}, {_FLAGS}, {_INTS}, {_SYMBOLS}, {_INTS}, {_INTS}, uint64[:, ::1], int64, int64[::1],"
    " int64[:, ::1], uint16[::1], int64[::1])",
    allocates=True,
)
def follow(offsets, hidden, times, events, starts, orders, table, within, met, counts, who, gaps):
    """Count each event's touchpoints, and each bucket's profiles and those that went on.

    ``table`` has a row an event: its two buckets, what each waits for, and what its coming ends the
    wait for. The last bucket is for what is in none. A gap is the time from a profile's first
    touchpoint that was followed in time; returns how many there are.
    """
    size = counts.shape[0]
    seen, reached = np.full(size, -1, np.int64), np.full(size, -1, np.int64)
    coming = np.full(UNUSED + 1, NEVER, np.int64)
    found = 0
    for profile in range(len(offsets) - 1):
        first, end = offsets[profile], offsets[profile + 1]
        if hidden[profile] or first == end:
            continue
        coming[:NOTHING] = NEVER
        order = starts[profile + 1]
        while end > first:
            start = _instant(times, first, end)
            time = times[start]
            order = _look_ahead(start, end, time, events, starts[profile], order, orders, table, coming)
            for row in range(uint64(start), uint64(end)):
                code = events[row]
                met[code] += 1
                for slot in range(uint64(2)):
                    bucket = table[code, slot]
                    wait = coming[table[code, slot + uint64(2)]] - time
                    seen[bucket] = profile
                    reached[bucket] = wait if wait <= within else reached[bucket]
            end = start
        found = _keep(profile, seen, reached, counts, who, gaps, found)
    return found


@kernel()
def _instant(times, first, end):
    start = end - 1
    while start > first and times[start - 1] == times[end - 1]:
        start -= 1
    return start


@kernel()
def _look_ahead(start, end, time, events, first_order, order, orders, table, coming):
    """Update what comes next at or after an instant; return the first order at or after it."""
    coming[ANOTHER_ORDER] = coming[ORDER]
    while order > first_order and orders[order - 1] >= time:
        order -= 1
        if orders[order] > time:
            coming[ANOTHER_ORDER] = orders[order]
        coming[ORDER] = orders[order]
    for row in range(uint64(start), uint64(end)):
        code = events[row]
        coming[table[code, 4]] = time
        coming[table[code, 5]] = time
    return order


@kernel()
def _keep(profile, seen, reached, counts, who, gaps, found):
    for bucket in range(len(seen) - 1):
        if seen[bucket] == profile:
            counts[bucket, 0] += 1
            if reached[bucket] >= 0:
                counts[bucket, 1] += 1
                who[found], gaps[found] = bucket, reached[bucket]
                found += 1
                reached[bucket] = -1
    reached[len(seen) - 1] = -1
    return found


@kernel(f"void({_INTS}, {_FLAGS}, {_SYMBOLS}, {_INTS}, int64[::1])", allocates=True)
def by_stage(offsets, hidden, events, stages, counts):
    """Count each stage's profiles."""
    bits = np.zeros(len(stages), np.int64)
    for code in range(len(stages)):
        if stages[code] != NOWHERE:
            bits[code] = 1 << stages[code]
    for profile in range(len(offsets) - 1):
        if not hidden[profile]:
            met = 0
            for row in range(uint64(offsets[profile]), uint64(offsets[profile + 1])):
                met |= bits[events[row]]
            for stage in range(len(counts)):
                counts[stage] += met >> stage & 1


@kernel(f"void({_INTS}, {_FLAGS}, {_SYMBOLS}, {_INTS}, uint32[::1], int64[:, ::1])", allocates=True)
def by_channel(offsets, hidden, events, stages, channels, counts):
    """Count each stage's profiles by channel; channel 0 is unknown."""
    seen = np.full(counts.shape, -1, np.int64)
    base = offsets[0]
    for profile in range(len(offsets) - 1):
        if hidden[profile]:
            continue
        for row in range(offsets[profile], offsets[profile + 1]):
            stage, channel = stages[events[row]], channels[row - base]
            if channel and stage != NOWHERE and seen[stage, channel] != profile:
                seen[stage, channel] = profile
                counts[stage, channel] += 1


@kernel(f"void({_INTS}, {_FLAGS}, {_SYMBOLS}, uint32[::1], int64[:, ::1])")
def by_score(offsets, hidden, events, scores, counts):
    """Count each event's touchpoints by score; score 0 is unknown."""
    base = offsets[0]
    for profile in range(len(offsets) - 1):
        if not hidden[profile]:
            for row in range(offsets[profile], offsets[profile + 1]):
                if scores[row - base]:
                    counts[events[row], scores[row - base]] += 1
