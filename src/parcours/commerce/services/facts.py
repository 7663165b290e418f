"""What people say of products, coupons and advertising."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
from django.db import transaction

from parcours.commerce.costing import cost_again
from parcours.commerce.days import day_of
from parcours.commerce.models import AdSpend, Cost, CouponNote, Product
from parcours.errors import InputError
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.state.upsert import Upsert

MOST_COST = 10**9
_SPEND = Upsert(
    AdSpend,
    ("day", "channel", "source", "medium", "campaign"),
    {"amount": "replace", "impressions": "replace", "clicks": "replace"},
)


@dataclass(frozen=True)
class Spend:
    """What a day of a campaign cost, in minor units of the shop's currency."""

    day: date
    channel: str
    amount: int
    source: str = ""
    medium: str = ""
    campaign: str = ""
    impressions: int = 0
    clicks: int = 0


@transaction.atomic
def set_product(
    actor: Actor,
    product_id: str,
    *,
    now: datetime,
    name: str | None = None,
    category: str | None = None,
    price: int | None = None,
    stock: int | None = None,
    archived: bool | None = None,
) -> None:
    """Say what a product is called, where it belongs, its price and stock; what is not given stays.

    Raises
    ------
    InputError
        There is no such product.
    """
    actor.check("edit_shop")
    given = {"name": name, "category": category, "price": price, "stock": stock, "archived": archived}
    said = {field: value for field, value in given.items() if value is not None}
    if not Product.objects.filter(product_id=product_id).update(entered=True, **said):
        raise _unknown(product_id)
    record(actor, "product.changed", f"product:{product_id}", now=now, details=said)


@transaction.atomic
def set_cost(actor: Actor, product_id: str, cost: int, *, since: date, now: datetime) -> None:
    """Say what one piece costs the shop from a day on, without tax, in minor units of its currency.

    The first cost that is said of a product holds before its day, too.

    Raises
    ------
    InputError
        There is no such product, or the cost is below 0.
    """
    actor.check("edit_shop")
    if not 0 <= cost <= MOST_COST:
        raise InputError(f"A piece cannot cost {cost}.", expected=f"From 0 to {MOST_COST} was expected.")
    product = Product.objects.filter(product_id=product_id).first()
    if product is None:
        raise _unknown(product_id)
    Product.objects.filter(pk=product.pk).update(entered=True)
    Cost.objects.update_or_create(product=product, since=day_of(since), defaults={"cost": cost})
    details = {"cost": cost, "since": since.isoformat()}
    record(actor, "product.cost_set", f"product:{product_id}", now=now, details=details)
    cost_again([product.pk])


@transaction.atomic
def note_coupon(actor: Actor, code: str, note: str, *, now: datetime) -> None:
    """Say what a coupon is for; an empty note takes away what was said.

    Raises
    ------
    InputError
        The coupon has no code.
    """
    actor.check("edit_shop")
    code, note = code.strip(), note.strip()
    if not code:
        raise InputError("The note is of no coupon.", expected="A code was expected.")
    if note:
        CouponNote.objects.update_or_create(code=code, defaults={"note": note})
    else:
        CouponNote.objects.filter(code=code).delete()
    details = {"noted": bool(note)}
    record(actor, "coupon.noted", f"coupon:{code}"[:128], now=now, details=details)


@transaction.atomic
def record_spend(actor: Actor, spent: list[Spend], *, now: datetime) -> None:
    """Keep what advertising cost; of a day and campaign that are known already the figures are replaced."""
    actor.check("edit_shop")
    put_spend(spent)
    record(actor, "spend.recorded", "spend", now=now, details={"rows": len(spent)})


def put_spend(spent: list[Spend]) -> None:
    """Write rows of spend in the caller's transaction; the last of equal ones counts."""
    rows = {(s.day, s.channel, s.source, s.medium, s.campaign): s for s in spent}.values()
    _SPEND.put(
        pa.table(
            {
                "day": pa.array([day_of(s.day) for s in rows], pa.int64()),
                **{
                    name: [getattr(s, name) for s in rows]
                    for name in ("channel", "source", "medium", "campaign")
                },
                **{
                    name: pa.array([getattr(s, name) for s in rows], pa.int64())
                    for name in ("amount", "impressions", "clicks")
                },
            }
        )
    )


def _unknown(product_id: str) -> InputError:
    return InputError(f"There is no product '{product_id}'.", advice="Import the list of products first.")
