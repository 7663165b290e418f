"""The cart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from parcours.demo.storefront import shelf
from parcours.demo.storefront.coupons import refusal
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.listing import cards, stock_of
from parcours.demo.storefront.visit import MOST_OF_ONE

_IDEAS = 4


def cart(desk: Desk) -> HttpResponse:
    """Show what lies in the cart."""
    return desk.page("cart", **_context(desk))


def _context(desk: Desk) -> dict[str, Any]:
    stock = stock_of(desk)
    basket = desk.basket
    return {
        "basket": basket,
        "lines": [(line, range(1, min(MOST_OF_ONE, stock(line.variant.sku)) + 1)) for line in basket.lines],
        "ideas": cards(desk, shelf.best_sellers()[:_IDEAS]),
        "shows_shipping": "hidden_shipping" not in desk.faults,
    }


def add(desk: Desk) -> HttpResponse:
    """Put a variant into the cart, as far as there is one."""
    sku = desk.sent.get("sku", "")
    found = shelf.by_sku(sku)
    if not desk.posted or not found:
        return desk.go("cart")
    left = stock_of(desk)(sku)
    if not left:
        return HttpResponseRedirect(desk.url("product", slug=found[0].slug) + "?done=sold_out")
    desk.keep(lambda visit: visit.with_quantity(sku, min(visit.quantity(sku) + 1, left)))
    return HttpResponseRedirect(desk.url("cart") + "?done=added")


def change(desk: Desk) -> HttpResponse:
    """Take another quantity of a variant, or none."""
    sku, quantity = desk.sent.get("sku", ""), desk.sent.get("quantity", "")
    if desk.posted and desk.visit.quantity(sku) and quantity.isdigit():
        fitting = min(int(quantity), stock_of(desk)(sku))
        desk.keep(lambda visit: visit.with_quantity(sku, fitting))
    return HttpResponseRedirect(desk.url("cart") + "?done=changed")


def take_coupon(desk: Desk) -> HttpResponse:
    """Take a code, or say why not; an empty one takes the code back."""
    code = desk.sent.get("coupon", "").strip()
    if not desk.posted:
        return desk.go("cart")
    refused = _refusal(desk, code) if code else ""
    if refused:
        return desk.page("cart", coupon_problem=refused, coupon_tried=code, **_context(desk))
    desk.keep(lambda visit: replace(visit, coupon=code.upper()))
    return HttpResponseRedirect(desk.url("cart") + ("?done=coupon" if code else ""))


def _refusal(desk: Desk, code: str) -> str:
    return "coupon.unknown" if "coupon_refused" in desk.faults else refusal(code, desk.today)
