"""Lists of orders, with the totals of everything that is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from parcours.commerce.days import Period, Span, date_of, moment
from parcours.commerce.deeds import UNNUMBERED
from parcours.commerce.house import zone
from parcours.commerce.models import Kind, Order, OrderTally
from parcours.commerce.selectors.choosing import Kinds, Wanted, chosen
from parcours.state.actor import Actor
from parcours.state.paging import Page, Sort, page
from parcours.touchpoints import span

Dimension = Literal[
    "status", "channel", "country", "payment_method", "carrier", "buyer", "nth", "punctual", "excluded"
]
_LATEST = Sort("placed_at")
_BY_NUMBER = Sort("order_id", descending=False)
_OF_KIND = (
    "status", "channel", "country", "payment_method", "carrier", "buyer", "punctual", "excluded",
)  # fmt: skip
_COUNTS = Q(kind__counts=True)
# Called otherwise than the columns, which sums may not hide.
_OF_TALLIES: dict[str, Aggregate] = {
    "sum_orders": Sum("orders"),
    "sum_counting": Sum("orders", filter=_COUNTS),
    "sum_unpriced": Sum("unpriced", filter=_COUNTS),
    "sum_gross": Sum("gross"),
    "sum_earned": Sum("earned"),
    "sum_refunded": Sum("refunded"),
    "sum_discount": Sum("discount"),
    "sum_pieces": Sum("quantity"),
}
_OF_ORDERS: dict[str, Aggregate] = {
    "sum_orders": Count("id"),
    "sum_counting": Count("id", filter=_COUNTS),
    "sum_unpriced": Count("id", filter=_COUNTS & Q(revenue_shop=None)),
    "sum_gross": Sum("revenue_shop"),
    "sum_earned": Sum("earned"),
    "sum_refunded": Sum("refunded_shop"),
    "sum_discount": Sum("discount_shop"),
    "sum_pieces": Sum("quantity"),
}


@dataclass(frozen=True)
class OrderRow:
    """An order in a list; ``key`` names it in addresses, ``number`` is empty where the shop gave none.

    ``total`` is in minor units of ``currency``; ``earned`` is what it brought, net of refunds, in the shop's.
    """

    key: int
    number: str
    shop_id: str
    profile_id: int
    placed_at: datetime
    status: str
    nth: int
    total: int | None
    currency: str
    earned: int
    pieces: float
    coupon: str
    channel: str
    country: str
    payment_method: str
    carrier: str
    buyer: str
    punctual: str
    excluded: str


@dataclass(frozen=True)
class Totals:
    """Sums of all orders asked for, in minor units of the shop's currency.

    ``counting`` orders are those neither void nor left out, ``unpriced`` those of them without a known
    revenue, ``earned`` is what they brought, net of refunds. ``gross``, ``refunded`` and ``discount`` are
    those of all.
    """

    orders: int = 0
    counting: int = 0
    unpriced: int = 0
    gross: int = 0
    earned: int = 0
    refunded: int = 0
    discount: int = 0
    pieces: float = 0.0

    @property
    def average(self) -> int | None:
        """What an order that counts brought; None where no revenue is known."""
        priced = self.counting - self.unpriced
        return round(self.earned / priced) if priced else None

    def __add__(self, other: Totals) -> Totals:
        return Totals(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True)
class Loose:
    """Refunds without an order: how many, and how much in minor units of the shop's currency."""

    refunds: int
    amount: int


@dataclass(frozen=True)
class Bucket:
    """Orders of one day or month, or of one value of a dimension."""

    of: str
    totals: Totals


def orders(actor: Actor, wanted: Wanted, *, cursor: str = "", size: int = 50) -> Page[OrderRow]:
    """Return a page of orders: the latest first, or by number where the beginning of one is given."""
    actor.check("see")
    found = page(chosen(wanted), _BY_NUMBER if wanted.number else _LATEST, cursor=cursor, size=size)
    kinds = Kind.objects.in_bulk([order.kind_id for order in found.rows])
    return found.of(lambda order: row(order, kinds[order.kind_id]))


