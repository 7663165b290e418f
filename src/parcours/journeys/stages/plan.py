"""From a template and some sequences to the tables that the kernel reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from parcours.journeys.orders import NEVER, Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.orders.rows import positions
from parcours.journeys.sequences import Flags, Ints, Sequences
from parcours.journeys.stages import kernel as k
from parcours.journeys.stages.template import Act, Rule, Template
from parcours.touchpoints.schema import STAGES

Table = npt.NDArray[np.int64]


def rules(template: Template) -> Table:
    """Return one row a rule, and one for what holds otherwise."""
    rows = [_rule(rule) for rule in template.rules]
    return np.array([*rows, (STAGES.index(template.otherwise), 0, k.BY_ACTS, 0, 0)], dtype=np.int64)


def _rule(rule: Rule) -> tuple[int, ...]:
    head = STAGES.index(rule.stage), int(rule.unless_complaint)
    if rule.acts or rule.off:
        return *head, k.BY_ACTS, 0, 0
    if rule.first_order is None:
        return *head, k.BY_ANY_ORDER, 0, 0
    return *head, k.BY_FIRST_ORDER, rule.first_order.after_delivery, rule.first_order.without_delivery


def acts(template: Template) -> Table:
    """Return one row an act of any rule."""
    rows = [
        (number, act.within, act.visits) for number, rule in enumerate(template.rules) for act in _asked(rule)
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def masks(template: Template, sequences: Sequences) -> npt.NDArray[np.uint32]:
    """Return by event code which acts it is, where nothing but its name matters."""
    found = np.zeros(len(sequences.names), dtype=np.uint32)
    for number, act in _acts(template):
        if not _is_selective(act):
            found[sequences.codes(*act.events)] |= np.uint32(1 << number)
    found[sequences.system] = k.SYSTEM
    return found


def sessions(sequences: Sequences) -> npt.NDArray[np.uint32]:
    """Return the session codes of the slice; none at all where no touchpoint has one."""
    column = optional(sequences, "session_id")
    if column.is_missing:
        return np.empty(0, dtype=np.uint32)
    return np.ascontiguousarray(column.codes[sequences.offsets[0] : sequences.offsets[-1]], dtype=np.uint32)


def orders(told: Orders) -> Table:
    """Return one row an order that was ever placed."""
    stands = np.zeros(len(told), dtype=np.int64)
    columns = (told.time, told.delivered, told.delivered_position, told.voided_position, stands)
    return np.ascontiguousarray(np.column_stack(columns))


def scratch(rules: Table, acts: Table) -> tuple[Table, npt.NDArray[np.int64], Ints]:
    """Return where the pass remembers a profile: its rules, its acts' latest visits, and single facts."""
    visits = acts[:, k.ACT_VISITS].max(initial=1)
    seen = np.empty((len(acts), visits, 2), dtype=np.int64)
    return np.full((len(rules), 2), k.FOREVER), seen, np.zeros(k.FACTS, dtype=np.int64)


def notes(template: Template, sequences: Sequences, told: Orders) -> Table:
    """Return by position what the event's name alone does not tell."""
    numbers = np.arange(len(told))
    found = [
        _note(told.position, k.PLACED, numbers),
        _note(told.delivered_position, k.DELIVERED, numbers),
        _note(told.voided_position, k.VOIDED, numbers),
        *_told_by_rows(template, sequences),
    ]
    table = np.concatenate(found)
    table = table[table[:, k.NOTE_POSITION] != NEVER]
    return np.ascontiguousarray(table[np.argsort(table[:, k.NOTE_POSITION], kind="stable")])


def _note(position: Ints, what: int, value: Ints | int) -> Table:
    return np.column_stack([position, np.full(len(position), what), np.broadcast_to(value, len(position))])


def _told_by_rows(template: Template, sequences: Sequences) -> list[Table]:
    selective = [(number, act) for number, act in _acts(template) if _is_selective(act)]
    opened, closed = template.complaint_opened_by, template.complaint_closed_by
    names = [name for _, act in selective for name in act.events]
    rows = positions(sequences, _named(sequences, (*names, *opened, *closed)))
    at = {
        name: rows[np.isin(sequences.events[rows], sequences.codes(name))]
        for name in (*names, *opened, *closed)
    }
    return [
        *(
            _note(_chosen(sequences, act, _rows(at, act.events)), k.ACTED, number)
            for number, act in selective
        ),
        _note(_rows(at, opened), k.COMPLAINED, 0),
        _note(_rows(at, closed), k.CONSOLED, 0),
    ]


def _rows(at: dict[str, Ints], names: Sequence[str]) -> Ints:
    return np.concatenate([at[name] for name in names])


def _named(sequences: Sequences, names: Sequence[str]) -> Flags:
    wanted = np.zeros(len(sequences.names), dtype=np.bool_)
    wanted[sequences.codes(*names)] = True
    return wanted


def _chosen(sequences: Sequences, act: Act, at: Ints) -> Ints:
    """Return the touchpoints whose score and trust are what the act asks for."""
    keep = np.ones(len(at), dtype=np.bool_)
    if act.least_score is not None:
        column = optional(sequences, "score")
        scores = np.array([np.nan, *column.values[1:]], dtype=np.float64)
        keep &= scores[column.codes[at]] >= act.least_score
    if act.verified:
        keep &= _is_verified(sequences, at)
    return at[keep]


def _is_verified(sequences: Sequences, at: Ints) -> Flags:
    # What comes from files, or says nothing of trust, is the shop's own record.
    trust = optional(sequences, "trust")
    return np.array([word != "browser" for word in trust.values])[trust.codes[at]]


def _acts(template: Template) -> list[tuple[int, Act]]:
    return list(enumerate(act for rule in template.rules for act in _asked(rule)))


def _asked(rule: Rule) -> tuple[Act, ...]:
    """Return the acts of a rule; one that is off asks for none, and so never holds."""
    return () if rule.off else rule.acts


def _is_selective(act: Act) -> bool:
    return act.least_score is not None or act.verified
