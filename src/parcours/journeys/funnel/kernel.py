"""The funnel's kernels: how far each profile came, and when.

For each step only the *latest start* of any chain that reached it is kept: a newer start has the
later deadline and the same progress, so one pass finds the furthest step exactly.

A touchpoint's *mask* has bit ``k`` where it can be step ``k``; ``table`` gives it by symbol. Rows are
counted from the piece's first touchpoint. Unsigned numbers index arrays without sign checks.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from typing import Any

import numpy as np
from numba import uint64
from numba.cpython.unsafe import numbers

from parcours.journeys.funnel.ties import instant_end, matched
from parcours.kernels.kernel import Table, kernel

MOST_STEPS = 63
NEVER = -(1 << 62)
_ONE = np.uint64(1)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_WORD = np.uint64(6)
_BIT = np.uint64(63)
_BLOCK = 4096
# Multiplying eight bytes of 0 or 1 by this gathers them in the top byte, one bit each.
_GATHER = np.uint64(0x0102040810204080)
_LOWEST = np.uint64(0x0101010101010101)
_BYTE = np.uint64(3)
_TOP = np.uint64(56)

# Typed for other callers than kernels.
_leading_zeros: Any = numbers.leading_zeros
_trailing_zeros: Any = numbers.trailing_zeros

_INTS = "Array(int64, 1, 'C', True)"
_SYMBOLS = "Array(uint16, 1, 'C', True)"
_MASKS = "Array(uint64, 1, 'C', True)"


@kernel(f"void({_SYMBOLS}, {_MASKS}, uint64[::1], uint64[::1])", allocates=True)
def mark(symbols, table, starts, laters):
    """Mark, one bit a row, the touchpoints that can be the first step and those that can be another."""
    kinds = ((table & _ONE) | (np.minimum(table >> _ONE, _ONE) << _ONE)).astype(np.uint8)
    block = np.zeros(_BLOCK, np.uint8)
    eights = block.view(np.uint64)
    start_bytes, later_bytes = starts.view(np.uint8), laters.view(np.uint8)
    rows = uint64(len(symbols))
    for row in range(uint64(0), rows, uint64(_BLOCK)):
        count = min(uint64(_BLOCK), rows - row)
        for i in range(count):
            block[i] = kinds[symbols[row + i]]
        byte = row >> _BYTE
        for i in range((count + uint64(7)) >> _BYTE):
            start_bytes[byte + i] = (eights[i] & _LOWEST) * _GATHER >> _TOP
            later_bytes[byte + i] = (eights[i] >> _ONE & _LOWEST) * _GATHER >> _TOP


@kernel(f"int64({_MASKS}, uint16[::1], uint64[::1])")
def number(masks, symbols, table):
    """Number the different masks by first appearance and return how many there are; -1 if too many."""
    known, symbol = 0, 0
    for row in range(len(masks)):
        if symbol >= known or table[symbol] != masks[row]:
            symbol = 0
            while symbol < known and table[symbol] != masks[row]:
                symbol += 1
        if symbol == len(table):
            return -1
        if symbol == known:
            table[known] = masks[row]
            known += 1
        symbols[row] = symbol
    return known


@kernel(
    f"int64({_INTS}, Array(boolean, 1, 'C', True), {_INTS}, {_SYMBOLS}, {_MASKS}, {_MASKS}, {_MASKS}, int64,"
    " int64, uint8[::1], int64[::1], int64[:, ::1], int64[::1], int64[:, ::1], int64[:, ::1])"
)
def furthest(
    offsets,
    hidden,
    times,
    symbols,
    table,
    starts,
    laters,
    within,
    least,
    levels,
    rows,
    moments,
    reached,
    path,
    scratch,
):
    """Find each profile's furthest step, and the times of the chain that came there first.

    Chains of ``least`` steps and more give the time of each step, and where that is 1 the row of the
    first one; returns how many they are.
    """
    base = uint64(offsets[0])
    chain = 0
    for profile in range(uint64(len(levels))):
        first, stop = uint64(offsets[profile]) - base, uint64(offsets[profile + _ONE]) - base
        level = np.int64(0)
        if first < stop and not hidden[profile] and _any(starts, first, stop):
            level = np.int64(1)
            if _any(laters, first, stop):
                level = _run(
                    first, stop, times, symbols, table, starts, laters, within, reached, path, chain, moments
                )
                if level < 0:
                    level = _run_ties(
                        first, stop, times, symbols, table, within, reached, scratch, chain, moments
                    )
        levels[profile] = level
        if level >= least:
            if least == 1:
                begin = moments[chain, 0] if level > 1 else NEVER
                rows[chain] = _beginning(first, times, symbols, table, begin)
                moments[chain, 0] = times[rows[chain]]
            chain += 1
    return chain


def scratch(steps: int) -> tuple[Table, Table, Table]:
    """Return where the pass remembers one profile."""
    sizes = (steps + 1,), (steps, steps), (3, MOST_STEPS)
    one, two, three = (np.empty(size, np.int64) for size in sizes)
    return one, two, three


@kernel()
def _highest(bits):
    return _BIT - uint64(_leading_zeros(bits))


@kernel()
def _any(bits, first, stop):
    low, high = first >> _WORD, (stop - _ONE) >> _WORD
    head, tail = _ALL << (first & _BIT), _ALL >> (_BIT - ((stop - _ONE) & _BIT))
    if low == high:
        return bits[low] & head & tail != 0
    found = (bits[low] & head) | (bits[high] & tail)
    for word in range(low + _ONE, high):
        found |= bits[word]
    return found != 0


@kernel(inline=True)
def _run(first, stop, times, symbols, table, starts, laters, within, reached, path, chain, moments):
    """Follow the later touchpoints, each with the newest start before it; -1 if one is tied."""
    level = _nothing_reached(reached)
    high = (stop - _ONE) >> _WORD
    inside = _ALL << (first & _BIT)
    for word in range(first >> _WORD, high + _ONE):
        if word == high:
            inside &= _ALL >> (_BIT - ((stop - _ONE) & _BIT))
        new, later = starts[word] & inside, laters[word] & inside
        base = word << _WORD
        while later:
            bit = uint64(_trailing_zeros(later))
            later &= later - _ONE
            before = new & ((_ONE << bit) - _ONE)
            if before:
                reached[0] = times[base + _highest(before)]
            row = base + bit
            if _tied(times, row, first, stop):
                return np.int64(-1)
            _advance(table[symbols[row]], times[row], within, reached, path)
            if reached[level] != NEVER:
                level = _keep(level, reached, path, chain, moments)
                if level == len(path):
                    return level
        if new:
            reached[0] = times[base + _highest(new)]
        inside = _ALL
    return level


@kernel()
def _nothing_reached(reached):
    for step in range(len(reached)):
        reached[step] = NEVER
    return np.int64(1)


@kernel()
def _tied(times, row, first, stop):
    time = times[row]
    after = row + _ONE < stop and times[row + _ONE] == time
    return after or (row > first and times[row - _ONE] == time)


@kernel(inline=True)
def _advance(mask, time, within, reached, path):
    """Take a touchpoint alone in its instant, the last steps first so that it is used once."""
    while mask > _ONE:
        step = _highest(mask)
        mask &= ~(_ONE << step)
        since = reached[step - _ONE]
        # A chain of the same start that came here before came here earlier: its times stand.
        if since != reached[step] and time - since <= within:
            reached[step] = since
            for k in range(_ONE, step):
                path[step, k] = path[step - _ONE, k]
            path[step, step] = time
    if mask:
        reached[0] = time


@kernel(inline=True)
def _keep(step, reached, path, chain, moments):
    """Keep the times of the chain that is the first to reach this step; return the new level."""
    moments[chain, 0] = reached[step]
    for k in range(1, step + 1):
        moments[chain, k] = path[step, k]
    return step + 1


@kernel()
def _run_ties(first, stop, times, symbols, table, within, reached, scratch, chain, moments):
    """Follow a profile instant by instant; touchpoints of an instant may be taken in any order."""
    level, begin = _nothing_reached(reached), np.int64(NEVER)
    steps = moments.shape[1]
    row = first
    while row < stop and level < steps:
        time, end = times[row], instant_end(times, row, stop)
        for done in range(steps - 1, -1, -1):
            since = reached[done - 1] if done else time
            if time - since <= within:
                upto = matched(row, end, symbols, table, done, steps, scratch)
                for step in range(done, upto):
                    reached[step] = max(reached[step], since)
        while reached[level] != NEVER:
            level, begin = level + 1, reached[level]
        row = end
    if level > 1:
        _follow(first, stop, times, symbols, table, begin, level, scratch, chain, moments)
    return level


@kernel()
def _follow(row, stop, times, symbols, table, begin, level, scratch, chain, moments):
    """Write the times of the chain that begins at a moment, each step as early as it can be."""
    while times[row] < begin:
        row += _ONE
    step = np.int64(0)
    while step < level:
        end = instant_end(times, row, stop)
        upto = matched(row, end, symbols, table, step, level, scratch)
        for k in range(step, upto):
            moments[chain, k] = times[row]
        step, row = upto, end


@kernel()
def _beginning(row, times, symbols, table, begin):
    while not table[symbols[row]] & _ONE or times[row] < begin:
        row += _ONE
    return np.int64(row)
