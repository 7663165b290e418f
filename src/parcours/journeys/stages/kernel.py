"""The pass over a profile's touchpoints that knows at every moment which rule holds.

Between two touchpoints a stage changes only because a window runs out, and a rule that ranks higher
begins to hold only at a touchpoint. So the pass keeps one moment a rule, until which it holds.
Touchpoints of one instant are taken together: their order means nothing.
"""

from __future__ import annotations

import numpy as np

from parcours.kernels.kernel import kernel

SYSTEM = np.uint32(1 << 31)
"""The mask of events that nobody did and by which nobody is seen."""

FOREVER = np.iinfo(np.int64).max
RUN_OUT = -1

# Kinds of rules, kinds of notes.
BY_ACTS, BY_FIRST_ORDER, BY_ANY_ORDER = range(3)
ACTED, PLACED, DELIVERED, VOIDED, COMPLAINED, CONSOLED = range(6)

# Columns of the tables that the pass reads and writes. The last rule is the one that always holds.
RULE_STAGE, RULE_UNLESS, RULE_KIND, RULE_DELIVERED, RULE_UNDELIVERED = range(5)
ACT_RULE, ACT_WITHIN, ACT_VISITS = range(3)
NOTE_POSITION, NOTE_WHAT, NOTE_VALUE = range(3)
ORDER_TIME, ORDER_DELIVERED, ORDER_DELIVERED_AT, ORDER_VOIDED_AT, ORDER_STANDS = range(5)
CHANGE_TIME, CHANGE_FROM, CHANGE_TO, CHANGE_POSITION = range(4)

# What the pass knows of a profile: of each rule, of each act's latest visits, and single facts.
_UNTIL, _TOUCHED = range(2)
_VISIT, _TIME = range(2)
_NOTE, _COMPLAINT, _EARLIEST, _LATEST, _RULE, CHANGES, PROFILE = range(7)
FACTS = 7

_INTS, _CODES, _TABLE = (
    "Array(int64, 1, 'C', True)",
    "Array(uint32, 1, 'C', True)",
    "Array(int64, 2, 'C', True)",
)


@kernel()
def _ruling(rules, holds, facts, moment):  # type: ignore[no-untyped-def]
    rule = 0
    while holds[rule, _UNTIL] <= moment or (facts[_COMPLAINT] and rules[rule, RULE_UNLESS]):
        rule += 1
    return rule


@kernel()
def _change(rules, facts, moment, rule, position, changes):  # type: ignore[no-untyped-def]
    """Go over to another rule, and record it if its stage is another one."""
    before = facts[_RULE]
    facts[_RULE] = rule
    if before >= 0 and rules[before, RULE_STAGE] == rules[rule, RULE_STAGE]:
        return
    count = facts[CHANGES]
    changes[count, CHANGE_TIME] = moment
    changes[count, CHANGE_FROM] = before
    changes[count, CHANGE_TO] = rule
    changes[count, CHANGE_POSITION] = position
    facts[CHANGES] = count + 1


@kernel()
def _expire(rules, holds, facts, last, changes):  # type: ignore[no-untyped-def]
    """Let windows run out, up to and including a moment."""
    while facts[_RULE] >= 0 and holds[facts[_RULE], _UNTIL] <= last:
        moment = holds[facts[_RULE], _UNTIL]
        _change(rules, facts, moment, _ruling(rules, holds, facts, moment), RUN_OUT, changes)


@kernel()
def _settle(rules, holds, facts, times, moment, position, changes):  # type: ignore[no-untyped-def]
    """Find the rule that holds once an instant's touchpoints are known, and what brought it about."""
    before, rule = facts[_RULE], _ruling(rules, holds, facts, moment)
    touched = holds[rule, _TOUCHED]
    if before >= 0 and rule > before and holds[before, _UNTIL] == moment:
        position = RUN_OUT
    elif touched >= 0 and times[touched] == moment:
        position = touched
    _change(rules, facts, moment, rule, position, changes)


@kernel()
def _acted(acts, seen, holds, act, row, moment, visit):  # type: ignore[no-untyped-def]
    """Note an act. One that must happen in several visits holds by the oldest visit that it needs."""
    last, place = acts[act, ACT_VISITS] - 1, 0
    while place < last and seen[act, place, _VISIT] != visit:
        place += 1
    for later in range(place, 0, -1):
        seen[act, later, _VISIT] = seen[act, later - 1, _VISIT]
        seen[act, later, _TIME] = seen[act, later - 1, _TIME]
    seen[act, 0, _VISIT] = visit
    seen[act, 0, _TIME] = moment
    oldest = seen[act, last, _TIME]
    if oldest >= 0:
        rule = acts[act, ACT_RULE]
        holds[rule, _UNTIL] = max(holds[rule, _UNTIL], oldest + acts[act, ACT_WITHIN])
        holds[rule, _TOUCHED] = row


@kernel()
def _first_order(orders, facts, row):  # type: ignore[no-untyped-def]
    """Return the first order that counts at this touchpoint, or -1."""
    for order in range(facts[_EARLIEST], facts[_LATEST] + 1):
        if orders[order, ORDER_STANDS] and orders[order, ORDER_VOIDED_AT] > row:
            return order
    return -1


@kernel()
def _fresh(rules, orders, rule, order, row):  # type: ignore[no-untyped-def]
    """Return until when an order makes a rule hold, as far as is known at this touchpoint."""
    placed = orders[order, ORDER_TIME]
    if rules[rule, RULE_KIND] == BY_ANY_ORDER:
        return FOREVER
    if orders[order, ORDER_DELIVERED_AT] > row:
        return placed + rules[rule, RULE_UNDELIVERED]
    return max(placed, orders[order, ORDER_DELIVERED]) + rules[rule, RULE_DELIVERED]


