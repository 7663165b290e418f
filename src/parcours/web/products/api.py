"""Products, coupons and ad spend over the API."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import File, Query, Status, UploadedFile

from parcours.commerce import selectors, services
from parcours.commerce.selectors import Period, ProductPage, ProductRow, Sales
from parcours.commerce.services import Imported, Spend
from parcours.journeys.confidence import wilson
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.asking import Days
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import LongText, exact
from parcours.web.api.refusals import missing
from parcours.web.design.formats import here
from parcours.web.design.place import this_shop
from parcours.web.explore import journeys, screen
from parcours.web.products.shapes import (
    CouponNote,
    CouponNotesOut,
    CouponsOut,
    CouponsQuery,
    ImportedOut,
    ProductChange,
    ProductOut,
    ProductsPage,
    ProductsQuery,
    SpendPage,
    SpendRows,
)
from parcours.web.products.views.files import taken_in

endpoints = Endpoints("products")


@endpoints.reads("/products", ProductsPage)
def products(request: StaffRequest, asked: Query[ProductsQuery]) -> dict[str, Any]:
    """List products with what customers did with them."""
    days = _days(asked)
    found = selectors.products(
        request.actor,
        period=days,
        search=asked.search.strip(),
        category=asked.category,
        archived=asked.archived,
        by=asked.sort.lstrip("-"),  # type: ignore[arg-type]  # one of SORTS
        descending=asked.sort.startswith("-"),
        start=asked.cursor,
        size=asked.limit,
    )
    following = asked.cursor + asked.limit
    return {
        "items": [_product(row) for row in found.rows],
        "total": found.all,
        "next": following if following < found.all else None,
        **_told(days, "columns"),
    }


@endpoints.reads("/products/{path:product_id}", ProductOut)
def product(request: StaffRequest, product_id: LongText, asked: Query[Days]) -> dict[str, Any]:
    """Return a product with its days and variants."""
    days = _days(asked)
    page = _found(request, product_id, days)
    return {
        "product": _product(page.row),
        "url": page.url,
        "costs": [{"since": since, "cost": cost} for since, cost in page.costs],
        "by_day": [{"day": day, "sales": _sales(sales)} for day, sales in page.days],
        "variants": page.variants,
        **_told(days, "columns"),
        "definitions": exact(**{name: f"products.stats.{name}_how" for name in _STATS}),
    }


@endpoints.writes("PATCH /products/{path:product_id}", needs="edit_shop")
def change(request: StaffRequest, product_id: LongText, told: ProductChange) -> Status[None]:
    """Say what a product is called, where it belongs, what it costs, how many are left."""
    _found(request, product_id, None)
    now, said = timezone.now(), told.model_dump(exclude_none=True)
    cost = said.pop("cost", None)
    if said:
        services.set_product(request.actor, product_id, now=now, **said)
    if cost is not None:
        services.set_cost(request.actor, product_id, cost, since=here(now).date(), now=now)
    return Status(204, None)


@endpoints.writes("POST /product-lists", ImportedOut, needs="import")
def import_products(request: StaffRequest, file: File[UploadedFile]) -> Imported:
    """Take in a list of products (CSV); the same file again changes nothing."""
    return taken_in(request.actor, "products", file)


@endpoints.reads("/coupons", CouponsOut)
def coupons(request: StaffRequest, asked: Query[CouponsQuery]) -> dict[str, Any]:
    """List the coupons that were used most."""
    days = _days(asked)
    found = selectors.coupons(request.actor, period=days, search=asked.search.strip())
    return {"items": found, **_told(days, "coupons")}


@endpoints.reads("/coupon-notes", CouponNotesOut)
def coupon_notes(request: StaffRequest) -> dict[str, Any]:
    """List what coupons are for."""
    return {"items": selectors.coupon_notes(request.actor)}


@endpoints.writes("POST /coupon-notes", needs="edit_shop")
def note_coupon(request: StaffRequest, told: CouponNote) -> Status[None]:
    """Say what a coupon is for, or nothing any more."""
    services.note_coupon(request.actor, told.code, told.note, now=timezone.now())
    return Status(204, None)


@endpoints.reads("/spend", SpendPage)
def spend(request: StaffRequest, asked: Query[Days]) -> dict[str, Any]:
    """List what advertising cost and brought, by month and channel."""
    days = _days(asked)
    return {"items": selectors.spend(request.actor, period=days), **_told(days, "spend")}


@endpoints.writes("POST /spend", needs="edit_shop")
def record_spend(request: StaffRequest, told: SpendRows) -> Status[None]:
    """Keep what advertising cost."""
    spent = [Spend(**row.model_dump()) for row in told.rows]
    services.record_spend(request.actor, spent, now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /spend-lists", ImportedOut, needs="import")
def import_spend(request: StaffRequest, file: File[UploadedFile]) -> Imported:
    """Take in what advertising cost by day (CSV)."""
    return taken_in(request.actor, "spend", file)


def _days(asked: Days) -> Period:
    period = screen.told(asked.words(), journeys.opened(), patience=0).period
    return Period(period.first, period.last)


def _told(days: Period, what: str) -> dict[str, Any]:
    currency = this_shop().settings.currency
    return {"days": days, "currency": currency, "definitions": exact(items=f"products.{what}_how")}


def _found(request: StaffRequest, product_id: str, days: Period | None) -> ProductPage:
    with missing():
        return selectors.product(request.actor, product_id, period=days)


def _product(row: ProductRow) -> dict[str, Any]:
    return {**vars(row), "sales": _sales(row.sales)}


def _sales(sales: Sales) -> dict[str, Any]:
    bounds = wilson(sales.returned_orders, sales.orders) if sales.orders else (None, None)
    returns = {"n": sales.orders, "value": sales.return_rate, "low": bounds[0], "high": bounds[1]}
    rates = {name: getattr(sales, name) for name in _RATES}
    return {**vars(sales), **rates, "return_rate": returns}


_RATES = ("margin", "view_to_cart", "cart_to_order", "view_to_order")
_STATS = ("views", "carts", "orders", "earned", "view_to_order", "return_rate", "margin")
