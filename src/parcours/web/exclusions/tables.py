"""Rules as rows, and what they do in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from parcours.commerce.selectors import Bucket, RuleRow, Weighed
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Column, Definition, Empty, LinkButton, Row, Stat, Table
from parcours.web.people.names import payment_title

_REASONS = ("staff", "test", "by_hand")


def stats(left_out: Sequence[Bucket], people: int) -> list[Stat]:
    """Return how many orders are left out, by why; and how many people."""
    orders = {bucket.of: bucket.totals.orders for bucket in left_out}
    counts = {name: orders.get(name, 0) for name in _REASONS} | {"people": people}
    return [
        Stat(
            say(f"exclusions.stats.{name}"),
            formats.now().count(n),
            Definition(say(f"exclusions.stats.{name}_how")),
        )
        for name, n in counts.items()
    ]


def rules_table(rules: Sequence[RuleRow], *, may_edit: bool) -> Table:
    """Return the rules, each with what it leaves out."""
    names = ("subject", "value", "reason")
    columns = (
        *(Column(say(f"exclusions.fields.{name}")) for name in names),
        Column(say("exclusions.fields.orders"), "number"),
        *((Column(say("exclusions.fields.change")),) if may_edit else ()),
    )
    empty = Empty(say("exclusions.none"), say("exclusions.none_why"), _add() if may_edit else None, "flag")
    return Table(say("exclusions.rules"), columns, [_row(rule, may_edit=may_edit) for rule in rules], empty)


def title_of(subject: str, value: str) -> str:
    """Return what a rule speaks of."""
    return f"{say(f'exclusions.subjects.{subject}')}: {_shown(subject, value)}"


def would(weighed: Weighed) -> Iterator[str]:
    """Yield what a rule would do, in sentences."""
    if weighed.orders:
        money = formats.now().money(weighed.earned)
        yield say("exclusions.would", count=weighed.orders, money=money)
    elif not weighed.already:
        yield say("exclusions.would_none")
    for name in ("already", "kept"):
        if n := getattr(weighed, name):
            yield say(f"exclusions.{name}", count=n)


def _row(rule: RuleRow, *, may_edit: bool) -> Row:
    address = reverse("exclusions:remove", args=[rule.key])
    change = (LinkButton(say("exclusions.remove.short"), address, icon="trash"),) if may_edit else ()
    subject, orders = say(f"exclusions.subjects.{rule.subject}"), formats.now().count(rule.orders)
    return Row((subject, _shown(rule.subject, rule.value), rule.reason, orders, *change))


def _shown(subject: str, value: str) -> str:
    return payment_title(value) if subject == "payment_method" else value


def _add() -> LinkButton:
    return LinkButton(say("exclusions.add.title"), reverse("exclusions:add"), "primary", "plus")
