"""The cart with its prices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parcours.demo.storefront import shelf
from parcours.demo.storefront.coupons import coupon, refusal
from parcours.demo.storefront.delivery import carrier
from parcours.demo.storefront.prices import price_on
from parcours.demo.storefront.visit import Visit
from parcours.demo.world.calendar import Coupon
from parcours.demo.world.catalogue import Product, Variant
from parcours.demo.world.delivery import FREE_FROM, Carrier, delivery_price


@dataclass(frozen=True)
class BasketLine:
    """So many of one variant, at today's price."""

    product: Product
    variant: Variant
    quantity: int
    price: int

    @property
    def total(self) -> int:
        """What the line costs, in cents."""
        return self.price * self.quantity


@dataclass(frozen=True)
class Basket:
    """What lies in the cart and what it costs, in cents; delivery is 0 until a carrier is chosen."""

    lines: tuple[BasketLine, ...]
    coupon: Coupon | None
    carrier: Carrier | None

    @property
    def subtotal(self) -> int:
        """The goods."""
        return sum(line.total for line in self.lines)

    @property
    def discount(self) -> int:
        """What the coupon takes off."""
        return self.subtotal * self.coupon.percent // 100 if self.coupon else 0

    @property
    def goods(self) -> int:
        """The goods after the coupon."""
        return self.subtotal - self.discount

    @property
    def shipping(self) -> int:
        """What the chosen carrier costs."""
        return delivery_price(self.carrier, self.goods) if self.carrier else 0

    @property
    def total(self) -> int:
        """What is to be paid."""
        return self.goods + self.shipping

    @property
    def to_free(self) -> int:
        """What is missing for free delivery."""
        return max(0, FREE_FROM - self.goods)


def basket(visit: Visit, day: date) -> Basket:
    """Price a cart as of a day; a coupon that is no longer accepted counts for nothing."""
    found = ((shelf.by_sku(line.sku), line.quantity) for line in visit.cart)
    lines = tuple(
        BasketLine(product=pair[0], variant=pair[1], quantity=quantity, price=price_on(pair[0], day))
        for pair, quantity in found
        if pair
    )
    accepted = visit.coupon and not refusal(visit.coupon, day)
    return Basket(lines, coupon(visit.coupon) if accepted else None, carrier(visit.checkout.delivery))
