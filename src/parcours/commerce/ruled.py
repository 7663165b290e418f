"""The orders of which a rule speaks."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

import numpy as np
from django.db.models import QuerySet

from parcours.commerce.house import shop
from parcours.commerce.models import Order
from parcours.journeys.index.roots import Roots
from parcours.shop.identities import Kind as Identifier

Subject = Literal["email", "user_id", "payment_method", "coupon"]
_IDENTIFIERS: MappingProxyType[Subject, Identifier] = MappingProxyType({"email": "email", "user_id": "user"})


def leaf_of(subject: Subject, value: str) -> int | None:
    """Return the profile id that an address or a user id stands for; None for what names nobody."""
    kind = _IDENTIFIERS.get(subject)
    return shop().identities.leaf(kind, value) if kind else None


def ruled(subject: str, value: str, leaf: int | None, roots: Roots) -> QuerySet[Order]:
    """Return the orders of a person, or with a coupon or a payment method."""
    placed = Order.objects.filter(placed_at__isnull=False)
    if leaf is not None:
        return placed.filter(profile_id=int(roots.of(np.array([leaf]))[0]))
    return placed.filter(**{"coupon" if subject == "coupon" else "kind__payment_method": value})


def fresh_roots() -> Roots:
    """Return who is whom by now."""
    identities = shop().identities
    identities.refresh()
    return identities.roots()
