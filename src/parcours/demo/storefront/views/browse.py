"""Home, categories, search and products."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from parcours.demo.storefront import filters, shelf
from parcours.demo.storefront.delivery import promised
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.jsonld import product_data, trail_data
from parcours.demo.storefront.listing import cards, listing, stock_of
from parcours.demo.storefront.prices import price_on
from parcours.demo.storefront.reviews import rating, reviews
from parcours.demo.storefront.search import find, popular, suggestions
from parcours.demo.storefront.views.journal import window
from parcours.demo.world.calendar import CLOTHING
from parcours.demo.world.catalogue import CATEGORIES, Product, by_category
from parcours.demo.world.delivery import CARRIERS

_HOME, _RELATED, _FOUND_LESS = 8, 4, 4
_HERE = "FR"
"""The country whose delivery a product page promises: nobody has said yet where they live."""
_VIEWS = ("product.front", "product.detail", "product.room")


def home(desk: Desk) -> HttpResponse:
    """Show the shop's window."""
    sellers = cards(desk, shelf.best_sellers()[:_HOME])
    hero = shelf.best_sellers(CATEGORIES[0].code)[0]
    return desk.page(
        "home",
        sellers=sellers,
        hero=hero,
        hero_category=shelf.category_of(hero),
        posts=window(),
    )


def category(desk: Desk, slug: str) -> HttpResponse:
    """Show a shelf, narrowed and sorted by the address."""
    found = shelf.category_by_slug(slug)
    if found is None:
        raise Http404
    products = filters.shelf_order(by_category(found.code))
    trail = [(desk.say("nav.home"), desk.url("home")), (found.name.of(desk.language), desk.request.path)]
    return desk.page("category", category=found, trail_data=trail_data(trail), **listing(desk, products))


def search(desk: Desk) -> HttpResponse:
    """Show what was found, or what else there is."""
    query = desk.request.GET.get("q", "").strip()[:80]
    found = find(query, desk.language, knows_synonyms="empty_search" not in desk.faults)
    context = listing(desk, found) if found else {}
    if not found:
        context = {
            "suggestions": suggestions(query, desk.language),
            "popular": popular(desk.language),
            "sellers": cards(desk, shelf.best_sellers()[:_FOUND_LESS]),
        }
    return desk.page("search", query=query, found=len(found), **context)


def product(desk: Desk, slug: str) -> HttpResponse:
    """Show one product."""
    found = shelf.by_slug(slug)
    if found is None:
        raise Http404
    stock = stock_of(desk)
    sizes = [(variant, stock(variant.sku)) for variant in found.variants]
    price, available = price_on(found, desk.today), any(left for _, left in sizes)
    return desk.page(
        "product",
        product=found,
        price=price,
        category=shelf.category_of(found),
        colour=shelf.colour_of(found),
        sizes=sizes,
        available=available,
        low=shelf.LOW,
        first_size=next((variant.sku for variant, left in sizes if left), ""),
        views=_VIEWS,
        promised=promised(CARRIERS[0], _HERE, desk.now),
        colours=[(each, shelf.colour_of(each)) for each in shelf.colours_of_model(found.model)],
        reviews=reviews(found, desk.language),
        rating=rating(found),
        related=cards(desk, shelf.related(found, _RELATED)),
        has_sizes=found.category in CLOTHING and "misleading_size" not in desk.faults,
        **_data(desk, found, price=price, available=available),
    )


def _data(desk: Desk, product: Product, *, price: int, available: bool) -> dict[str, Any]:
    shelf_of, here = shelf.category_of(product), desk.request.path
    trail = [
        (desk.say("nav.home"), desk.url("home")),
        (shelf_of.name.of(desk.language), desk.url("category", slug=shelf_of.slug)),
        (product.name.of(desk.language), here),
    ]
    data = product_data(
        product,
        desk.language,
        address=here,
        price=price,
        available=available,
        rating=rating(product),
    )
    return {"product_data": data, "trail_data": trail_data(trail)}
