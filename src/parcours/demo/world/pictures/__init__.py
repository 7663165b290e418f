"""Drawn pictures of the products: SVG without text, scripts or anything from elsewhere."""

from __future__ import annotations

from parcours.demo.world.catalogue import Product, by_category
from parcours.demo.world.colours import colour


def picture(product: Product, view: int = 0) -> str:
    """Return a picture of a product: 0 front, 1 detail, 2 in a room."""
    return _plain(colour(product.colour).hex, view)


def category_picture(category: str) -> str:
    """Return a picture of a category."""
    return picture(by_category(category)[0], 2)


def _plain(fill: str, view: int) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><path fill="#f5f1ea" d="M0 0h400v400H0z"/>'
        f'<circle cx="200" cy="200" r="{90 + 30 * view}" fill="{fill}"/></svg>'
    )
