"""The pass that finds frictions which only several touchpoints together show."""

from __future__ import annotations

import numpy as np

from parcours.kernels.kernel import kernel

# What an event is to the pass, as bits.
BY_CUSTOMER, PAGE, STEP, CHECKOUT, ORDER = 1, 2, 4, 8, 16
BACK_AND_FORTH, REPEATED_STEP, LONG_SILENCE = 1, 5, 6
POSITION, KIND, OTHER = range(3)
COLUMNS = 3
PROFILES, FRICTIONS = range(2)
PAGES, STEPS = 3, 33
"""How many pages and steps are remembered; the first of the steps counts them."""

_INTS, _CODES = "Array(int64, 1, 'C', True)", "Array(uint32, 1, 'C', True)"
_FLAGS, _FLOATS = "Array(boolean, 1, 'C', True)", "Array(float64, 1, 'C', True)"


@kernel()
def _found(found, count, position, kind, other):  # type: ignore[no-untyped-def]
    found[count, POSITION] = position
    found[count, KIND] = kind
    found[count, OTHER] = other
    return count + 1


@kernel()
def _forget(pages):  # type: ignore[no-untyped-def]
    pages[0], pages[1], pages[2] = 0, 0, 0


@kernel()
def _page(pages, page):  # type: ignore[no-untyped-def]
    """Take up the next page; say whether it completes A B A B, which then counts no more."""
    if page == 0 or page == pages[2]:
        return False
    turned = pages[0] != 0 and pages[0] == pages[2] and page == pages[1]
    pages[0], pages[1], pages[2] = pages[1], pages[2], page
    if turned:
        _forget(pages)
    return turned


@kernel()
def _step(codes, row):  # type: ignore[no-untyped-def]
    return np.int64(codes[row]) if len(codes) > 0 else np.int64(0)


@kernel()
def _is_repeated(steps, key):  # type: ignore[no-untyped-def]
    """Say whether this step of the checkout was seen before; remember it. ``steps[0]`` counts them."""
    for place in range(1, steps[0] + 1):
        if steps[place] == key:
            return True
    if steps[0] < STEPS - 1:
        steps[0] += 1
        steps[steps[0]] = key
    return False


@kernel()
def _profile(log, first, last, pages, steps, found, count, as_of, visit, silence):  # type: ignore[no-untyped-def]
    times, events, roles, page_codes, step_codes, start = log
    before, previous, in_checkout = np.int64(-1), first, False
    for row in range(first, last):
        role, moment = roles[events[row]], times[row]
        if role == 0 or moment > as_of:
            continue
        pause = moment - before
        if before < 0 or pause > visit:
            _forget(pages)
            steps[0] = 0
        elif in_checkout and pause > silence:
            count = _found(found, count, previous, LONG_SILENCE, 0)
        if role & PAGE and len(page_codes) > 0:
            other = pages[2]
            if _page(pages, np.int64(page_codes[row - start])):
                count = _found(found, count, row, BACK_AND_FORTH, other)
        if role & STEP and _is_repeated(steps, _step(step_codes, row - start) << 16 | np.int64(events[row])):
            count = _found(found, count, row, REPEATED_STEP, 0)
        if role & ORDER:
            steps[0] = 0
        before, previous, in_checkout = moment, row, role & CHECKOUT != 0
    return count


@kernel(
    f"int64({_INTS}, Array(uint16, 1, 'C', True), {_INTS}, Array(boolean, 1, 'C', True),"
    f" Array(uint8, 1, 'C', True), {_CODES}, {_CODES}, int64, int64, int64,"
    " int64[::1], int64[::1], int64[::1], int64[:, ::1])"
)
def detect(  # type: ignore[no-untyped-def]
    times,
    events,
    offsets,
    hidden,
    roles,
    page_codes,
    step_codes,
    as_of,
    visit,
    silence,
    pages,
    steps,
    done,
    found,
):
    """Write (position, kind, other page) of each friction, profile by profile.

    Goes on while there is room for all frictions of the next profile, and returns that profile.
    """
    log = times, events, roles, page_codes, step_codes, offsets[0]
    profile, count = done[PROFILES], done[FRICTIONS]
    while profile < len(hidden):
        first, last = offsets[profile], offsets[profile + 1]
        # A touchpoint ends one silence, and is one page or one step at most.
        if count + 2 * (last - first) > len(found):
            break
        if not hidden[profile]:
            count = _profile(log, first, last, pages, steps, found, count, as_of, visit, silence)
        profile += 1
    done[PROFILES], done[FRICTIONS] = profile, count
    return profile


@kernel(
    f"void({_INTS}, {_INTS}, {_FLAGS}, {_FLOATS}, {_FLOATS}, {_INTS}, {_INTS}, {_FLAGS}, int64,"
    " boolean[::1], float64[::1])"
)
def order_again(  # type: ignore[no-untyped-def]
    owner, time, counts, worth, spared, places, moments, only_spared, window, again, brought
):
    """Say of some orders whether others that count follow a later moment in time, and what these brought.

    Where only what was spared is asked for, each counts for as many as all before it say together.
    """
    for i in range(len(places)):
        again[i], brought[i], speaks = False, 0.0, 1.0
        place = places[i] + 1
        while place < len(owner) and owner[place] == owner[places[i]]:
            since = time[place] - moments[i]
            if since > window:
                break
            if since > 0 and counts[place]:
                again[i] = True
                brought[i] += speaks * worth[place]
            if only_spared[i]:
                speaks *= spared[place]
            place += 1
