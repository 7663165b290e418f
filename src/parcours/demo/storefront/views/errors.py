"""What cannot be shown, and what to do then."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.language import BOOK, language_of
from parcours.demo.storefront.listing import cards
from parcours.demo.storefront.shelf import best_sellers

_IDEAS = 4
_BAD, _FORBIDDEN, _MISSING, _BROKEN = 400, 403, 404, 500


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that there is no such page, and what there is."""
    desk = Desk(request, language_of(request))
    return desk.page("not_found", status=_MISSING, ideas=cards(desk, best_sellers()[:_IDEAS]))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say sorry, with nothing that could fail again."""
    return _plain(request, "error.sorry", _BROKEN)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a request made no sense."""
    return _plain(request, "error.bad", _BAD)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a form did not come from a page of the shop."""
    return _plain(request, "error.forgery", _FORBIDDEN)


def _plain(request: HttpRequest, key: str, status: int) -> HttpResponse:
    language = language_of(request)
    words = {
        "title": BOOK.say("error.title", language),
        "message": BOOK.say(key, language),
        "home": BOOK.say("error.home", language),
    }
    html = render_to_string("plain.html", {"language": language, "is_rtl": language == "he", **words})
    return HttpResponse(html, status=status)
