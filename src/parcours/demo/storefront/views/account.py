"""The account."""

from __future__ import annotations

from django.http import HttpResponse

from parcours.demo.storefront import shelf
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.links import order_key
from parcours.demo.storefront.listing import cards
from parcours.demo.storefront.orders import Order
from parcours.demo.storefront.progress import stops

_IDEAS = 4


def account(desk: Desk) -> HttpResponse:
    """Show orders, addresses and wishes of whoever has signed in."""
    if not desk.account:
        return desk.go("sign_in")
    orders = desk.house.store.orders(desk.account.number)
    return desk.page(
        "account",
        orders=[(order, order_key(order.number), _state(desk, order)) for order in orders],
        addresses=desk.house.store.addresses(desk.account.number),
        cards=cards(desk, shelf.by_ids(desk.visit.wishes)[:_IDEAS]),
    )


def _state(desk: Desk, order: Order) -> str:
    return [stop.says for stop in stops(order, desk.today) if stop.done][-1]
