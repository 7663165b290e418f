"""What a reader sees while the journeys are opened for the first time: what is done, and how far it is."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parcours.web.explore.journeys import OpeningError

_AGAIN_SECONDS = "2"


class Opening:
    """Answers with a page that asks again by itself, with and without scripts, instead of letting wait."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on to the view."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer where a view needed the journeys."""
        if not isinstance(error, OpeningError):
            return None
        response = render(request, "explore/opening.html", {"making": error.making}, status=503)
        if request.headers.get("HX-Request"):
            response["HX-Refresh"] = "true"
        response["Refresh"] = response["Retry-After"] = _AGAIN_SECONDS
        return response