def totals(actor: Actor, wanted: Wanted) -> Totals:
    """Return the sums of all orders asked for."""
    actor.check("see")
    return sum((each for _, each in _sums(wanted)), Totals())


def loose_refunds(actor: Actor, period: Period | None = None) -> Loose:
    """Return what was given back, in some days, for orders that nobody ever told of."""
    actor.check("see")
    found = Order.objects.filter(placed_at=None, refunded_at__isnull=False)
    if period:
        start, end = span(period.first, period.last, zone())
        found = found.filter(refunded_at__gte=start, refunded_at__lt=end)
    sums = found.aggregate(n=Count("id"), amount=Sum("refunded_shop"))
    return Loose(sums["n"], sums["amount"] or 0)


def orders_by(
    actor: Actor,
    wanted: Wanted,
    by: Dimension,
) -> tuple[Bucket, ...]:
    """Return the sums by one thing that orders have in common, the most orders first; empty is unknown."""
    actor.check("see")
    buckets = [Bucket(value, each) for value, each in _sums(wanted, f"kind__{by}")]
    return tuple(sorted(_merged(buckets), key=lambda bucket: (-bucket.totals.orders, bucket.of)))


def orders_over_time(
    actor: Actor, wanted: Wanted, step: Literal["day", "month"] = "day"
) -> tuple[Bucket, ...]:
    """Return the sums of each day or month that has orders, such as ``2026-01-31`` or ``2026-01``."""
    actor.check("see")
    length = 10 if step == "day" else 7
    found = _sums(wanted, "day", wanted.days() if step == "day" else wanted.months())
    buckets = [Bucket(date_of(day).isoformat()[:length], each) for day, each in found]
    return tuple(sorted(_merged(buckets), key=lambda bucket: bucket.of))


def row(order: Order, kind: Kind) -> OrderRow:
    """Return an order as lists show it."""
    return OrderRow(
        key=order.pk,
        number="" if order.order_id.startswith(UNNUMBERED) else order.order_id,
        shop_id=order.shop_id,
        profile_id=order.profile_id,
        placed_at=moment(order.placed_at or 0),
        nth=order.number,
        total=order.total,
        currency=order.currency,
        earned=order.earned,
        pieces=order.quantity / 1000,
        coupon=order.coupon,
        **{name: getattr(kind, name) for name in _OF_KIND},
    )


def _sums(wanted: Wanted, by: str = "", spans: Iterable[Span] | None = None) -> Iterator[tuple[Any, Totals]]:
    """Yield sums by a column: of the sums by kind where kind and period say it all, else of the orders."""
    if wanted.indexed() is not None:
        yield from _added(chosen(wanted), _OF_ORDERS, by)
        return
    kind = Kinds.of(wanted).condition()
    for grain, first, last in wanted.spans() if spans is None else spans:
        tallies = OrderTally.objects.filter(kind, grain=grain, start__gte=first, start__lte=last)
        yield from _added(tallies, _OF_TALLIES, "start" if by == "day" else by)


def _added(rows: QuerySet[Any], sums: dict[str, Aggregate], by: str) -> Iterator[tuple[Any, Totals]]:
    if not by:
        yield "", _totals(rows.aggregate(**sums))
        return
    for found in rows.values(by).order_by().annotate(**sums):
        yield found[by], _totals({name: found[name] for name in sums})


def _totals(sums: dict[str, int | None]) -> Totals:
    whole = {name.removeprefix("sum_"): value or 0 for name, value in sums.items()}
    pieces = whole.pop("pieces")
    return Totals(**whole, pieces=pieces / 1000)


def _merged(buckets: Iterable[Bucket]) -> Iterator[Bucket]:
    sums: defaultdict[str, Totals] = defaultdict(Totals)
    for bucket in buckets:
        sums[bucket.of] += bucket.totals
    return (Bucket(of, each) for of, each in sums.items())
