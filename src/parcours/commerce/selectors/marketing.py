"""Coupons, and what advertising costs beside what it brings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, Sum

from parcours.commerce.days import ALWAYS, Period, Span, date_of, day_of
from parcours.commerce.models import AdSpend, CouponNote, CouponTally, OrderTally
from parcours.commerce.models.products import MONTH
from parcours.state.actor import Actor

_ANY = (-1_000_000, 1_000_000)


@dataclass(frozen=True)
class CouponRow:
    """A coupon: orders that count and were paid with it, in minor units of the shop's currency."""

    code: str
    orders: int
    earned: int
    discount: int
    note: str


@dataclass(frozen=True)
class SpendRow:
    """A channel in a month: what its advertising cost, and what came by it.

    Orders are those that count, under the channel of the visit in which they were placed;
    ``new_customers`` ordered for the first time. Money in minor units of the shop's currency.
    """

    month: str
    channel: str
    amount: int = 0
    impressions: int = 0
    clicks: int = 0
    orders: int = 0
    earned: int = 0
    new_customers: int = 0

    @property
    def cost_of_acquisition(self) -> float | None:
        """What a new customer cost; None where none came, or nothing was spent."""
        return self.amount / self.new_customers if self.amount and self.new_customers else None

    @property
    def return_on_spend(self) -> float | None:
        """What a unit of money brought; None where nothing was spent."""
        return self.earned / self.amount if self.amount else None


def coupons(
    actor: Actor, *, period: Period | None = None, search: str = "", size: int = 500
) -> tuple[CouponRow, ...]:
    """Return the coupons that were used most, by code from ``search`` on where that is given."""
    actor.check("see")
    when = Q()
    for grain, first, last in tuple(period.spans()) if period else ALWAYS:
        when |= Q(grain=grain, start__gte=first, start__lte=last)
    rows = CouponTally.objects.filter(when, coupon__icontains=search).values_list("coupon")
    sums = rows.annotate(uses=Sum("orders"), brought=Sum("earned"), saved=Sum("discount")).filter(uses__gt=0)
    found = list(sums.order_by("-uses", "coupon")[:size])
    notes = dict(CouponNote.objects.filter(code__in=[code for code, *_ in found]).values_list("code", "note"))
    return tuple(
        CouponRow(code, uses, brought, saved, notes.get(code, "")) for code, uses, brought, saved in found
    )


def spend(actor: Actor, *, period: Period | None = None) -> tuple[SpendRow, ...]:
    """Return what each channel cost and brought, month by month of the shop's calendar."""
    actor.check("see")
    found: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    first, last = (day_of(period.first), day_of(period.last)) if period else _ANY
    spent = AdSpend.objects.filter(day__gte=first, day__lte=last).values_list("day", "channel")
    names = ("amount", "impressions", "clicks")
    for day, channel, *sums in spent.annotate(*(Sum(name) for name in names)):
        for name, value in zip(names, sums, strict=True):
            found[date_of(day).isoformat()[:7], channel][name] += value
    for span in tuple(period.spans()) if period else ((MONTH, *_ANY),):
        _add_orders(found, span)
    return tuple(SpendRow(month, channel, **sums) for (month, channel), sums in sorted(found.items()))


def _add_orders(found: dict[tuple[str, str], dict[str, int]], span: Span) -> None:
    grain, first, last = span
    tallies = OrderTally.objects.filter(grain=grain, start__gte=first, start__lte=last, kind__counts=True)
    rows = tallies.values_list("start", "kind__channel", "kind__nth")
    for start, channel, nth, orders, earned in rows.annotate(Sum("orders"), Sum("earned")):
        sums = found[date_of(start).isoformat()[:7], channel]
        sums["orders"] += orders
        sums["earned"] += earned
        sums["new_customers"] += orders if nth == "first" else 0
