"""Lists of products as they are shown: cards, what they can be narrowed by, pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from parcours.demo.storefront import filters, shelf
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.prices import price_on
from parcours.demo.storefront.reviews import rating
from parcours.demo.world.catalogue import Product
from parcours.demo.world.colours import Colour
from parcours.demo.world.stock import left_of

_SOLD_OUT_MODELS = 8


@dataclass(frozen=True)
class Card:
    """A product in a list; ``position`` counts from 1."""

    product: Product
    position: int
    colours: tuple[Colour, ...]
    rating: tuple[float, int] | None
    price: int
    available: bool
    compared: bool
    wished: bool


def stock_of(desk: Desk) -> Callable[[str], int]:
    """Return how many there are of a variant, as far as this visitor can see."""
    if "stock_out" not in desk.faults:
        return left_of
    gone = {product.model for product in shelf.best_sellers()[:_SOLD_OUT_MODELS]}

    def stock(sku: str) -> int:
        found = shelf.by_sku(sku)
        return 0 if found and found[0].model in gone else left_of(sku)

    return stock


def cards(desk: Desk, products: tuple[Product, ...], first: int = 1) -> list[Card]:
    """Return products as cards."""
    stock = stock_of(desk)
    return [_card(desk, each, place, stock) for place, each in enumerate(products, first)]


def _card(desk: Desk, product: Product, position: int, stock: Callable[[str], int]) -> Card:
    return Card(
        product=product,
        position=position,
        colours=tuple(shelf.colour_of(each) for each in shelf.colours_of_model(product.model)),
        rating=rating(product),
        price=price_on(product, desk.today),
        available=any(stock(variant.sku) for variant in product.variants),
        compared=product.product_id in desk.visit.compared,
        wished=product.product_id in desk.visit.wishes,
    )


def listing(desk: Desk, products: tuple[Product, ...]) -> dict[str, Any]:
    """Return what a page of products shows: cards, and the form that narrows them."""
    wanted = filters.wanted(desk.request.GET)
    fitting = filters.narrowed(products, wanted, stock_of(desk))
    shown, pages = filters.page_of(fitting, wanted.page)
    page = min(wanted.page, pages)
    return {
        "cards": cards(desk, shown, first=1 + (page - 1) * filters.PAGE),
        "count": len(fitting),
        "wanted": wanted,
        "colour_options": filters.colour_options(products, wanted, desk.language),
        "size_options": filters.size_options(products, wanted, desk.language),
        "price_options": [(filters.price_code(ends), *ends, wanted.price == ends) for ends in filters.PRICES],
        "sort_options": [(code, says, code == wanted.sort) for code, says in filters.SORTS.items()],
        "pages": [(number, _with_page(desk, number), number == page) for number in range(1, pages + 1)],
    }


def _with_page(desk: Desk, number: int) -> str:
    query = desk.request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
