"""What a visitor has with them: cart, wishes, and how far the checkout has come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from parcours.demo.storefront.orders import Address, Payment

MOST_OF_ONE = 9
MOST_COMPARED = 4


@dataclass(frozen=True)
class CartLine:
    """So many of one variant."""

    sku: str
    quantity: int


@dataclass(frozen=True)
class Checkout:
    """What has been filled in so far; ``token`` names this checkout, so that it ends in one order."""

    token: str = ""
    address: Address | None = None
    delivery: str = ""
    pickup_point: str = ""
    gift_note: str = ""
    payment: Payment | None = None


@dataclass(frozen=True)
class Visit:
    """Everything that is kept between two pages of one browser."""

    cart: tuple[CartLine, ...] = ()
    coupon: str = ""
    wishes: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    account: int = 0
    checkout: Checkout = field(default_factory=Checkout)
    card_payments: int = 0
    faults: dict[str, bool] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many things lie in the cart."""
        return sum(line.quantity for line in self.cart)

    def quantity(self, sku: str) -> int:
        """How many of a variant lie in the cart."""
        return next((line.quantity for line in self.cart if line.sku == sku), 0)

    def with_quantity(self, sku: str, quantity: int) -> Visit:
        """Put so many of a variant into the cart, at its old place; none removes it.

        What was agreed with a payment provider no longer fits, and is forgotten.

        >>> visit = Visit().with_quantity("A", 1).with_quantity("B", 2).with_quantity("A", 3)
        >>> visit.cart, visit.with_quantity("A", 0).count
        ((CartLine(sku='A', quantity=3), CartLine(sku='B', quantity=2)), 2)
        """
        line = CartLine(sku, max(0, min(quantity, MOST_OF_ONE)))
        known = any(each.sku == sku for each in self.cart)
        lines = tuple(line if each.sku == sku else each for each in self.cart)
        lines = lines if known else (*lines, line)
        return replace(self, cart=tuple(each for each in lines if each.quantity)).filling(payment=None)

    def toggled_wish(self, product_id: str) -> Visit:
        """Note a product, or forget it."""
        return replace(self, wishes=_toggled(self.wishes, product_id))

    def toggled_comparison(self, product_id: str) -> Visit:
        """Compare a product, or no longer; the oldest gives way to a fifth."""
        return replace(self, compared=_toggled(self.compared, product_id)[-MOST_COMPARED:])

    def filling(self, **filled: object) -> Visit:
        """Fill in a part of the checkout."""
        return replace(self, checkout=replace(self.checkout, **filled))  # type: ignore[arg-type]

    def after_order(self) -> Visit:
        """What is left once everything is bought."""
        return replace(self, cart=(), coupon="", checkout=Checkout())


def _toggled(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != one) if one in ids else (*ids, one)
