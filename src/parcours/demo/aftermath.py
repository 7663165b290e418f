"""What follows an order: delivery, returns, what the customer says, and the next visits."""

from __future__ import annotations

from datetime import timedelta

from parcours.demo.visit import Order
from parcours.demo.visitor import Dice, Pen, Visitor
from parcours.demo.sample_world import CARRIERS, CURRENCY

_DAY = 86_400.0


def follow(order: Order, visitor: Visitor, dice: Dice, placed: Pen) -> None:
    """Write what happens to an order after it was placed."""
    pen = Pen(visitor, dice, placed.moment, {"country": visitor.country})
    late = _deliver(pen, order)
    visitor.pleased = 0.35 if late else 0.85
    if dice.happens(0.09 if late else 0.05):
        _send_back(pen, order)
    elif dice.happens(0.45):
        _speak(pen, order, late=late)
    if visitor.orders == 2 and dice.happens(0.5):
        pen.write("Loyalty Joined", after=_DAY)


def _deliver(pen: Pen, order: Order) -> bool:
    """Deliver; return whether it was late."""
    carrier = pen.dice.pick({"Colis Express": 0.7, "Poste lente": 0.3})
    promised = pen.moment + timedelta(days=5)
    parcel = {"order_id": order.order_id, "carrier": carrier, "promised_at": promised}
    pen.write("Order Shipped", after=0.8 * _DAY, **parcel)
    pen.write("Order Delivered", after=CARRIERS[carrier] * _DAY, **parcel)
    late = pen.moment > promised
    if late and pen.dice.happens(0.3):
        pen.write("Contact Opened", after=_DAY / 4, order_id=order.order_id)
        pen.write("Contact Answered", after=_DAY / 2, order_id=order.order_id)
    return late


def _send_back(pen: Pen, order: Order) -> None:
    pen.visitor.pleased = 0.2
    pen.write("Return Requested", after=3 * _DAY, order_id=order.order_id)
    pen.write("Return Received", after=4 * _DAY, order_id=order.order_id)
    pen.write("Order Refunded", after=_DAY, order_id=order.order_id, refund=order.goods, currency=CURRENCY)


def _speak(pen: Pen, order: Order, *, late: bool) -> None:
    dice, stars = pen.dice, {"5": 0.55, "4": 0.3, "3": 0.15}
    if late:
        stars = {"4": 0.2, "3": 0.3, "2": 0.3, "1": 0.2}
    product = [order.lines[0].item()]
    pen.write("Review Asked", after=5 * _DAY, order_id=order.order_id)
    if dice.happens(0.5):
        score = int(dice.pick(stars))
        pen.write("Product Reviewed", after=_DAY, score=score, items=product)
        pen.write("Review Published", after=_DAY, score=score, items=product)
        if score == 5 and dice.happens(0.3):
            pen.write("Referral Shared", after=_DAY)
    else:
        pen.write("NPS Answered", after=_DAY, score=10 - dice.below(7 if late else 4))
