"""What a reader sees when something is wrong: what happened, and what to do."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from parcours.web.design.books import say
from parcours.web.design.shell import frame


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
    """Answer when Parcours itself failed, or its database is not there."""
    failure = sys.exc_info()[1]
    if not isinstance(failure, (OperationalError, InterfaceError)):
        return _page(request, 500)
    response = _page(request, 503)
    response["Retry-After"] = "60"
    return response


def _page(request: HttpRequest, status: int, about: str = "") -> HttpResponse:
    """Nothing that a page is made of here can fail: no database, no session, no context of other features."""
    name = about or str(status)
    words = {
        "title": say(f"design.errors.{name}.title"),
        "advice": say(f"design.errors.{name}.advice"),
        "shell": frame(request, None),
    }
    return HttpResponse(render_to_string("design/error.html", words), status=status)
