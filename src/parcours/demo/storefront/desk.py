"""One request: who asks, in which language, what they have with them, and how they are answered."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.template.loader import render_to_string
from django.urls import reverse

from parcours.demo.storefront.basket import Basket, basket
from parcours.demo.storefront.delivery import ZONE
from parcours.demo.storefront.faults import active
from parcours.demo.storefront.fields import COUNTRIES
from parcours.demo.storefront.house import COOKIE_SECONDS, this_house
from parcours.demo.storefront.language import BOOK
from parcours.demo.storefront.orders import Account
from parcours.demo.storefront.visit import Visit
from parcours.demo.words import Language
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.delivery import CARRIERS, FREE_FROM

NOTICES = {
    "added": "done.added",
    "changed": "done.changed",
    "sold_out": "done.sold_out",
    "coupon": "done.coupon",
    "not_paid": "done.not_paid",
    "returned": "done.returned",
}
SESSION, CONSENT = "tilia_session", "consent"
HTTP_OK = 200


class Desk:
    """Answers one request of one visitor."""

    categories = CATEGORIES
    countries = tuple(COUNTRIES.items())
    free_from = FREE_FROM
    cheapest = min(carrier.price for carrier in CARRIERS)

    def __init__(self, request: HttpRequest, language: Language) -> None:
        self.request = request
        self.language = language
        self.house = this_house()
        self.session: str = request.COOKIES.get(SESSION, "")
        known = self.house.store.visit(self.session) if self.session else None
        if known is None:  # a name that we did not give is nobody's
            self.session = ""
        self.visit: Visit = known or Visit()

    @property
    def now(self) -> datetime:
        """The moment, by the clock that the process was given."""
        return self.house.options.clock()

    @property
    def today(self) -> date:
        """The day in the shop's zone."""
        return self.now.astimezone(ZONE).date()

    @property
    def sent(self) -> Any:
        """What a form sent."""
        return self.request.POST

    @property
    def posted(self) -> bool:
        """Whether a form was sent."""
        return bool(self.request.method == "POST")

    @cached_property
    def faults(self) -> frozenset[str]:
        """What is broken for this visitor."""
        return active(self.house.options.faults, self.visit.faults)

    @cached_property
    def account(self) -> Account | None:
        """Who has signed in."""
        return self.house.store.account(self.visit.account) if self.visit.account else None

    @property
    def basket(self) -> Basket:
        """The cart, with the delivery chosen so far."""
        return basket(self.visit, self.today)

    @property
    def consent(self) -> str | None:
        """What was agreed to, such as ``measurement``; None if nobody has answered yet."""
        answer: str | None = self.request.COOKIES.get(CONSENT)
        return answer

    @property
    def notice(self) -> str:
        """What has just been done, as the address says."""
        return NOTICES.get(self.request.GET.get("done", ""), "")

    @property
    def direction(self) -> str:
        """Where lines begin."""
        return "rtl" if self.language == "he" else "ltr"

    @property
    def breaks_scripts(self) -> bool:
        """Whether a fault that needs a script is on."""
        return bool(self.faults & {"broken_mobile_step", "javascript_error"})

    @property
    def script(self) -> str:
        """The address of the shop's tracking script, or nothing."""
        return self.house.options.script

    def say(self, key: str, **values: Any) -> str:
        """Say a phrase."""
        return BOOK.say(key, self.language, **values)

    def keep(self, change: Callable[[Visit], Visit]) -> None:
        """Change what the visitor has with them."""
        self.session = self.session or secrets.token_urlsafe(24)
        self.visit = self.house.store.change(self.session, change, self.now)

    def renew(self) -> None:
        """Take another session and another form token: who somebody is has changed."""
        new = secrets.token_urlsafe(24)
        self.house.store.rename(self.session, new)
        self.session = new
        rotate_token(self.request)

    def url(self, name: str, **parts: Any) -> str:
        """Return the address of a page in the visitor's language."""
        address: str = reverse(name, kwargs={"language": self.language, **parts})
        return address

    def page(self, template: str, *, status: int = HTTP_OK, **context: Any) -> HttpResponse:
        """Answer with a page."""
        context = {"desk": self, "visit": self.visit, **context}
        html = render_to_string(f"{template}.html", context, self.request)
        return HttpResponse(html, status=status)

    def go(self, name: str, **parts: Any) -> HttpResponseRedirect:
        """Send the visitor to a page."""
        return HttpResponseRedirect(self.url(name, **parts))

    def remember(self, response: HttpResponse) -> HttpResponse:
        """Set the cookie of a session that is new."""
        if self.session != self.request.COOKIES.get(SESSION, ""):
            response.set_cookie(SESSION, self.session, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax")
        return response
