"""Which orders a person asks for, and how the database finds them fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import connection
from django.db.models import Max, Q, QuerySet, Sum

from parcours.commerce.days import ALWAYS, Period, Span, date_of, day_of, micros
from parcours.commerce.house import zone
from parcours.commerce.models import Kind, Order, OrderTally
from parcours.commerce.models.products import DAY, EVER, MONTH
from parcours.touchpoints import span

FEW = 1_000
"""So many orders are sorted at once; more are walked through in the order of an index."""
_OPEN = ("placed", "paid", "shipped")
_ANY = (-1_000_000, 1_000_000)
_LAST = "\U0010ffff"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What orders are asked for; empty is any.

    Parameters
    ----------
    period
        When they were placed.
    status, channel, country, payment_method, carrier
        One of these.
    buyer, nth, punctual
        Guests or accounts; first or repeated orders; delivered late or in time.
    excluded
        ``no``: without those left out; ``only``: only those; ``too``: all.
    coupon, number, profile_id
        The coupon; the beginning of the order number; whose.
    least, most
        What goods cost, in minor units of the shop's currency.
    overdue_at
        Promised for before that moment, and not delivered.
    """

    period: Period | None = None
    status: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    payment_method: tuple[str, ...] = ()
    carrier: tuple[str, ...] = ()
    buyer: Literal["", "guest", "account"] = ""
    nth: Literal["", "first", "repeat"] = ""
    punctual: Literal["", "late", "in_time"] = ""
    excluded: Literal["no", "only", "too"] = "no"
    coupon: str = ""
    number: str = ""
    profile_id: int | None = None
    least: int | None = None
    most: int | None = None
    overdue_at: datetime | None = None

    def kind(self) -> Q:
        """Return the condition on kinds."""
        found = Q()
        for name in ("status", "channel", "country", "payment_method", "carrier"):
            if values := getattr(self, name):
                found &= Q(**{f"{name}__in": values})
        for name in ("buyer", "nth", "punctual"):
            if value := getattr(self, name):
                found &= Q(**{name: value})
        if self.overdue_at:
            found &= Q(status__in=_OPEN)
        if self.excluded != "too":
            found &= ~Q(excluded="") if self.excluded == "only" else Q(excluded="")
        return found

    def indexed(self) -> Q | None:
        """Return the condition beside kind and period, which has an index; None where there is none."""
        found = Q()
        if self.coupon:
            found &= Q(coupon=self.coupon)
        if self.number:
            found &= _begins(self.number)
        if self.profile_id is not None:
            found &= Q(profile_id=self.profile_id)
        if self.least is not None:
            found &= Q(revenue_shop__gte=self.least)
        if self.most is not None:
            found &= Q(revenue_shop__lte=self.most)
        if self.overdue_at:
            before = micros(self.overdue_at)
            found &= Q(delivered_at=None, promised_at__isnull=False, promised_at__lt=before)
        return found or None

    def spans(self) -> tuple[Span, ...]:
        """Return which sums cover the period."""
        return tuple(self.period.spans()) if self.period else ALWAYS

    def days(self) -> tuple[Span, ...]:
        """Return the days of the period as sums."""
        return (
            ((DAY, day_of(self.period.first), day_of(self.period.last)),) if self.period else ((DAY, *_ANY),)
        )

    def months(self) -> tuple[Span, ...]:
        """Return what months, and days at the ends, the period consists of."""
        return self.spans() if self.period else ((MONTH, *_ANY),)


@dataclass(frozen=True)
class Kinds:
    """The kinds asked for, and those that are not."""

    wanted: tuple[int, ...]
    others: tuple[int, ...]

    @classmethod
    def of(cls, wanted: Wanted) -> Kinds:
        """Find them."""
        every = set(Kind.objects.values_list("id", flat=True))
        found = set(Kind.objects.filter(wanted.kind()).values_list("id", flat=True))
        return cls(tuple(sorted(found)), tuple(sorted(every - found)))

    def condition(self) -> Q:
        """Return the condition on orders, or sums, of a kind: said by what is shorter."""
        if not self.others:
            return Q()
        if len(self.others) < len(self.wanted):
            return ~Q(kind_id__in=self.others)
        return Q(kind_id__in=self.wanted)

    @property
    def narrow(self) -> bool:
        """Whether there are so few such orders that looking for the latest may take long."""
        if not self.others:
            return False
        sums = OrderTally.objects.filter(self.condition(), grain=EVER, start=0)
        return int(sums.aggregate(orders=Sum("orders"))["orders"] or 0) <= FEW

    @property
    def end(self) -> int:
        """The end of the last month that has such orders: looking for the latest begins there."""
        found = OrderTally.objects.filter(self.condition(), grain=MONTH, orders__gt=0)
        last = date_of(found.aggregate(last=Max("start"))["last"] or 0)
        return span(last, last + timedelta(days=31), zone())[1]


def chosen(wanted: Wanted) -> QuerySet[Order]:
    """Return the orders asked for, in a form in which pages of the latest are found fast."""
    kinds, indexed = Kinds.of(wanted), wanted.indexed()
    orders = Order.objects.filter(_within(wanted.period), kinds.condition())
    keys = _keys(indexed, kinds)
    if keys is not None:
        return orders.filter(pk__in=keys)
    if indexed is not None:
        return orders.filter(indexed)
    return orders.filter(placed_at__lt=kinds.end)


def _keys(indexed: Q | None, kinds: Kinds) -> list[int] | None:
    """Return the orders of the narrowest condition where they are few, None where they are many.

    The latest of few are found by sorting all; to look for them from the latest on may take the whole table.
    """
    if indexed is not None:
        narrow = Order.objects.filter(indexed)
    elif kinds.narrow:
        narrow = Order.objects.filter(kind_id__in=kinds.wanted)
    else:
        return None
    keys = list(narrow.values_list("id", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None


def _within(period: Period | None) -> Q:
    if period is None:
        return Q(placed_at__isnull=False)
    start, end = span(period.first, period.last, zone())
    return Q(placed_at__gte=start, placed_at__lt=end)


def _begins(number: str) -> Q:
    if connection.vendor == "sqlite":  # whose LIKE knows no index
        return Q(order_id__gte=number, order_id__lt=number + _LAST)
    return Q(order_id__startswith=number)
