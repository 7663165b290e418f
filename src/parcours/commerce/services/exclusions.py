"""Leaving orders out of every number, by hand or by rule; and taking them in again."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from parcours.commerce.following.arrays import Ints
from parcours.commerce.following.settle import settle, settle_all
from parcours.commerce.left_out import publish_later
from parcours.commerce.models import Mark, Order, Rule
from parcours.commerce.ruled import Subject, fresh_roots, leaf_of, ruled
from parcours.errors import InputError
from parcours.state.actor import Actor
from parcours.state.audit import record


def exclude_order(actor: Actor, order: int, *, reason: str, now: datetime) -> None:
    """Leave an order out of every number.

    Parameters
    ----------
    order
        Its key, as lists of orders give it.
    reason
        Why, for those who come after.

    Raises
    ------
    InputError
        There is no such order.
    """
    _mark(actor, order, excluded=True, reason=reason, now=now)


def include_order(actor: Actor, order: int, *, reason: str, now: datetime) -> None:
    """Count an order, whatever the rules say."""
    _mark(actor, order, excluded=False, reason=reason, now=now)


@transaction.atomic
def add_rule(actor: Actor, subject: Subject, value: str, *, reason: str, now: datetime) -> int:
    """Leave out all orders, old and new, of a person or with a payment method or coupon; return its key.

    Raises
    ------
    InputError
        The value is empty, or there is such a rule.
    """
    actor.check("edit_shop")
    if not value.strip():
        raise InputError("The rule names nothing.", expected=f"A value of '{subject}' was expected.")
    rule, new = Rule.objects.get_or_create(
        subject=subject, value=value.strip(), defaults={"reason": reason, "leaf": leaf_of(subject, value)}
    )
    if not new:
        raise InputError("There is such a rule already.")
    record(actor, "orders.rule_added", f"rule:{rule.pk}", now=now, details={"subject": subject})
    _settle_ruled(rule)
    return rule.pk


@transaction.atomic
def drop_rule(actor: Actor, rule: int, *, now: datetime) -> None:
    """Delete a rule: the orders that it left out count again.

    Raises
    ------
    InputError
        There is no such rule.
    """
    actor.check("edit_shop")
    found = Rule.objects.filter(pk=rule).first()
    if found is None:
        raise InputError("There is no such rule.", advice="Somebody may have deleted it just now.")
    found.delete()
    record(actor, "orders.rule_dropped", f"rule:{rule}", now=now, details={"subject": found.subject})
    _settle_ruled(found)


@transaction.atomic
def _mark(actor: Actor, order: int, *, excluded: bool, reason: str, now: datetime) -> None:
    actor.check("edit_shop")
    found = Order.objects.filter(pk=order).first()
    if found is None:
        raise InputError("There is no such order.")
    Mark.objects.update_or_create(
        order_id=found.order_id,
        shop_id=found.shop_id,
        defaults={"excluded": excluded, "reason": reason.strip()},
    )
    action = "order.excluded" if excluded else "order.included"
    record(actor, action, f"order:{order}", now=now)
    settle(np.array([order]), fresh_roots())
    publish_later()


def _settle_ruled(rule: Rule) -> None:
    roots = fresh_roots()
    settle_all(_keys(ruled(rule.subject, rule.value, rule.leaf, roots)), roots)
    publish_later()


def _keys(orders: QuerySet[Order]) -> Ints:
    return np.sort(np.fromiter(orders.values_list("id", flat=True).iterator(), np.int64))
