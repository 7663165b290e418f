"""The catalogue: every model in every colour, as the shop sells it.

Examples
--------
>>> PRODUCTS[0].name.of("fr")
'Chemise en lin Alba, craie'
>>> product("TIL-0001") is PRODUCTS[0]
True
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parcours.demo.words import Text
from parcours.demo.world.colours import Colour, colour
from parcours.demo.world.products import (
    bags,
    bed,
    candles,
    cushions,
    dresses,
    gifts,
    lamps,
    planters,
    shirts,
    table,
    tea,
    teapots,
    trousers,
)
from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

_SECOND_CHOICE, _FASHION = 0.8, 1.4
"""How fast the colours of a model become rarer (the n-th by n to this power), and how far the shop's
favourites run away from the rest: together they give a long tail."""


@dataclass(frozen=True)
class Variant:
    """A size of a product; what comes in one size has one variant."""

    sku: str
    label: Text


@dataclass(frozen=True)
class Category:
    """A shelf of the shop."""

    code: str
    name: Text
    slug: str


@dataclass(frozen=True)
class Product:
    """A model in a colour. Price (tax included) and cost (without) are in cents of a euro.

    ``popularity`` is a weight in browsing; ``launched`` the days before the end of the simulated time, 0
    for what was always there.
    """

    product_id: str
    slug: str
    category: str
    model: str
    colour: str
    name: Text
    description: Text
    details: tuple[Text, ...]
    price: int
    cost: int
    variants: tuple[Variant, ...]
    popularity: float
    launched: int
    gift: bool


_SHELVES: tuple[tuple[Category, tuple[Model, ...]], ...] = (
    (
        Category("shirts", typeset("Linen shirts", "Chemises en lin", "חולצות פשתן"), "linen-shirts"),
        shirts.MODELS,
    ),
    (
        Category("dresses", typeset("Linen dresses", "Robes en lin", "שמלות פשתן"), "linen-dresses"),
        dresses.MODELS,
    ),
    (
        Category("trousers", typeset("Linen trousers", "Pantalons en lin", "מכנסי פשתן"), "linen-trousers"),
        trousers.MODELS,
    ),
    (Category("bed", typeset("Bed linen", "Linge de lit", "מצעים"), "bed-linen"), bed.MODELS),
    (
        Category(
            "table", typeset("Table and kitchen", "Table et cuisine", "שולחן ומטבח"), "table-and-kitchen"
        ),
        table.MODELS,
    ),
    (Category("tea", typeset("Tea", "Thés et infusions", "תה וחליטות"), "tea"), tea.MODELS),
    (
        Category(
            "teapots",
            typeset("Teapots and cups", "Théières et tasses", "קומקומים וספלים"),
            "teapots-and-cups",
        ),
        teapots.MODELS,
    ),
    (Category("candles", typeset("Candles", "Bougies", "נרות"), "candles"), candles.MODELS),
    (Category("lamps", typeset("Lamps", "Lampes", "מנורות"), "lamps"), lamps.MODELS),
    (Category("bags", typeset("Bags", "Sacs", "תיקים"), "bags"), bags.MODELS),
    (
        Category(
            "cushions",
            typeset("Cushions and throws", "Coussins et plaids", "כריות וכיסויים"),
            "cushions-and-throws",
        ),
        cushions.MODELS,
    ),
    (Category("planters", typeset("Plant pots", "Cache-pots", "עציצים"), "plant-pots"), planters.MODELS),
    (Category("gifts", typeset("Gifts", "Cadeaux", "מתנות"), "gifts"), gifts.MODELS),
)

CATEGORIES: tuple[Category, ...] = tuple(category for category, _ in _SHELVES)
MODELS: tuple[Model, ...] = tuple(model for _, models in _SHELVES for model in models)


def product(product_id: str) -> Product:
    """Return a product by its id."""
    return _BY_ID[product_id]


def by_category(code: str) -> tuple[Product, ...]:
    """Return the products of a category, in the order of the shop."""
    return tuple(each for each in PRODUCTS if each.category == code)


def model(code: str) -> Model:
    """Return a model by its code."""
    return _MODEL_BY_CODE[code]


def _products() -> Iterator[Product]:
    number = 0
    for category, models in _SHELVES:
        for each in models:
            for rank, code in enumerate(each.colours, 1):
                number += 1
                yield _product(f"TIL-{number:04}", category.code, each, rank, colour(code))


def _product(product_id: str, category: str, model: Model, rank: int, dye: Colour) -> Product:
    alone = len(model.colours) == 1
    return Product(
        product_id=product_id,
        slug=model.slug if alone else f"{model.slug}-{dye.code}",
        category=category,
        model=model.code,
        colour=dye.code,
        name=model.name if alone else _join(model.name, ", ", dye.name),
        description=model.description if alone else _join(model.description, " ", dye.note),
        details=model.details,
        price=model.price,
        cost=model.cost,
        variants=tuple(_variant(model, dye, size, label) for size, label in model.sizes),
        popularity=(model.popularity * rank**-_SECOND_CHOICE) ** _FASHION,
        launched=model.launched,
        gift=model.gift,
    )


def _variant(model: Model, dye: Colour, size: str, label: Text) -> Variant:
    return Variant(f"{model.code}-{dye.code}-{size}".upper(), label)


def _join(first: Text, between: str, second: Text) -> Text:
    return Text(
        first.en + between + second.en, first.fr + between + second.fr, first.he + between + second.he
    )


_MODEL_BY_CODE = {each.code: each for each in MODELS}
PRODUCTS: tuple[Product, ...] = tuple(_products())
_BY_ID = {each.product_id: each for each in PRODUCTS}
MISLEADING = "lune"
"""The model whose size is told misleadingly."""
