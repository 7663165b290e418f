"""What the pages of owners have in common."""

from __future__ import annotations

from django.urls import reverse

from parcours.web.design.books import say
from parcours.web.design.components import Tab, Tabs

_PAGES = {"users": "accounts:home", "tokens": "accounts:tokens", "audit": "accounts:audit"}


def tabs(here: str) -> Tabs:
    """Return the way between them."""
    pages = (
        Tab(say(f"accounts.{name}.title"), reverse(address), here=name == here)
        for name, address in _PAGES.items()
    )
    return Tabs(say("accounts.nav"), tuple(pages))
