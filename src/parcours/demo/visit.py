"""A visit: browsing, the cart, and the checkout with the places where people give up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parcours.demo.visitor import Pen
from parcours.demo.sample_world import (
    CURRENCY,
    FREE_SHIPPING,
    PRODUCTS,
    SEARCHES,
    SHIPPING,
    TAX,
    Product,
    Source,
)


@dataclass(frozen=True)
class Line:
    """A line of a cart."""

    product: Product
    quantity: int

    def item(self) -> dict[str, Any]:
        """Return the line as a touchpoint tells it."""
        return {
            "product_id": self.product.product_id,
            "category": self.product.category,
            "quantity": self.quantity,
            "price": self.product.price,
        }


@dataclass(frozen=True)
class Order:
    """An order as it was placed."""

    order_id: str
    lines: tuple[Line, ...]
    payment: str

    @property
    def goods(self) -> float:
        """What the customer pays for the lines."""
        return round(sum(line.product.price * line.quantity for line in self.lines), 2)

    @property
    def shipping(self) -> float:
        """What delivery costs."""
        return 0.0 if self.goods >= FREE_SHIPPING else SHIPPING


def pay_a_visit(pen: Pen, source: Source, intent: float) -> Order | None:
    """Play one visit; return the order if it ends with one."""
    if source.led_by:
        pen.write(source.led_by)
    pen.write("Page Viewed", after=4, page_path="/")
    lines = _browse(pen, intent)
    if not lines:
        return None
    pen.write("Cart Viewed", after=40, items=[line.item() for line in lines])
    _hesitate(pen, lines)
    if not pen.dice.happens(min(0.2 + 0.3 * intent, 0.75)):
        return None
    return _check_out(pen, lines)


def _browse(pen: Pen, intent: float) -> tuple[Line, ...]:
    dice, lines = pen.dice, []
    if dice.happens(0.22) and not _search(pen):
        return ()
    for _ in range(1 + dice.times(1.6)):
        product = _look_at(pen)
        if product.sold_out and dice.happens(product.sold_out):
            pen.write("Out of Stock Viewed", after=5, items=[Line(product, 1).item()])
        elif dice.happens(min(0.09 * intent, 0.5)):
            lines.append(Line(product, 1 + dice.times(0.3)))
            pen.write("Product Added", after=30, items=[lines[-1].item()], currency=CURRENCY)
    return tuple(lines)


def _search(pen: Pen) -> bool:
    """Search; return whether the visit goes on."""
    query = pen.dice.pick(dict.fromkeys(SEARCHES, 1.0))
    pen.write("Products Searched", after=15, search_query=query, search_results=SEARCHES[query])
    return bool(SEARCHES[query]) or pen.dice.happens(0.45)


def _look_at(pen: Pen) -> Product:
    dice = pen.dice
    product = PRODUCTS[dice.below(len(PRODUCTS))]
    if dice.happens(0.55):
        pen.write("Product List Viewed", after=20, page_path=f"/{product.category}")
    pen.write("Product Viewed", after=25, page_path=f"/{product.product_id}", items=[Line(product, 1).item()])
    if dice.happens(0.04):
        pen.write("Products Compared", after=40, items=[Line(product, 1).item()])
    if dice.happens(0.05):
        pen.write("Product Added to Wishlist", after=10, items=[Line(product, 1).item()])
    if dice.happens(0.15):
        pen.write("Review Read", after=20, items=[Line(product, 1).item()])
    return product


def _hesitate(pen: Pen, lines: tuple[Line, ...]) -> None:
    # Going to and fro between cart and product page: the delivery cost is told nowhere before the checkout.
    while pen.dice.happens(0.18):
        pen.write(
            "Product Viewed", after=30, items=[lines[0].item()], page_path=f"/{lines[0].product.product_id}"
        )
        pen.write("Cart Viewed", after=30, items=[line.item() for line in lines])


def _check_out(pen: Pen, lines: tuple[Line, ...]) -> Order | None:
    order_id = f"order-{pen.visitor.number:05}-{pen.visitor.orders + 1}"
    payment = pen.dice.pick({"card": 0.66, "paypal": 0.26, "instalments": 0.08})
    order = Order(order_id, lines, payment)
    pen.write(
        "Checkout Started",
        after=40,
        total=order.goods,
        currency=CURRENCY,
        items=[line.item() for line in lines],
    )
    if not (_address(pen) and _delivery(pen, order) and _pay(pen, order)):
        return None
    _place(pen, order)
    return order


def _address(pen: Pen) -> bool:
    pen.write("Checkout Step Viewed", after=5, checkout_step="address")
    if pen.dice.happens(0.14 if pen.visitor.device == "phone" else 0.06):
        return False
    looks_for_something = pen.dice.happens(0.07)
    pen.write("Checkout Step Completed", after=1500 if looks_for_something else 70, checkout_step="address")
    return True


def _delivery(pen: Pen, order: Order) -> bool:
    """The cost of delivery appears: small carts leave."""
    pen.write(
        "Checkout Step Viewed", after=5, checkout_step="delivery", shipping=order.shipping, currency=CURRENCY
    )
    if pen.dice.happens(0.38 if order.shipping else 0.06):
        return False
    pen.write("Checkout Step Completed", after=30, checkout_step="delivery")
    if pen.dice.happens(0.12):
        pen.write("Coupon Entered", after=20, coupon="TEA10")
        pen.write("Coupon Denied", after=2, coupon="TEA10", properties='{"reason": "expired"}')
        return pen.dice.happens(0.6)
    return True


def _pay(pen: Pen, order: Order) -> bool:
    """Cards fail on phones more often than elsewhere, and few try a second time."""
    pen.write("Payment Info Entered", after=60, payment_method=order.payment, checkout_step="payment")
    weak = order.payment == "card" and pen.visitor.device == "phone"
    while pen.dice.happens(0.2 if weak else 0.04):
        pen.write(
            "Payment Failed", after=15, payment_method=order.payment, total=order.goods, currency=CURRENCY
        )
        if not pen.dice.happens(0.4):
            return False
        pen.write("Payment Info Entered", after=90, payment_method=order.payment, checkout_step="payment")
    return True


def _place(pen: Pen, order: Order) -> None:
    guest = not pen.visitor.user_id and pen.dice.happens(0.3)
    pen.visitor.known()
    pen.visitor.orders += 1
    pen.write(
        "Order Completed",
        after=20,
        order_id=order.order_id,
        revenue=order.goods,
        shipping=order.shipping,
        tax=round((order.goods + order.shipping) * TAX, 2),
        total=round((order.goods + order.shipping) * (1 + TAX), 2),
        currency=CURRENCY,
        payment_method=order.payment,
        is_guest=guest,
        items=[line.item() for line in order.lines],
    )
