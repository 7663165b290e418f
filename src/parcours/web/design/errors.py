"""What a reader sees when something is wrong: what happened, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from parcours.web.design.books import say


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody whose role does not allow it."""
    return _page(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without the proof that it is ours: too old, or without cookies."""
    return _page(request, 403, about="forged")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer where there is nothing."""
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when Parcours itself failed."""
    return _page(request, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer while the database cannot be reached or is being restored."""
    return _page(request, 503)


def _page(request: HttpRequest, status: int, about: str = "") -> HttpResponse:
    name = about or str(status)
    words = {"title": say(f"design.errors.{name}.title"), "advice": say(f"design.errors.{name}.advice")}
    html = render_to_string("design/error.html", {**words, "status": status}, request)
    return HttpResponse(html, status=status)
