"""The rules by which orders are left out."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.commerce.models import Rule
from parcours.state.actor import Actor

MASKED = "…"


@dataclass(frozen=True)
class RuleRow:
    """A rule; ``value`` is masked where it names a person and the actor may not see whom."""

    key: int
    subject: str
    value: str
    reason: str


def rules(actor: Actor) -> tuple[RuleRow, ...]:
    """Return all rules."""
    actor.check("see")
    personal = actor.may("see_personal")
    rows = Rule.objects.order_by("subject", "value").values_list("id", "subject", "value", "reason", "leaf")
    return tuple(
        RuleRow(key, subject, value if personal or leaf is None else MASKED, reason)
        for key, subject, value, reason, leaf in rows
    )
