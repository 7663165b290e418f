"""The rules by which orders are left out, and what they do or would do."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Sum

from parcours.commerce.models import Mark, Rule
from parcours.commerce.ruled import Subject, fresh_roots, leaf_of, ruled
from parcours.state.actor import Actor

MASKED = "…"


@dataclass(frozen=True)
class RuleRow:
    """A rule, and how many orders of which it speaks are left out; an order may stand with several rules.

    ``value`` is masked where it names a person and the actor may not see whom.
    """

    key: int
    subject: str
    value: str
    reason: str
    orders: int


@dataclass(frozen=True)
class Weighed:
    """What a rule would do.

    ``orders`` would count no more, which brought ``earned`` in minor units of the shop's currency, net of
    refunds; ``already`` are left out anyway, ``kept`` count whatever rules say, since somebody said so.
    """

    orders: int
    earned: int
    already: int
    kept: int


def rules(actor: Actor) -> tuple[RuleRow, ...]:
    """Return all rules."""
    actor.check("see")
    personal, roots = actor.may("see_personal"), fresh_roots()
    return tuple(
        RuleRow(
            key=rule.pk,
            subject=rule.subject,
            value=rule.value if personal or rule.leaf is None else MASKED,
            reason=rule.reason,
            orders=ruled(rule.subject, rule.value, rule.leaf, roots).exclude(kind__excluded="").count(),
        )
        for rule in Rule.objects.order_by("subject", "value")
    )


def weigh(actor: Actor, subject: Subject, value: str) -> Weighed:
    """Return what a rule would do if it were added."""
    actor.check("edit_shop")
    value = value.strip()
    found = ruled(subject, value, leaf_of(subject, value), fresh_roots())
    counted = found.filter(kind__excluded="")
    kept = Exists(Mark.objects.filter(order_id=OuterRef("order_id"), shop_id=OuterRef("shop_id")))
    sums = counted.exclude(kept).aggregate(orders=Count("id"), earned=Sum("earned"))
    return Weighed(
        orders=sums["orders"],
        earned=sums["earned"] or 0,
        already=found.exclude(kind__excluded="").count(),
        kept=counted.filter(kept).count(),
    )
