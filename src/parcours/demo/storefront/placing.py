"""Turns a finished checkout into one order."""

from __future__ import annotations

from parcours.demo.storefront.basket import Basket
from parcours.demo.storefront.delivery import carrier, promised
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.listing import stock_of
from parcours.demo.storefront.orders import Address, Order, OrderLine, Payment
from parcours.demo.storefront.payment import balance
from parcours.demo.world.delivery import Carrier


def hindrance(desk: Desk) -> str:
    """Return why the order cannot be placed as it stands, or an empty text."""
    basket, stock = desk.basket, stock_of(desk)
    if any(line.quantity > stock(line.variant.sku) for line in basket.lines):
        return "problem.sold_out"
    payment = desk.visit.checkout.payment
    if payment and payment.method == "gift_card" and (balance(payment.reference) or 0) < basket.total:
        return "problem.gift_too_little"
    return ""


def place(desk: Desk) -> Order:
    """Place the order; the same checkout gives the same order, however often it is asked."""
    checkout = desk.visit.checkout
    chosen = carrier(checkout.delivery)
    if not (checkout.address and checkout.payment and chosen):
        raise ValueError("The checkout is not finished: the steps before were skipped.")
    order = _order(desk, checkout.address, checkout.payment, chosen)
    return desk.house.store.place(order, desk.session)


def _order(desk: Desk, address: Address, payment: Payment, chosen: Carrier) -> Order:
    basket = desk.basket
    return Order(
        token=desk.visit.checkout.token,
        placed=desk.now,
        account=desk.visit.account,
        language=desk.language,
        address=address,
        delivery=chosen.name,
        promised=promised(chosen, address.country, desk.now),
        payment=payment,
        lines=_lines(basket),
        discount=basket.discount,
        shipping=basket.shipping,
        coupon=basket.coupon.code if basket.coupon else "",
        pickup_point=desk.visit.checkout.pickup_point,
        gift_note=desk.visit.checkout.gift_note,
    )


def _lines(basket: Basket) -> tuple[OrderLine, ...]:
    return tuple(
        OrderLine(line.variant.sku, line.product.product_id, line.quantity, line.price)
        for line in basket.lines
    )
