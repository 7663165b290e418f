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


def logo() -> str:
    """Return the shop's mark, a leaf of the linden and its fruit, in the colour of the text around it."""
    left = "M30.6 49C18 52 8 43 9 30C10 19 22 15 30.6 3L30.6 17 22 24 30.6 22V32L17 36 30.6 38Z"
    right = "M33.4 49C46 52 56 43 55 30C54 19 42 15 33.4 3V22L42 24 33.4 27V38L47 36 33.4 42Z"
    stalk = '<path d="M32 46v15M32 53q8 1 10 6" fill="none" stroke="currentColor" stroke-width="2"/>'
    fruit = '<circle cx="43" cy="60" r="3" fill="currentColor"/>'
    drawn = f'<path fill="currentColor" d="{left}{right}"/>{stalk}{fruit}'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" aria-hidden="true">{drawn}</svg>'
