"""When a product is sold out: a delivery lasts for some months, and the next one comes some days too late."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.world.catalogue import Product


@dataclass(frozen=True)
class SoldOut:
    """Days on which there is none, counted back from the end: from ``starts`` to ``ends`` days before it."""

    starts: int
    ends: int


def sold_out(product: Product, days: int) -> tuple[SoldOut, ...]:
    """Return when a product was sold out in the last so many days, the latest time first.

    Every second product is always reordered in time. The others run out every five to eight months, each
    in its own rhythm, for 5 to 13 days.

    Examples
    --------
    >>> from parcours.demo.world.catalogue import PRODUCTS
    >>> sold_out(PRODUCTS[0], 365), sold_out(PRODUCTS[1], 365)
    ((), (SoldOut(starts=58, ends=51), SoldOut(starts=222, ends=215)))
    """
    number = int(product.product_id[-4:])
    if number % 2 or product.category == "gifts":
        return ()
    rhythm, length, latest = 150 + number * 7 % 90, 5 + number % 9, number * 23 % 140 + 5
    since = min(days, product.launched or days)
    starts = range(latest + length, since, rhythm)
    return tuple(SoldOut(start, start - length) for start in starts)
