"""Orders over the API: the list with its totals, one order, and whether it counts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from parcours.commerce import selectors, services
from parcours.commerce.deeds import STATUSES
from parcours.commerce.selectors import OrderPage, Period, Wanted
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.asking import CutDays, Span
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Asked, Definitions, Id, Instant, OneOf, Page, Said, Text, Told, exact
from parcours.web.api.refusals import missing
from parcours.web.design.place import this_shop
from parcours.web.explore import journeys, screen

OrderStatus = Annotated[str, OneOf(STATUSES)]
_DIMENSIONS = ("status", "channel", "country", "payment_method", "carrier")

endpoints = Endpoints("orders")


class OrdersQuery(CutDays):
    """Which orders; with `number` or `profile` those of all time."""

    number: Text = Field("", description="the beginning of the shop's own number")
    profile: Id | None = None
    status: OrderStatus | None = None
    channel: Text = ""
    country: Text = ""
    payment_method: Text = ""
    carrier: Text = ""
    coupon: Text = ""
    buyer: Literal["", "guest", "account"] = ""
    nth: Literal["", "first", "repeat"] = ""
    punctual: Literal["", "late", "in_time"] = ""
    excluded: Literal["no", "only", "too"] = Field("no", description="those that are left out of numbers")
    overdue: bool = Field(default=False, description="promised for before now, and not delivered")

    def wanted(self, days: Period) -> Wanted:
        """Return them as the room of commerce asks for it."""
        of_all_time = bool(self.number) or self.profile is not None
        given = {name: getattr(self, name) for name in _DIMENSIONS}
        dimensions: dict[str, Any] = {name: (value,) for name, value in given.items() if value}
        return Wanted(
            period=None if of_all_time else days,
            **dimensions,
            buyer=self.buyer,
            nth=self.nth,
            punctual=self.punctual,
            excluded=self.excluded,
            coupon=self.coupon,
            number=self.number,
            profile_id=self.profile,
            overdue_at=timezone.now() if self.overdue else None,
        )


class OrderListed(Told):
    """An order: `total` in its own `currency`, `earned` in the shop's."""

    id: Id = Field(validation_alias="key")
    number: str
    shop_id: str
    profile: Id = Field(validation_alias="profile_id")
    placed_at: Instant
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


class TotalsOut(Told):
    """Sums of all orders that are asked for, in the shop's currency."""

    orders: int
    counting: int
    unpriced: int
    gross: int
    earned: int
    average: int | None
    refunded: int
    discount: int
    pieces: float


class OrdersPage(Page):
    """A piece of a list of orders."""

    items: list[OrderListed]
    totals: TotalsOut
    days: Span | None
    shop_currency: str
    definitions: Definitions


class LineOut(Told):
    """A line: `price` and `discount` in the order's currency, all other money in the shop's."""

    product_id: str
    name: str
    variant: str
    sku: str
    pieces: float
    price: int | None
    discount: int | None
    revenue: int
    earned: int
    returned: float
    cost: int | None
    margin: int | None


class TouchpointOut(Told):
    """A touchpoint about the order; `amount` is in its `currency`."""

    at: Instant
    event: str
    trust: str
    message_id: str
    method: str
    carrier: str
    promised_at: Instant | None
    amount: int | None
    currency: str


class OrderOut(Told):
    """An order; amounts in its own currency."""

    order: OrderListed = Field(validation_alias="row")
    revenue: int | None
    tax: int | None
    shipping: int | None
    discount: int | None
    refunded: int
    campaign: str
    mark: str = Field(description="why somebody left it out, or took it in, by hand")
    failures: int
    lines: list[LineOut]
    timeline: list[TouchpointOut]
    shop_currency: str
    definitions: Definitions


class Reason(Asked):
    """Why an order counts, or does not."""

    reason: Said


@endpoints.reads("/orders", OrdersPage)
def orders(request: StaffRequest, asked: Query[OrdersQuery]) -> dict[str, Any]:
    """List orders, the latest first, or by number where the beginning of one is given."""
    days = screen.told(asked.words(), journeys.opened(), patience=0).period
    wanted = asked.wanted(Period(days.first, days.last))
    found = selectors.orders(request.actor, wanted, cursor=asked.cursor, size=asked.limit)
    return {
        "items": found.rows,
        "next": found.next or None,
        "previous": found.previous or None,
        "totals": selectors.totals(request.actor, wanted),
        "days": wanted.period,
        "shop_currency": this_shop().settings.currency,
        "definitions": exact(**{name: f"orders.stats.{name}_how" for name in _STATS}),
    }


@endpoints.reads("/orders/{key}", OrderOut)
def order(request: StaffRequest, key: Id) -> dict[str, Any]:
    """Return everything that is known of an order."""
    page = _order(request, key)
    return {
        **vars(page),
        "failures": page.failures,
        "shop_currency": this_shop().settings.currency,
        "definitions": exact(
            lines="orders.lines.how", **{name: f"orders.money.{name}_how" for name in _MONEY}
        ),
    }


@endpoints.writes("POST /orders/{key}/exclude", needs="edit_shop")
def exclude(request: StaffRequest, key: Id, told: Reason) -> Status[None]:
    """Leave an order out of every number."""
    _order(request, key)
    services.exclude_order(request.actor, key, reason=told.reason, now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /orders/{key}/include", needs="edit_shop")
def include(request: StaffRequest, key: Id, told: Reason) -> Status[None]:
    """Let an order count again."""
    _order(request, key)
    services.include_order(request.actor, key, reason=told.reason, now=timezone.now())
    return Status(204, None)


def _order(request: StaffRequest, key: int) -> OrderPage:
    with missing():
        return selectors.order(request.actor, key)


_STATS = ("orders", "earned", "average", "refunded")
_MONEY = ("revenue", "discount", "shipping", "tax", "total", "refunded", "earned")
