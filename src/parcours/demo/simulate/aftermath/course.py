"""What became of the visits of a round, as far as it matters for what follows."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.dice import Flags, Ints

LOOKED, SAW_PRODUCT, IN_CART, IN_CHECKOUT, ORDERED = range(5)


@dataclass(frozen=True)
class Course:
    """How far each visit came, one element a visit.

    ``ended`` is the moment of its last touchpoint, ``depth`` one of `LOOKED` to `ORDERED`, ``order`` the
    place in Orders or -1, ``cart`` the cents left behind in a cart, 0 where there are none. ``product``
    is the place in PRODUCTS of a product that was looked at (-1: none); ``reached`` says that the shop
    knows an address to write to.
    """

    ended: Ints
    depth: Ints
    order: Ints
    cart: Ints
    product: Ints
    reached: Flags
