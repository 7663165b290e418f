"""What a shopper narrows a list of products by, read from the address of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from parcours.demo.world.catalogue import Product
from parcours.demo.world.colours import COLOURS, Colour

PRICES = ((0, 3_000), (3_000, 6_000), (6_000, 10_000), (10_000, 0))
"""Ranges in cents; 0 as the upper end is none."""
SORTS = {"popular": "sort.popular", "price": "sort.price", "price-down": "sort.price_down", "new": "sort.new"}
PAGE = 24

Products = tuple[Product, ...]
Stock = Callable[[str], int]


@dataclass(frozen=True)
class Wanted:
    """What has been chosen; an empty choice takes everything."""

    colours: frozenset[str]
    sizes: frozenset[str]
    price: tuple[int, int] | None
    in_stock: bool
    sort: str
    page: int

    @property
    def narrows(self) -> bool:
        """Whether anything has been chosen."""
        return bool(self.colours or self.sizes or self.price or self.in_stock)


@dataclass(frozen=True)
class Option:
    """One thing to choose, with how many products have it."""

    value: str
    label: str
    count: int
    chosen: bool
    colour: Colour | None = None


def wanted(query: Any) -> Wanted:
    """Read a query; what makes no sense counts as not chosen."""
    prices = {price_code(each): each for each in PRICES}
    sort, page = query.get("sort", ""), query.get("page", "")
    return Wanted(
        colours=frozenset(query.getlist("colour")),
        sizes=frozenset(query.getlist("size")),
        price=prices.get(query.get("price", "")),
        in_stock=query.get("stock") == "1",
        sort=sort if sort in SORTS else "popular",
        page=int(page) if page.isdigit() and int(page) else 1,
    )


def price_code(ends: tuple[int, int]) -> str:
    """Return how a range of prices is written in an address."""
    return f"{ends[0] // 100}-{ends[1] // 100 or ''}"


def narrowed(products: Iterable[Product], wanted: Wanted, stock: Stock) -> Products:
    """Return what fits, in the order that was asked for."""
    found = [each for each in products if _fits(each, wanted, stock)]
    orders: dict[str, Callable[[Product], float]] = {
        "price": lambda product: product.price,
        "price-down": lambda product: -product.price,
        "new": lambda product: product.launched or 10_000,
    }
    if key := orders.get(wanted.sort):
        found.sort(key=key)
    return tuple(found)


def _fits(product: Product, wanted: Wanted, stock: Stock) -> bool:
    least, most = wanted.price or (0, 0)
    return (
        (not wanted.colours or product.colour in wanted.colours)
        and (not wanted.sizes or any(each.label.en in wanted.sizes for each in product.variants))
        and least <= product.price
        and (not most or product.price < most)
        and (not wanted.in_stock or any(stock(each.sku) for each in product.variants))
    )


def colour_options(products: Products, wanted: Wanted, language: str) -> tuple[Option, ...]:
    """Return the colours among products."""
    counts = Counter(product.colour for product in products)
    return tuple(
        Option(each.code, getattr(each.name, language), counts[each.code], each.code in wanted.colours, each)
        for each in COLOURS
        if counts[each.code]
    )


def size_options(products: Products, wanted: Wanted, language: str) -> tuple[Option, ...]:
    """Return the sizes among products, as far as there is a choice."""
    labels = [
        variant.label for product in products for variant in product.variants if len(product.variants) > 1
    ]
    counts = Counter(label.en for label in labels)
    names = {label.en: getattr(label, language) for label in labels}
    return tuple(Option(value, names[value], count, value in wanted.sizes) for value, count in counts.items())


def page_of(products: Products, page: int) -> tuple[Products, int]:
    """Return the products of a page, and how many pages there are."""
    pages = max(1, -(-len(products) // PAGE))
    first = (min(page, pages) - 1) * PAGE
    return products[first : first + PAGE], pages


def shelf_order(products: Iterable[Product]) -> Products:
    """Return products as they are shown before anybody sorts: the most looked at of each model first."""
    return tuple(sorted(products, key=lambda product: (-product.popularity, product.product_id)))
