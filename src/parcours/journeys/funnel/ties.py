"""Touchpoints of one instant: which of them take which steps, each at most one.

Helpers of the funnel's kernels. ``scratch`` has three rows: the touchpoint each step holds, the step
that wants it, and the steps still to be asked.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import uint64

from parcours.kernels.kernel import kernel

_ONE = np.uint64(1)
_HELD, _WANTED_BY, _QUEUE = 0, 1, 2


@kernel()
def instant_end(times, row, stop):
    """Return the row after the last touchpoint of a row's instant."""
    end = row + _ONE
    while end < stop and times[end] == times[row]:
        end += _ONE
    return end


@kernel()
def matched(row, end, symbols, table, done, steps, scratch):
    """Return how many steps are done when those from ``done`` on take touchpoints of ``row:end``."""
    if end == row + _ONE:
        return done + np.int64(table[symbols[row]] >> uint64(done) & _ONE)
    step = done
    while step < steps and _augment(row, end, symbols, table, done, step, scratch):
        step += 1
    return step


@kernel()
def _augment(row, end, symbols, table, done, wanted, scratch):
    """Give step ``wanted`` a touchpoint too, other steps changing theirs if need be (Kuhn's matching)."""
    scratch[_WANTED_BY, done : wanted + 1] = -1
    scratch[_WANTED_BY, wanted] = wanted
    scratch[_QUEUE, 0] = wanted
    asked, waiting = 0, 1
    while asked < waiting:
        step = scratch[_QUEUE, asked]
        asked += 1
        for touchpoint in range(row, end):
            if not table[symbols[touchpoint]] >> uint64(step) & _ONE:
                continue
            owner = _owner(np.int64(touchpoint), done, wanted, scratch)
            if owner < 0:
                _hand_on(np.int64(touchpoint), step, wanted, scratch)
                return True
            if scratch[_WANTED_BY, owner] < 0:
                scratch[_WANTED_BY, owner] = step
                scratch[_QUEUE, waiting] = owner
                waiting += 1
    return False


@kernel()
def _owner(touchpoint, done, wanted, scratch):
    for step in range(done, wanted):
        if scratch[_HELD, step] == touchpoint:
            return step
    return -1


@kernel()
def _hand_on(touchpoint, step, wanted, scratch):
    while step != wanted:
        given = scratch[_HELD, step]
        scratch[_HELD, step] = touchpoint
        touchpoint, step = given, scratch[_WANTED_BY, step]
    scratch[_HELD, wanted] = touchpoint
