"""The map's kernels: who met which touchpoint, and who went on from there, how soon.

Each profile is read backwards, instant by instant, so that what comes next is known and touchpoints
of one instant stand in any order. A *bucket* is a touchpoint of the map, or a stage.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

from parcours.journeys.kernel import kernel

NOWHERE = -1
NEVER = 1 << 62
# What a bucket waits for.
ORDER, ANOTHER_ORDER, CONSIDERATION, CONVERSION, NOTHING = range(5)

_INTS = "Array(int64, 1, 'C', True)"
_SYMBOLS = "Array(uint16, 1, 'C', True)"
_FLAGS = "Array(boolean, 1, 'C', True)"


@kernel(
    f"int64({_INTS}, {_FLAGS}, {_INTS}, {_SYMBOLS}, {_INTS}, {_INTS}, int64[:, ::1], int64[::1],"
    " uint8[::1], int64, int64[:, ::1], uint16[::1], int64[::1])"
)
def follow(offsets, hidden, times, events, starts, orders, buckets, goals, leads, within, counts, who, gaps):
    """Count each bucket's touchpoints, profiles, and profiles that went on; return how many gaps there are.

    ``buckets`` gives an event's place, stage and onward stage, or `NOWHERE`; ``goals`` what a bucket
    waits for; ``leads`` what an event is: bit 0 consideration or beyond, bit 1 conversion. A gap is the
    time from a profile's first touchpoint that was followed in time.
    """
    size = len(goals)
    seen, reached, coming = (
        np.full(size, -1, np.int64),
        np.full(size, -1, np.int64),
        np.empty(NOTHING, np.int64),
    )
    found = 0
    for profile in range(len(offsets) - 1):
        first, stop = offsets[profile], offsets[profile + 1]
        if hidden[profile] or first == stop:
            continue
        coming[:] = NEVER
        order = starts[profile + 1]
        end = stop
        while end > first:
            start = _instant(times, first, end)
            time = times[start]
            order = _look_ahead(start, end, time, events, starts[profile], order, orders, leads, coming)
            for row in range(start, end):
                _count(profile, buckets[events[row]], goals, coming, time, within, seen, reached, counts)
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
def _count(profile, buckets, goals, coming, time, within, seen, reached, counts):
    for bucket in buckets:
        if bucket != NOWHERE:
            counts[bucket, 0] += 1
            if seen[bucket] != profile:
                seen[bucket], reached[bucket] = profile, -1
                counts[bucket, 1] += 1
            goal = goals[bucket]
            if goal != NOTHING and coming[goal] - time <= within:
                reached[bucket] = coming[goal] - time


@kernel()
def _look_ahead(start, end, time, events, first_order, order, orders, leads, coming):
    """Update what comes next at or after an instant; return the first order at or after it."""
    coming[ANOTHER_ORDER] = coming[ORDER]
    while order > first_order and orders[order - 1] >= time:
        order -= 1
        if orders[order] > time:
            coming[ANOTHER_ORDER] = orders[order]
        coming[ORDER] = orders[order]
    for row in range(start, end):
        lead = leads[events[row]]
        if lead & 1:
            coming[CONSIDERATION] = time
        if lead & 2:
            coming[CONVERSION] = time
    return order


@kernel()
def _keep(profile, seen, reached, counts, who, gaps, found):
    for bucket in range(len(seen)):
        if seen[bucket] == profile and reached[bucket] >= 0:
            counts[bucket, 2] += 1
            who[found], gaps[found] = bucket, reached[bucket]
            found += 1
    return found


@kernel(f"void({_INTS}, {_FLAGS}, {_SYMBOLS}, {_INTS}, uint32[::1], int64[:, ::1])")
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
