"""What things cost on a day: the sales of the shop's calendar."""

from __future__ import annotations

from datetime import date

from parcours.demo.world.calendar import sale_percent
from parcours.demo.world.catalogue import Product


def price_on(product: Product, day: date) -> int:
    """Return a price in cents, tax included, after what a sale takes off."""
    return product.price * (100 - sale_percent(day, product.category)) // 100
