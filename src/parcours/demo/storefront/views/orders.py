"""An order after it was placed: thanks, status, returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from parcours.demo.storefront import shelf
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.links import opens, order_key
from parcours.demo.storefront.orders import Order, ReturnRequest
from parcours.demo.storefront.payment import method
from parcours.demo.storefront.progress import days_late, delivered, stops
from parcours.demo.world.catalogue import Product, Variant
from parcours.demo.world.delivery import carrier

REASONS = (
    ("size", "reason.size"),
    ("colour", "reason.colour"),
    ("damaged", "reason.damaged"),
    ("late", "reason.late"),
    ("other", "reason.other"),
)


@dataclass(frozen=True)
class Bought:
    """A line of an order with what the catalogue knows of it."""

    product: Product
    variant: Variant
    quantity: int
    total: int
    goes_back: bool


def thanks(desk: Desk, number: str, key: str) -> HttpResponse:
    """Thank for an order."""
    return desk.page("thanks", **_context(desk, _opened(desk, number, key)))


def order(desk: Desk, number: str, key: str) -> HttpResponse:
    """Show where an order is."""
    return desk.page("order", **_context(desk, _opened(desk, number, key)))


def send_back(desk: Desk, number: str, key: str) -> HttpResponse:
    """Note that something is to go back."""
    found = _opened(desk, number, key)
    sku, reason = desk.sent.get("sku", ""), desk.sent.get("reason", "")
    known = any(line.sku == sku for line in found.lines) and reason in dict(REASONS)
    asked = any(each.sku == sku for each in desk.house.store.returns(found.number))
    if desk.posted and known and not asked:
        desk.house.store.ask_return(ReturnRequest(found.number, sku, reason, desk.now))
    return HttpResponseRedirect(desk.url("order", number=number, key=key) + "?done=returned")


def _opened(desk: Desk, number: str, key: str) -> Order:
    found = desk.house.store.order(int(number)) if opens(key, int(number)) else None
    if found is None:
        raise Http404
    return found


def _context(desk: Desk, order: Order) -> dict[str, Any]:
    today = desk.today
    return {
        "order": order,
        "key": order_key(order.number),
        "lines": _bought(desk, order),
        "carrier": carrier(order.delivery),
        "method": method(order.payment.method),
        "stops": stops(order, today),
        "delivered": delivered(order),
        "is_delivered": delivered(order) < today,
        "days_late": days_late(order),
        "reasons": REASONS,
    }


def _bought(desk: Desk, order: Order) -> list[Bought]:
    back = {each.sku for each in desk.house.store.returns(order.number)}
    found = ((shelf.by_sku(line.sku), line) for line in order.lines)
    return [
        Bought(*pair, line.quantity, line.price * line.quantity, line.sku in back)
        for pair, line in found
        if pair
    ]
