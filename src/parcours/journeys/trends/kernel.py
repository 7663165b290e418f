"""The kernels of trends: who was seen on which day and by which channel, and what brought an order."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

from parcours.kernels.kernel import kernel

_INTS = "Array(int64, 1, 'C', True)"
_FLAGS = "Array(boolean, 1, 'C', True)"
_DAY = 86_400_000_000


@kernel(
    f"int64({_INTS}, {_FLAGS}, {_INTS}, Array(uint16, 1, 'C', True), uint32[::1], {_FLAGS}, {_INTS},"
    " int64[::1], int64[::1], int64[::1])"
)
def see(offsets, hidden, times, events, channels, mine, midnights, by_day, by_channel, latest):
    """Count the profiles that did something themselves, in all, by day and by channel.

    ``midnights`` begin the days and end the last one; ``latest`` remembers by channel who was counted.
    Channel 0 is for those who came by none that is known.
    """
    base, count = offsets[0], 0
    start, stop = midnights[0], midnights[-1]
    for profile in range(len(offsets) - 1):
        first, last = offsets[profile], offsets[profile + 1]
        if hidden[profile] or first == last or times[last - 1] < start or times[first] >= stop:
            continue
        day, nameless = -1, True
        for row in range(first + np.searchsorted(times[first:last], start), last):
            time = times[row]
            if time >= stop:
                break
            if not mine[events[row]]:
                continue
            if day < 0 or time >= midnights[day + 1]:
                count += day < 0
                day = _day(midnights, time)
                by_day[day] += 1
            channel = channels[row - base]
            nameless &= channel == 0
            if channel and latest[channel] != profile:
                latest[channel] = profile
                by_channel[channel] += 1
        by_channel[0] += day >= 0 and nameless
    return count


@kernel()
def _day(midnights, time):
    """Return the number of a day: days have 23 to 25 hours, so the guess may be one off."""
    day = min((time - midnights[0]) // _DAY, len(midnights) - 2)
    while midnights[day + 1] <= time:
        day += 1
    while midnights[day] > time:
        day -= 1
    return day


@kernel(f"void({_INTS}, {_INTS}, {_INTS}, uint32[::1], {_INTS}, {_INTS}, int64, int64[::1])")
def bring(offsets, times, rows, channels, profiles, moments, within, found):
    """Write the channel last known at each order, 0 where none was so shortly before."""
    base = offsets[0]
    for order in range(len(rows)):
        found[order] = 0
        first = offsets[profiles[order]]
        row = rows[order]
        while row >= first and moments[order] - times[row] <= within:
            if channels[row - base]:
                found[order] = channels[row - base]
                break
            row -= 1
