"""Every page of the shop, in the order of one visit."""

from __future__ import annotations

from collections.abc import Iterator

from tests.demo.storefront.walking import CANDLE, SHIRT, Visitor

LANGUAGES = ("he", "fr", "en")
TRIAL = {"email": "demo@tilia.example", "password": "linen-and-tea"}
OPEN = {
    "home": "/",
    "category": "/c/linen-shirts/",
    "filtered": "/c/linen-shirts/?colour=chalk&price=60-100&sort=price",
    "narrowed to nothing": "/c/linen-shirts/?price=0-30",
    "search": "/search/?q=TIL-00",
    "nothing found": "/search/?q=zeppelin",
    "product": f"/p/{SHIRT}/",
    "one size": f"/p/{CANDLE}/",
    "nothing wished for": "/wishes/",
    "nothing compared": "/compare/",
    "empty cart": "/cart/",
    "sign in": "/account/sign-in/",
    "sign up": "/account/sign-up/",
    "help": "/help/",
    "delivery": "/delivery/",
    "sizes": "/sizes/",
    "privacy": "/privacy/",
    "journal": "/journal/",
    "post": "/journal/washing-linen/",
    "missing": "/nowhere/",
}


def tour(visitor: Visitor, language: str) -> Iterator[str]:
    """Come to every page in turn."""
    for name, path in OPEN.items():
        visitor.go(f"/{language}{path}")
        yield name
    yield from _buying(visitor, language)
    yield from _at_home(visitor, language)


def _buying(visitor: Visitor, language: str) -> Iterator[str]:
    page = visitor.page
    visitor.add(SHIRT, language)
    yield "cart"
    page.fill("[name=coupon]", "NOEL25")
    page.click(".coupon button")
    yield "coupon denied"
    visitor.go(f"/{language}/checkout/")
    yield "address"
    visitor.send()
    yield "address with problems"
    visitor.give_address()
    yield "carriers"
    visitor.send()
    yield "carriers with a problem"
    visitor.go(f"/{language}/checkout/delivery/")
    visitor.choose_carrier()
    yield "payment"
    visitor.pay("1234")
    yield "payment with problems"
    page.check("[name=method][value=instalments]")
    visitor.send()
    yield "provider"
    page.click("[value=pay]")
    yield "review"
    visitor.send()
    yield "terms not accepted"
    visitor.place()
    yield "thanks"


def _at_home(visitor: Visitor, language: str) -> Iterator[str]:
    page = visitor.page
    for slug in (SHIRT, CANDLE):
        visitor.go(f"/{language}/p/{slug}/")
        page.click("[action$='/wishes/change/'] button")
        page.click("[action$='/compare/change/'] button")
    visitor.go(f"/{language}/compare/")
    yield "comparison"
    visitor.go(f"/{language}/wishes/")
    yield "wish list"
    visitor.go(f"/{language}/account/sign-in/")
    visitor.fill(TRIAL)
    visitor.send()
    yield "account"
    page.click(".rows li:last-child a")
    yield "delivered order"
