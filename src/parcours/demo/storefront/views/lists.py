"""Wish list and comparison."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from parcours.demo.storefront import shelf
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.links import way_back
from parcours.demo.storefront.listing import cards, stock_of
from parcours.demo.storefront.visit import MOST_COMPARED
from parcours.demo.world.catalogue import Product

_IDEAS = 4


def wishes(desk: Desk) -> HttpResponse:
    """Show what somebody wishes for."""
    wished = cards(desk, shelf.by_ids(desk.visit.wishes))
    return desk.page("wishes", cards=wished, sellers=cards(desk, shelf.best_sellers()[:_IDEAS]))


def change_wishes(desk: Desk) -> HttpResponse:
    """Note a product, or forget it."""
    product = _sent(desk)
    if desk.posted and product:
        desk.keep(lambda visit: visit.toggled_wish(product.product_id))
    return HttpResponseRedirect(way_back(desk.sent.get("next", ""), desk.url("wishes")))


def compare(desk: Desk) -> HttpResponse:
    """Show up to four products side by side."""
    products, stock = shelf.by_ids(desk.visit.compared), stock_of(desk)
    details = max((len(product.details) for product in products), default=0)
    rows = [
        [product.details[place] if place < len(product.details) else None for product in products]
        for place in range(details)
    ]
    return desk.page(
        "compare",
        cards=cards(desk, products),
        sizes=[[variant for variant in product.variants if stock(variant.sku)] for product in products],
        rows=rows,
        most=MOST_COMPARED,
        sellers=cards(desk, shelf.best_sellers()[:_IDEAS]),
    )


def change_comparison(desk: Desk) -> HttpResponse:
    """Compare a product, or no longer."""
    product = _sent(desk)
    if desk.posted and product:
        desk.keep(lambda visit: visit.toggled_comparison(product.product_id))
    return HttpResponseRedirect(way_back(desk.sent.get("next", ""), desk.url("compare")))


def _sent(desk: Desk) -> Product | None:
    return shelf.by_id(desk.sent.get("product", ""))
