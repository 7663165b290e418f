"""The catalogue as the shop's pages need it: by address, by variant, by what sells."""

from __future__ import annotations

from functools import cache

from parcours.demo.world.catalogue import CATEGORIES, PRODUCTS, Category, Product, Variant
from parcours.demo.world.colours import Colour, colour

_BY_SLUG = {product.slug: product for product in PRODUCTS}
_BY_ID = {product.product_id: product for product in PRODUCTS}
_BY_SKU = {variant.sku: (product, variant) for product in PRODUCTS for variant in product.variants}
_CATEGORY_BY_SLUG = {category.slug: category for category in CATEGORIES}
_CATEGORY_BY_CODE = {category.code: category for category in CATEGORIES}
LOW = 3


def by_slug(slug: str) -> Product | None:
    """Return the product of an address."""
    return _BY_SLUG.get(slug)


def by_id(product_id: str) -> Product | None:
    """Return a product."""
    return _BY_ID.get(product_id)


def by_ids(ids: tuple[str, ...]) -> tuple[Product, ...]:
    """Return the products that there are."""
    return tuple(_BY_ID[each] for each in ids if each in _BY_ID)


def by_sku(sku: str) -> tuple[Product, Variant] | None:
    """Return a variant and its product."""
    return _BY_SKU.get(sku)


def category_by_slug(slug: str) -> Category | None:
    """Return the category of an address."""
    return _CATEGORY_BY_SLUG.get(slug)


def category_of(product: Product) -> Category:
    """Return a product's category."""
    return _CATEGORY_BY_CODE[product.category]


def colour_of(product: Product) -> Colour:
    """Return a product's colour."""
    return colour(product.colour)


@cache
def best_sellers(category: str = "") -> tuple[Product, ...]:
    """Return one colour of each model, the most looked at first."""
    found: dict[str, Product] = {}
    for product in sorted(PRODUCTS, key=lambda product: -product.popularity):
        if category in ("", product.category):
            found.setdefault(product.model, product)
    return tuple(found.values())


@cache
def colours_of_model(model: str) -> tuple[Product, ...]:
    """Return a model in all its colours."""
    return tuple(product for product in PRODUCTS if product.model == model)


def related(product: Product, count: int) -> tuple[Product, ...]:
    """Return what goes with a product: its colour elsewhere in the shop, then what sells beside it."""
    matching = [each for each in best_sellers() if each.category != product.category]
    matching.sort(key=lambda each: each.colour != product.colour)
    beside = [each for each in best_sellers(product.category) if each.model != product.model]
    half = count // 2
    return tuple((beside[:half] + matching)[:count])
