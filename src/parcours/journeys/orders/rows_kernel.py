"""The pass that finds touchpoints by their event."""

from __future__ import annotations

from parcours.kernels.kernel import kernel


@kernel("int64(Array(uint16, 1, 'C', True), Array(boolean, 1, 'C', True), int64, int64, int64[::1])")
def where(events, wanted, start, stop, found):  # type: ignore[no-untyped-def]
    """Write the rows whose event is wanted; return how many there are."""
    count = 0
    for row in range(start, stop):
        if wanted[events[row]]:
            found[count] = row
            count += 1
    return count
