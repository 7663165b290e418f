"""What the pages of products have in common."""

from __future__ import annotations

from django.urls import reverse

from parcours.commerce.selectors import Period
from parcours.web.design.books import say
from parcours.web.design.components import Tab, Tabs
from parcours.web.explore.screen import Asked, query_of

_PAGES = {"products": "products:home", "coupons": "products:coupons", "spend": "products:spend"}


def tabs(here: str, about: Asked) -> Tabs:
    """Return the way between them; the days go along."""
    pages = (
        Tab(say(f"products.tabs.{name}"), f"{reverse(address)}?{query_of(about.period)}", name == here)
        for name, address in _PAGES.items()
    )
    return Tabs(say("products.nav"), tuple(pages))


def days(about: Asked) -> Period:
    """Return the days that a page speaks of as the room of commerce names them."""
    return Period(about.period.first, about.period.last)
