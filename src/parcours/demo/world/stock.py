"""How many there are of a product, and when it was sold out.

A delivery lasts for some months, and the next one comes some days too late.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from parcours.demo.world.catalogue import Product

_MOST = 14
_OUT = 17
"""One variant in so many is sold out today."""


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


def left_of(sku: str) -> int:
    """Return how many there are of a variant today: always the same number, and none of a few.

    >>> left_of("TIL-0001-M") == left_of("TIL-0001-M")
    True
    """
    number = crc32(sku.encode())
    return 0 if number % _OUT == 0 else number % _MOST + 1
