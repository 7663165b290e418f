"""What every answer carries: which sources a page may load from, and how long it may be kept."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from parcours.demo.storefront.house import this_house

Answer = Callable[[HttpRequest], HttpResponse]


def content_policy(answer: Answer) -> Answer:
    """Allow our own files, pictures, and the shop's script if it has one."""
    policy = policy_of(this_house().options.script)

    def guarded(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return guarded


def policy_of(script: str) -> str:
    """Return the content security policy.

    >>> policy_of("https://log.example/t.js").split("; ")[1]
    "script-src 'self' https://log.example"
    """
    parts = urlsplit(script)
    origin = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return (
        f"default-src 'none'; script-src 'self'{origin}; connect-src 'self'{origin}; style-src 'self'; "
        f"img-src 'self' data:{origin}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