@kernel()
def _ordered(rules, orders, holds, facts, row):  # type: ignore[no-untyped-def]
    """Set the rules that ask for orders."""
    if facts[_EARLIEST] < 0:
        return
    first = _first_order(orders, facts, row)
    for rule in range(len(rules) - 1):
        if rules[rule, RULE_KIND] != BY_ACTS:
            holds[rule, _UNTIL] = 0 if first < 0 else _fresh(rules, orders, rule, first, row)
            holds[rule, _TOUCHED] = row


@kernel()
def _noted(rules, orders, notes, holds, facts, row):  # type: ignore[no-untyped-def]
    """Take up the next note; return the acts that it adds."""
    what, value = notes[facts[_NOTE], NOTE_WHAT], notes[facts[_NOTE], NOTE_VALUE]
    facts[_NOTE] += 1
    if what == ACTED:
        return np.uint32(1) << np.uint32(value)
    if what in (COMPLAINED, CONSOLED):
        facts[_COMPLAINT] = what == COMPLAINED
        return np.uint32(0)
    if what == PLACED:
        orders[value, ORDER_STANDS] = 1
        facts[_LATEST] = value
        if facts[_EARLIEST] < 0:
            facts[_EARLIEST] = value
    _ordered(rules, orders, holds, facts, row)
    return np.uint32(0)


@kernel()
def _is_noted(notes, facts, row):  # type: ignore[no-untyped-def]
    note = facts[_NOTE]
    while note < len(notes) and notes[note, NOTE_POSITION] < row:
        note += 1
    facts[_NOTE] = note
    return note < len(notes) and notes[note, NOTE_POSITION] == row


@kernel()
def _act(acts, seen, holds, mask, row, moment, visit):  # type: ignore[no-untyped-def]
    """Note all acts that a touchpoint is."""
    act = 0
    while mask != 0:
        if mask & np.uint32(1):
            _acted(acts, seen, holds, act, row, moment, visit)
        mask >>= np.uint32(1)
        act += 1


@kernel()
def _profile(log, first, last, rules, acts, notes, orders, holds, seen, facts, changes):  # type: ignore[no-untyped-def]
    """Read one profile, instant by instant."""
    times, events, masks, sessions, start, silence, as_of = log
    row, gaps, before = first, np.int64(0), np.int64(-1)
    while row < last and times[row] <= as_of:
        moment, mask = times[row], masks[events[row]]
        if mask == SYSTEM:
            row += 1
            continue
        gaps += moment - before > silence
        before = moment
        if mask == 0 and facts[_RULE] >= 0 and not _is_noted(notes, facts, row):
            row += 1
            continue
        # Calls cost more than what they mostly find: that nothing has changed.
        if facts[_RULE] >= 0 and holds[facts[_RULE], _UNTIL] < moment:
            _expire(rules, holds, facts, moment - 1, changes)
        position = row
        while row < last and times[row] == moment:
            mask = masks[events[row]]
            while mask != SYSTEM and _is_noted(notes, facts, row):
                mask |= _noted(rules, orders, notes, holds, facts, row)
                position = row
            if mask != 0 and mask != SYSTEM:
                known = len(sessions) > 0 and sessions[row - start] != 0
                visit = -np.int64(sessions[row - start]) if known else gaps
                _act(acts, seen, holds, mask, row, moment, visit)
            row += 1
        if _ruling(rules, holds, facts, moment) != facts[_RULE]:
            _settle(rules, holds, facts, times, moment, position, changes)
    _expire(rules, holds, facts, as_of, changes)


@kernel()
def _forget(holds, seen, facts):  # type: ignore[no-untyped-def]
    holds[:-1, _UNTIL] = 0
    holds[:, _TOUCHED] = -1
    seen[:, :, _TIME] = -1
    seen[:, :, _VISIT] = FOREVER
    facts[_COMPLAINT] = 0
    facts[_EARLIEST] = -1
    facts[_LATEST] = -1
    facts[_RULE] = -1


@kernel(
    f"int64({_INTS}, Array(uint16, 1, 'C', True), {_INTS}, Array(boolean, 1, 'C', True), {_CODES}, {_CODES},"
    f" {_TABLE}, {_TABLE}, {_TABLE}, int64[:, ::1], int64, int64,"
    " int64[:, ::1], int64[:, :, ::1], int64[::1], int64[::1], boolean[::1], int64[:, ::1])"
)
def read(  # type: ignore[no-untyped-def]
    times,
    events,
    offsets,
    hidden,
    masks,
    sessions,
    rules,
    acts,
    notes,
    orders,
    silence,
    as_of,
    holds,
    seen,
    facts,
    counts,
    complaints,
    changes,
):
    """Write how often each profile changed its stage, the changes, and whether its complaint is open.

    Goes on with profile ``facts[PROFILE]`` while there is room for all its changes; returns the next.
    """
    log = times, events, masks, sessions, offsets[0], silence, as_of
    profile = facts[PROFILE]
    while profile < len(hidden):
        first, last, began = offsets[profile], offsets[profile + 1], facts[CHANGES]
        # A touchpoint changes the stage once, and lets each rule run out once.
        if began + (last - first) * (len(rules) + 1) > len(changes):
            break
        if not hidden[profile]:
            _forget(holds, seen, facts)
            _profile(log, first, last, rules, acts, notes, orders, holds, seen, facts, changes)
            counts[profile] = facts[CHANGES] - began
            complaints[profile] = facts[_COMPLAINT] == 1
        profile += 1
    facts[PROFILE] = profile
    return profile
