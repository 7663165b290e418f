"""What every answer carries, such as which sources a page may load from; and what none does."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; report-uri /csp/"
)
# U+202A to U+202E: what stands after one of them, our own words too, would be read the other way around.
_TURNING = re.compile(b"\xe2\x80[\xaa-\xae]")
_READ = ("text/html", "image/svg+xml")


def upright(answer: Answer) -> Answer:
    """Take the signs out of every page by which what somebody wrote would turn its letters around."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith(_READ):
            response.content = _TURNING.sub(b"", response.content)
        return response

    return guarded


def content_policy(answer: Answer) -> Answer:
    """Allow our own files and nothing else; ask browsers to report what they refused."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return guarded
