"""Drawn pictures of the products: SVG without text, scripts or anything from elsewhere."""

from __future__ import annotations

from parcours.demo.world.catalogue import Product, by_category, model
from parcours.demo.world.colours import colour
from parcours.demo.world.pictures.details import detail
from parcours.demo.world.pictures.kinds import KINDS
from parcours.demo.world.pictures.paint import Paint
from parcours.demo.world.pictures.rooms import room
from parcours.demo.world.pictures.sheet import backdrop, bare_wall, sheet


def picture(product: Product, view: int = 0) -> str:
    """Return a picture of a product: 0 front, 1 detail, 2 in a room."""
    kind = KINDS[model(product.model).kind]
    paint = Paint(f"t{int(product.product_id[-4:])}{view}", colour(product.colour))
    if view == 1:
        return sheet(paint, detail(paint, kind.stuff))
    if view == 2:
        return sheet(paint, room(paint, kind.place, kind.draw(paint)))
    return sheet(paint, bare_wall(paint) if kind.hangs else backdrop(paint), kind.draw(paint))


def category_picture(category: str) -> str:
    """Return a picture of a category: its first product, in a room."""
    return picture(by_category(category)[0], view=2)
