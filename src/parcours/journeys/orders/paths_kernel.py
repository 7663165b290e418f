"""The pass that cuts a profile's touchpoints into journeys."""

from __future__ import annotations

import numpy as np

from parcours.kernels.kernel import kernel

# Roles of touchpoints; the lower bits are steps.
MOST_STEPS = 20
STEP_BITS = (1 << MOST_STEPS) - 1
NOTHING, ON_THE_WAY, AFTERWARDS, AFTERWARDS_BY_SHOP = 0, 1 << MOST_STEPS, 2 << MOST_STEPS, 4 << MOST_STEPS
# The steps that a journey reaches by itself: their bits, 0 where the template has no such step.
FIRST_CONTACT, OBSTACLES, ORDER, DELIVERY = range(4)
OPEN, ABANDONED, ORDERED, DELIVERED = range(4)

# Columns of the journeys, of the orders, of the notes.
PROFILE, FIRST, LAST, START, END, OUTCOME, WHICH, TOUCHPOINTS, VISITS, MARKS, REACHED = range(11)
ORDER_POSITION, ORDER_DELIVERED = range(2)
NOTE_POSITION, NOTE_MARKS = range(2)
# What the pass is done with.
PROFILES, NOTES, ORDERS, JOURNEYS = range(4)

_INTS, _CODES, _TABLE = (
    "Array(int64, 1, 'C', True)",
    "Array(uint32, 1, 'C', True)",
    "Array(int64, 2, 'C', True)",
)


@kernel()
def _reach(journeys, journey, steps, moment):  # type: ignore[no-untyped-def]
    step = 0
    while steps != 0:
        if steps & 1 and journeys[journey, REACHED + step] < 0:
            journeys[journey, REACHED + step] = moment - journeys[journey, START]
        steps >>= 1
        step += 1


@kernel()
def _begin(journeys, journey, profile, row, moment):  # type: ignore[no-untyped-def]
    for column in range(journeys.shape[1]):
        journeys[journey, column] = -1
    journeys[journey, PROFILE] = profile
    journeys[journey, FIRST] = row
    journeys[journey, START] = moment
    journeys[journey, OUTCOME] = OPEN
    journeys[journey, TOUCHPOINTS] = 0
    journeys[journey, VISITS] = 0
    journeys[journey, MARKS] = 0


@kernel()
def _complete(journeys, journey, order, delivered, as_of, bits):  # type: ignore[no-untyped-def]
    journeys[journey, WHICH] = order
    journeys[journey, OUTCOME] = ORDERED
    if delivered <= as_of:
        journeys[journey, OUTCOME] = DELIVERED
        _reach(journeys, journey, bits[DELIVERY], delivered)


@kernel()
def _noted(notes, note, row):  # type: ignore[no-untyped-def]
    """Return the marks that notes add to a touchpoint, and how many notes are done with."""
    found = np.int64(0)
    while note < len(notes) and notes[note, NOTE_POSITION] <= row:
        if notes[note, NOTE_POSITION] == row:
            found |= notes[note, NOTE_MARKS]
        note += 1
    return found, note


@kernel()
def _goes_on(journeys, journey, ordered, moment, before, patience, placing):  # type: ignore[no-untyped-def]
    """Return the journey that a touchpoint on the way belongs to; -1 is a new one."""
    if journey < 0:
        # Touchpoints of the same instant as the order come in any order.
        same = ordered >= 0 and journeys[ordered, END] == moment and not placing
        return ordered if same else -1
    if moment - before > patience:
        journeys[journey, OUTCOME] = ABANDONED
        return -1
    return journey


@kernel()
def _walk(journeys, journey, row, moment, steps, marks):  # type: ignore[no-untyped-def]
    _reach(journeys, journey, steps, moment)
    journeys[journey, TOUCHPOINTS] += 1
    journeys[journey, MARKS] |= marks
    journeys[journey, LAST] = row
    journeys[journey, END] = moment


