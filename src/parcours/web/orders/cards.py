"""What the page of an order says."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from parcours.charts.formats import UNKNOWN
from parcours.commerce.selectors import Moment as Told
from parcours.commerce.selectors import OrderLine, OrderPage, Totals
from parcours.web.design import formats
from parcours.web.design.books import language, say
from parcours.web.design.components import (
    Badge,
    Column,
    Component,
    Definition,
    Empty,
    Moment,
    Row,
    Stat,
    Table,
    Timeline,
)
from parcours.web.explore.events import event_title
from parcours.web.orders.table import nth_of
from parcours.web.people.happenings import ICONS, kind_of, microseconds
from parcours.web.people.names import channel_title, payment_title
from parcours.words.bidi import apart


def stats(totals: Totals) -> list[Stat]:
    """Return the sums of everything that is asked for."""
    shown = formats.now()
    told = {
        "orders": shown.count(totals.orders),
        "earned": shown.money(totals.earned),
        "average": shown.money(totals.average),
        "refunded": shown.money(totals.refunded),
    }
    notes = {"earned": say("orders.stats.counting", count=totals.counting)}
    if totals.unpriced:
        notes["average"] = say("orders.stats.unpriced", count=totals.unpriced)
    return [
        Stat(
            say(f"orders.stats.{name}"),
            value,
            Definition(say(f"orders.stats.{name}_how")),
            notes.get(name, ""),
        )
        for name, value in told.items()
    ]


def money(page: OrderPage) -> list[tuple[str, str, str]]:
    """Return what the order's amount consists of: name, amount, and what it means."""
    paid, own = formats.now(page.row.currency), formats.now()
    told = {
        "revenue": paid.money(page.revenue),
        "discount": paid.money(page.discount),
        "shipping": paid.money(page.shipping),
        "tax": paid.money(page.tax),
        "total": paid.money(page.row.total),
        "refunded": paid.money(page.refunded),
        "earned": own.money(page.row.earned),
    }
    return [
        (say(f"orders.money.{name}"), value, say(f"orders.money.{name}_how")) for name, value in told.items()
    ]


def facts(page: OrderPage) -> list[tuple[str, str]]:
    """Return how it was ordered, paid and delivered; what is not known is left out."""
    row = page.row
    delivered = next((each.at for each in page.delivery if each.event == "Order Delivered"), None)
    promised = next((each.promised_at for each in reversed(page.timeline) if each.promised_at), None)
    told = {
        "nth": nth_of(row),
        "buyer": say(f"orders.answers.buyer.{row.buyer}") if row.buyer else "",
        "channel": channel_title(row.channel) if row.channel else "",
        "campaign": page.campaign,
        "coupon": row.coupon,
        "country": row.country,
        "payment_method": payment_title(row.payment_method) if row.payment_method else "",
        "failures": formats.now().count(page.failures) if page.failures else "",
        "carrier": row.carrier,
        "promised": formats.day(promised) if promised else "",
        "delivered": formats.day(delivered) if delivered else "",
        "punctual": say(f"orders.answers.punctual.{row.punctual}") if row.punctual else "",
    }
    return [(say(f"orders.facts.{name}"), value) for name, value in told.items() if value]


def lines(page: OrderPage) -> Table:
    """Return what was ordered."""
    names = ("product", "variant", "pieces", "price", "discount", "earned", "returned", "margin")
    numbers = names[2:]
    columns = tuple(
        Column(say(f"orders.lines.{name}"), "number" if name in numbers else "text") for name in names
    )
    nothing = Empty(say("orders.lines.none"), say("orders.lines.none_text"), icon="bag")
    rows = [_line(line, page.row.currency) for line in page.lines]
    return Table(say("orders.lines.title"), columns, rows, nothing)


def timeline(page: OrderPage) -> Timeline:
    """Return what was told of the order, the latest first."""
    return Timeline([_moment(told) for told in reversed(page.timeline)])


def _line(line: OrderLine, currency: str) -> Row:
    paid, own = formats.now(currency), formats.now()
    cells = (
        line.name or line.product_id,
        line.variant or line.sku or UNKNOWN,
        own.number(line.pieces),
        paid.money(line.price),
        paid.money(line.discount),
        own.money(line.earned),
        own.number(line.returned),
        own.money(line.margin),
    )
    return Row(cells, product_address(line.product_id))


def product_address(product_id: str) -> str:
    """Return the page of a product; nothing for an id that no address can hold."""
    try:
        return reverse("products:product", args=[product_id])
    except NoReverseMatch:
        return ""


def _moment(told: Told) -> Moment:
    pieces = [told.carrier]
    if told.method:
        pieces.append(payment_title(told.method))
    if told.promised_at:
        pieces.append(say("orders.promised", day=formats.now().day(microseconds(told.promised_at))))
    return Moment(
        at=told.at,
        title=event_title(told.event),
        text=" · ".join(apart(piece, language()) for piece in pieces if piece),
        icon=ICONS[kind_of(told.event)],
        marks=tuple(_marks(told)),
    )


def _marks(told: Told) -> Iterator[Component]:
    if told.amount is not None:
        yield Badge(formats.now(told.currency).money(told.amount))
    yield Badge(say(f"orders.trust.{told.trust}"))
