"""Orders as rows: on a page, and in a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from parcours.charts.formats import UNKNOWN
from parcours.commerce.selectors import OrderRow
from parcours.state.paging import Page
from parcours.touchpoints import digits
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Badge, Column, Empty, LinkButton, Pager, Row, Table, Tone
from parcours.web.design.place import this_shop
from parcours.web.people.names import channel_title, payment_title

FIELDS = (
    "number", "placed_at", "status", "nth", "total", "currency", "earned", "shop_currency", "pieces",
    "coupon", "channel", "country", "payment_method", "carrier", "buyer", "punctual", "excluded",
    "profile_id",
)  # fmt: skip
"""What a file tells of each order."""

_TONES: dict[str, Tone] = {
    "placed": "info",
    "paid": "info",
    "shipped": "info",
    "delivered": "good",
    "partly_returned": "warn",
    "refunded": "warn",
    "unpaid": "danger",
}


def orders_table(orders: Page[OrderRow], *, asked: bool) -> Table:
    """Return a page of orders."""
    columns = (
        Column(say("orders.columns.order")),
        Column(say("orders.columns.placed")),
        Column(say("orders.columns.status")),
        Column(say("orders.columns.total"), "number"),
        Column(say("orders.columns.earned"), "number"),
        Column(say("orders.columns.nth")),
        Column(say("orders.columns.channel")),
        Column(say("orders.columns.country")),
        Column(say("orders.columns.payment_method")),
    )
    rows, pager = orders.of(_row).rows, Pager(orders.next, orders.previous)
    return Table(say("orders.nav"), columns, rows, _nothing(asked=asked), pager=pager)


def number_of(order: OrderRow) -> str:
    """Return the number of an order; ours where the shop gave none."""
    return order.number or say("orders.unnumbered", number=str(order.key))


def standing(order: OrderRow) -> Badge:
    """Return how an order stands; that it is left out matters more."""
    if order.excluded:
        return Badge(say("orders.left_out"), "warn")
    return Badge(say(f"orders.statuses.{order.status}"), _TONES.get(order.status, "plain"))


def nth_of(order: OrderRow) -> str:
    """Return which order of its customer it is; an order that does not count is none."""
    return say("orders.nth_is", n=order.nth) if order.nth else UNKNOWN


def as_values(order: OrderRow) -> Iterator[object]:
    """Yield what a file tells of an order; money in units of its currency."""
    own = this_shop().settings.currency
    money = {
        "total": _units(order.total, order.currency or own),
        "earned": _units(order.earned, own),
        "shop_currency": own,
    }
    for field in FIELDS:
        yield money[field] if field in money else getattr(order, field)


def _units(minor: int | None, currency: str) -> str:
    return "" if minor is None else f"{minor / 10 ** digits(currency):.{digits(currency)}f}"


def _row(order: OrderRow) -> Row:
    return Row(
        (
            number_of(order),
            formats.day(order.placed_at),
            standing(order),
            formats.now(order.currency).money(order.total),
            formats.now().money(order.earned),
            nth_of(order),
            channel_title(order.channel),
            order.country or UNKNOWN,
            payment_title(order.payment_method),
        ),
        reverse("orders:order", args=[order.key]),
    )


def _nothing(*, asked: bool) -> Empty:
    if asked:
        everything = LinkButton(say("orders.nothing.all"), reverse("orders:home"), icon="close")
        return Empty(say("orders.nothing.title"), say("orders.nothing.filtered"), everything, "bag")
    return Empty(say("orders.nothing.title"), say("orders.nothing.text"), icon="bag")
