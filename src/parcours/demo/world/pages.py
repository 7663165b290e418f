"""The addresses of the shop's pages."""

from __future__ import annotations

from parcours.demo.words import Language
from parcours.demo.world.catalogue import Category, Product
from parcours.demo.world.checkout import Step

HOST = "tilia.example"


def home(language: Language) -> str:
    """Return the path of the home page."""
    return f"/{language}/"


def category(language: Language, category: Category) -> str:
    """Return the path of a category's page."""
    return f"/{language}/c/{category.slug}/"


def product(language: Language, product: Product) -> str:
    """Return the path of a product's page.

    >>> from parcours.demo.world.catalogue import PRODUCTS
    >>> product("fr", PRODUCTS[0])
    '/fr/p/linen-shirt-alba-chalk/'
    """
    return f"/{language}/p/{product.slug}/"


def post(language: Language, slug: str) -> str:
    """Return the path of a post of the journal."""
    return f"/{language}/journal/{slug}/"


def search(language: Language) -> str:
    """Return the path of the search; the query is no part of it."""
    return f"/{language}/search/"


def comparison(language: Language) -> str:
    """Return the path of the table that compares products."""
    return f"/{language}/compare/"


def cart(language: Language) -> str:
    """Return the path of the cart."""
    return f"/{language}/cart/"


def checkout(language: Language, step: Step) -> str:
    """Return the path of a step of the checkout."""
    return f"/{language}/checkout/{step}/"


def account(language: Language) -> str:
    """Return the path of the account."""
    return f"/{language}/account/"
