"""Products, coupons and ad spend as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from parcours.charts.formats import UNKNOWN
from parcours.commerce.selectors import CouponRow, ProductRow, Products, Sales, SpendRow, Variant
from parcours.journeys.confidence import wilson
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Badge, Column, Empty, LinkButton, Pager, Row, Table
from parcours.web.design.components.tables import Cell
from parcours.web.people.names import channel_title

PAGE = 50
_NUMBERS = ("views", "carts", "orders", "earned", "return_rate", "stock", "margin")
SORTS = ("name", *_NUMBERS)


def products_table(found: Products, sort: str, start: int, *, asked: bool) -> Table:
    """Return a page of products."""
    columns = (
        Column(say("products.columns.name"), "text", "name"),
        *(Column(say(f"products.columns.{name}"), "number", name) for name in _NUMBERS),
    )
    pager = Pager(
        next=str(start + PAGE) if start + PAGE < found.all else "",
        previous=str(max(start - PAGE, 0)) if start else "",
    )
    rows = [_product(row) for row in found.rows]
    return Table(say("products.nav"), columns, rows, _nothing(asked=asked), sort, pager)


def coupons_table(found: Sequence[CouponRow]) -> Table:
    """Return the coupons that were used most."""
    numbers = ("orders", "earned", "discount")
    columns = (
        Column(say("products.coupons.code")),
        *(Column(say(f"products.coupons.{name}"), "number") for name in numbers),
        Column(say("products.notes.note")),
    )
    own = formats.now()
    rows = [
        Row(
            (each.code, own.count(each.orders), own.money(each.earned), own.money(each.discount), each.note),
            f"{reverse('orders:home')}?coupon={each.code}" if each.code.isalnum() else "",
        )
        for each in found
    ]
    nothing = Empty(say("products.coupons.none"), say("products.coupons.none_text"), icon="tag")
    return Table(say("products.tabs.coupons"), columns, rows, nothing)


def spend_table(found: Sequence[SpendRow]) -> Table:
    """Return what advertising cost and brought, the latest month first."""
    numbers = ("amount", "clicks", "orders", "earned", "new_customers", "acquisition", "return_on")
    columns = (
        Column(say("products.spend.channel")),
        Column(say("products.spend.month")),
        *(Column(say(f"products.spend.{name}"), "number") for name in numbers),
    )
    nothing = Empty(say("products.spend.none"), say("products.spend.none_text"), icon="tag")
    latest = sorted(found, key=lambda row: (row.month, row.amount, row.earned), reverse=True)
    return Table(say("products.tabs.spend"), columns, [_spend(row) for row in latest], nothing)


def variants_table(found: Sequence[Variant]) -> Table:
    """Return the variants of a product with what was sold of each."""
    numbers = ("orders", "pieces", "returned", "earned")
    columns = (
        Column(say("products.variants.name")),
        *(Column(say(f"products.variants.{name}"), "number") for name in numbers),
    )
    own = formats.now()
    rows = [
        Row(
            (
                each.name or each.sku or UNKNOWN,
                own.count(each.orders),
                own.number(each.pieces),
                own.number(each.returned),
                own.money(each.earned),
            )
        )
        for each in found
    ]
    nothing = Empty(say("products.variants.none"), say("products.variants.none_text"), icon="tag")
    return Table(say("products.variants.title"), columns, rows, nothing)


def title_of(row: ProductRow) -> str:
    """Return what a product is called; its id where nobody said."""
    return row.name or row.product_id


def return_interval(sales: Sales) -> str:
    """Return between what chance alone could put the share of returns."""
    if not sales.orders:
        return ""
    low, high = (round(bound, 6) for bound in wilson(sales.returned_orders, sales.orders))
    return say("explore.interval", low=formats.now().share(low), high=formats.now().share(high))


def _product(row: ProductRow) -> Row:
    own, sales = formats.now(), row.sales
    returns = own.share(sales.return_rate)
    if sales.orders:
        returns = say("products.returns", share=returns, interval=return_interval(sales), n=sales.orders)
    return Row(
        (
            title_of(row),
            own.count(sales.views),
            own.count(sales.carts),
            own.count(sales.orders),
            own.money(sales.earned),
            returns,
            _stock(row.stock),
            own.money(sales.margin),
        ),
        reverse("products:product", args=[row.product_id]),
    )


def _stock(stock: int | None) -> Cell:
    return Badge(say("products.sold_out"), "danger") if stock == 0 else formats.now().count(stock)


def _spend(row: SpendRow) -> Row:
    own = formats.now()
    return Row(
        (
            channel_title(row.channel),
            formats.month(date.fromisoformat(f"{row.month}-01")),
            own.money(row.amount),
            own.count(row.clicks),
            own.count(row.orders),
            own.money(row.earned),
            own.count(row.new_customers),
            own.money(row.cost_of_acquisition),
            own.number(None if row.return_on_spend is None else round(row.return_on_spend, 2)),
        )
    )


def _nothing(*, asked: bool) -> Empty:
    if asked:
        everything = LinkButton(say("products.nothing.all"), reverse("products:home"), icon="close")
        return Empty(say("products.nothing.title"), say("products.nothing.filtered"), everything, "tag")
    take_in = LinkButton(say("products.files.products"), reverse("products:import", args=["products"]))
    return Empty(say("products.nothing.title"), say("products.nothing.text"), take_in, "tag")
