"""What the pages of messages have in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from parcours.state.actor import Actor
from parcours.web.design.books import say
from parcours.web.design.components import Tab, Tabs

_PAGES = {"list": "messages:home", "weekly": "weekly:home", "sending": "messages:sending"}
# What mail programs would show: its own styles, and nothing from elsewhere.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"


def tabs(actor: Actor, here: str) -> Tabs:
    """Return the way between them, as far as somebody may go."""
    may = {"list": "message", "weekly": "see", "sending": "manage"}
    pages: Any = ((name, to) for name, to in _PAGES.items() if actor.may(may[name]))  # type: ignore[arg-type]
    return Tabs(
        say("messages.nav"),
        tuple(Tab(say(f"messages.tabs.{name}"), reverse(to), here=name == here) for name, to in pages),
    )


def framed(html: str) -> HttpResponse:
    """Answer with what a message says, to be shown inside a page of ours and harm nobody there."""
    headers = {"Content-Security-Policy": _POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(html, headers=headers)
