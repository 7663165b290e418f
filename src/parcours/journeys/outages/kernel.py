"""The kernels of outages: who came to which step and went on, and which days are the worst."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

from parcours.kernels.kernel import kernel

# What an event is to the pass: nothing, a touchpoint of the visit, a step that a column names, or
# the step whose number is added to FIXED.
NOTHING, BY_CUSTOMER, NAMED, FIXED = 0, 1, 2, 3
# Steps as bits of one number: the cart, the checkout, the payment, the order, then those with a name.
CART, STARTED, PAYMENT, ORDER, FIRST_NAMED = range(5)
STEPS = 62
ROW, STEP, END, WENT = range(4)
COLUMNS = 4
PROFILES, ARRIVALS = range(2)

_INTS, _CODES = "Array(int64, 1, 'C', True)", "Array(uint32, 1, 'C', True)"


@kernel()
def _step(role, codes, row):
    """Return the step's number; -1 is none."""
    if role >= FIXED:
        return np.int64(role) - FIXED
    if role == NAMED and len(codes) > 0:
        code = np.int64(codes[row])
        if 0 < code < STEPS - FIRST_NAMED:
            return FIRST_NAMED + code - 1
    return np.int64(-1)


@kernel()
def _rank(step):
    if step in (CART, STARTED):
        return step
    return 3 if step == ORDER else 2


@kernel()
def _passed(step, seen, instant):
    """Return the steps that are passed by coming to a new one.

    A step is passed by one of at least its rank that was not seen before in the visit. Of one instant
    only a higher rank tells which was first.
    """
    passed, rank = np.int64(0), _rank(step)
    for other in range(STEPS):
        bit = np.int64(1) << other
        if seen & bit:
            if _rank(other) < rank or (_rank(other) == rank and not instant & bit):
                passed |= bit
            elif instant & bit and _rank(other) > rank:
                passed |= np.int64(1) << step
    return passed


@kernel()
def _told(found, count, seen, passed, firsts, end):
    """Write one row a step that the visit came to; nobody goes on from the order."""
    for step in range(STEPS):
        if step != ORDER and seen >> step & 1:
            found[count, ROW] = firsts[step]
            found[count, STEP] = step
            found[count, END] = end
            found[count, WENT] = passed >> step & 1
            count += 1
    return count


@kernel()
def _profile(log, first, last, firsts, found, count, as_of, visit):
    times, events, roles, codes, start = log
    before, end, now = np.int64(-1), first, np.int64(-1)
    seen, passed, instant = np.int64(0), np.int64(0), np.int64(0)
    for row in range(first, last):
        role, moment = roles[events[row]], times[row]
        if role == NOTHING or moment > as_of:
            continue
        if before >= 0 and moment - before > visit:
            count = _told(found, count, seen, passed, firsts, end)
            seen = passed = np.int64(0)
        before, end = moment, row
        step = _step(role, codes, row - start)
        if step >= 0 and not seen >> step & 1:
            instant = instant if now == moment else np.int64(0)
            passed |= _passed(step, seen, instant)
            seen |= np.int64(1) << step
            instant |= np.int64(1) << step
            firsts[step], now = row, moment
    return _told(found, count, seen, passed, firsts, end)


@kernel(
    f"int64({_INTS}, Array(uint16, 1, 'C', True), {_INTS}, Array(boolean, 1, 'C', True),"
    f" Array(uint8, 1, 'C', True), {_CODES}, int64, int64, int64[::1], int64[::1], int64[:, ::1])"
)
def arrive(times, events, offsets, hidden, roles, codes, as_of, visit, firsts, done, found):
    """Write each visit's first touchpoint of each step, the visit's last, and whether it went on.

    Goes on while there is room for all of the next profile, and returns that profile.
    """
    log = times, events, roles, codes, offsets[0]
    profile, count = done[PROFILES], done[ARRIVALS]
    while profile < len(hidden):
        first, last = offsets[profile], offsets[profile + 1]
        if count + last - first > len(found):
            break
        if not hidden[profile]:
            count = _profile(log, first, last, firsts, found, count, as_of, visit)
        profile += 1
    done[PROFILES], done[ARRIVALS] = profile, count
    return profile


@kernel()
def _part(count, of, share):
    return count * np.log(count / of / share) if count > 0 else 0.0


@kernel()
def _likelihood(came, went, all_came, all_went):
    """Return Kulldorff's log likelihood ratio of one share inside and another outside to one for all."""
    share = all_went / all_came
    rest, rest_went = all_came - came, all_went - went
    inside = _part(went, came, share) + _part(came - went, came, 1.0 - share)
    return inside + _part(rest_went, rest, share) + _part(rest - rest_went, rest, 1.0 - share)


@kernel("void(int64[:, ::1], int64[:, ::1], int64, float64, float64, float64[::1], int64[:, ::1])")
def scan(came, went, longest, at_most, least, ratios, windows):
    """Find each cell's window of days with the largest likelihood ratio.

    ``came`` and ``went`` are sums to the beginning of each day, one row a cell. A window holds at most
    half of those who came, a share of at most ``at_most`` of the share outside it, and so many people
    that nobody of them going on would be worth ``least``, the logarithm of odds against chance.
    """
    days = came.shape[1] - 1
    for cell in range(came.shape[0]):
        ratios[cell] = 0.0
        total, total_went = came[cell, days], went[cell, days]
        if total_went == total or total_went == 0:
            continue
        fewest = least / -np.log(1.0 - total_went / total)
        for first in range(days):
            for end in range(first + 1, min(first + longest, days) + 1):
                inside = came[cell, end] - came[cell, first]
                if inside < fewest:
                    continue
                outside, inside_went = total - inside, went[cell, end] - went[cell, first]
                if inside > outside:
                    break
                if inside_went * outside < at_most * (total_went - inside_went) * inside:
                    ratio = _likelihood(inside, inside_went, total, total_went)
                    if ratio > ratios[cell]:
                        ratios[cell] = ratio
                        windows[cell, 0], windows[cell, 1] = first, end