@kernel()
def _own_step(journeys, journey, moment, placing, bits):  # type: ignore[no-untyped-def]
    """Return the step that a touchpoint reaches by its place: it opens the journey, or is the order."""
    if placing:
        return bits[ORDER]
    return bits[FIRST_CONTACT] if journeys[journey, START] == moment else np.int64(0)


@kernel()
def _session(sessions, row):  # type: ignore[no-untyped-def]
    return np.int64(sessions[row]) if len(sessions) > 0 else np.int64(0)


@kernel()
def _is_another_visit(session, known, pause, silence):  # type: ignore[no-untyped-def]
    if session != 0 and known != 0:
        return session != known
    return pause > silence


@kernel()
def _profile(  # type: ignore[no-untyped-def]
    log, profile, first, last, orders, notes, note, order, journeys, count, as_of, patience, silence
):
    """Cut one profile; return how many journeys there are, and how many notes and orders are done with."""
    times, events, sessions, start, roles, bits, marks = log
    journey, ordered, before, session = -1, -1, np.int64(-1), np.int64(0)
    for row in range(first, last):
        moment, role = times[row], roles[events[row]]
        if moment > as_of:
            break
        placing = order < len(orders) and orders[order, ORDER_POSITION] == row
        if role == NOTHING and not placing:
            continue
        added, note = _noted(notes, note, row)
        steps = (role & STEP_BITS) | (bits[OBSTACLES] if added != 0 else np.int64(0))
        if role >= AFTERWARDS:
            if ordered >= 0:
                _reach(journeys, ordered, steps, moment)
                journeys[ordered, TOUCHPOINTS] += 1
            if ordered >= 0 or role >= AFTERWARDS_BY_SHOP:
                continue
            steps = np.int64(0)
        target = _goes_on(journeys, journey, ordered, moment, before, patience, placing)
        if target < 0:
            target, count = count, count + 1
            journey = target
            _begin(journeys, target, profile, row, moment)
        steps |= _own_step(journeys, target, moment, placing, bits)
        known = _session(sessions, row - start)
        fresh = journeys[target, TOUCHPOINTS] == 0
        journeys[target, VISITS] += fresh or _is_another_visit(session, known, moment - before, silence)
        _walk(journeys, target, row, moment, steps, added | marks[events[row]])
        before, session = moment, known
        if placing:
            _complete(journeys, target, order, orders[order, ORDER_DELIVERED], as_of, bits)
            order += 1
            journey, ordered = -1, target
    if journey >= 0 and as_of - before > patience:
        journeys[journey, OUTCOME] = ABANDONED
    return count, note, order


@kernel(
    f"int64({_INTS}, Array(uint16, 1, 'C', True), {_INTS}, Array(boolean, 1, 'C', True), {_CODES}, {_INTS},"
    f" {_INTS}, {_CODES}, {_TABLE}, {_TABLE}, int64, int64, int64, int64[::1], int64[:, ::1])"
)
def cut(  # type: ignore[no-untyped-def]
    times,
    events,
    offsets,
    hidden,
    sessions,
    roles,
    bits,
    marks,
    notes,
    orders,
    as_of,
    patience,
    silence,
    done,
    journeys,
):
    """Write one row a journey, with the columns named above.

    Goes on while there is room for all journeys of the next profile, and returns that profile. ``done``
    counts what is done with.
    """
    log = times, events, sessions, offsets[0], roles, bits, marks
    profile, note, order, count = done[PROFILES], done[NOTES], done[ORDERS], done[JOURNEYS]
    while profile < len(hidden):
        first, last = offsets[profile], offsets[profile + 1]
        if count + last - first > len(journeys):
            break
        if not hidden[profile]:
            while order < len(orders) and orders[order, ORDER_POSITION] < first:
                order += 1
            count, note, order = _profile(
                log,
                profile,
                first,
                last,
                orders,
                notes,
                note,
                order,
                journeys,
                count,
                as_of,
                patience,
                silence,
            )
        profile += 1
    done[PROFILES], done[NOTES], done[ORDERS], done[JOURNEYS] = profile, note, order, count
    return profile
