"""What is there on the first day: an account to try, with orders whose fate can be read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from parcours.demo.storefront import shelf
from parcours.demo.storefront.delivery import promised
from parcours.demo.storefront.orders import Address, Order, OrderLine, Payment
from parcours.demo.storefront.store import Store
from parcours.demo.world.delivery import LATE_CARRIER, Carrier, carrier, delivery_price

EMAIL, PASSWORD = "demo@tilia.example", "linen-and-tea"
_ADDRESS = Address(EMAIL, "Demo", "12 rue des Tilleuls", "69001", "Lyon", "FR")
_BOUGHT = ((LATE_CARRIER, 24, (0, 3)), ("Poste lente", 2, (5,)))
"""Carrier, days ago, and the places of the goods among the best sellers."""


def make_trial_account(store: Store, now: datetime) -> None:
    """Make the account to try, once."""
    account = store.sign_up(email=EMAIL, name="Demo", password=make_password(PASSWORD))
    if account:
        for name, days, places in _BOUGHT:
            order = _order(account.number, carrier(name), now - timedelta(days=days), places)
            store.place(order, session="")


def _order(account: int, carrier: Carrier, placed: datetime, places: tuple[int, ...]) -> Order:
    chosen = [shelf.best_sellers()[place % len(shelf.best_sellers())] for place in places]
    lines = tuple(OrderLine(each.variants[0].sku, each.product_id, 1, each.price) for each in chosen)
    goods = sum(line.price for line in lines)
    return Order(
        token=f"opening-{carrier.name}",
        placed=placed,
        account=account,
        language="fr",
        address=_ADDRESS,
        delivery=carrier.name,
        promised=promised(carrier, _ADDRESS.country, placed),
        payment=Payment("card", "opening", "4242"),
        lines=lines,
        discount=0,
        shipping=delivery_price(carrier, goods),
    )
