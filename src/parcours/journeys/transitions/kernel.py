"""The kernels of transitions: count what follows what, then put the times of equal steps together.

``nodes`` gives each event code its node, -1 where it is left out. Edge ``a * n + b`` leads from node
``a`` to node ``b``.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from numba import uint64

from parcours.kernels.kernel import kernel

_INTS = "Array(int64, 1, 'C', True)"
_READ = f"{_INTS}, Array(boolean, 1, 'C', True), {_INTS}, Array(uint16, 1, 'C', True), {_INTS}, int64"


@kernel(f"void({_READ}, int64[::1], int64[::1], int64[::1], int64[::1], int64[::1])")
def count(offsets, hidden, times, events, nodes, longest, counts, profiles, last_seen, starts, ends):
    """Count transitions, the profiles that made them, and where paths start and end.

    A pause of more than ``longest`` ends a path. ``last_seen`` begins as -1 everywhere.
    """
    for profile in range(len(hidden)):
        if hidden[profile]:
            continue
        before, left = -1, 0
        for row in range(uint64(offsets[profile]), uint64(offsets[profile + 1])):
            node = nodes[events[row]]
            if node < 0:
                continue
            if before >= 0 and times[row] - left <= longest:
                edge = before * len(starts) + node
                counts[edge] += 1
                profiles[edge] += last_seen[edge] != profile
                last_seen[edge] = profile
            else:
                starts[node] += 1
                if before >= 0:
                    ends[before] += 1
            before, left = node, times[row]
        if before >= 0:
            ends[before] += 1


@kernel(f"void({_READ}, int64, int64[::1], int64[::1])")
def gather(offsets, hidden, times, events, nodes, longest, size, places, taken):
    """Write the time each transition took to the next place of its edge."""
    for profile in range(len(hidden)):
        if hidden[profile]:
            continue
        before, left = -1, 0
        for row in range(uint64(offsets[profile]), uint64(offsets[profile + 1])):
            node = nodes[events[row]]
            if node < 0:
                continue
            if before >= 0 and times[row] - left <= longest:
                edge = before * size + node
                taken[places[edge]] = times[row] - left
                places[edge] += 1
            before, left = node, times[row]
