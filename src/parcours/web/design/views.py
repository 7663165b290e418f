"""The bundle of styles and scripts, what a reader prefers, reports of browsers, examples."""

from __future__ import annotations

import logging
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from parcours.web.accounts.marks import needs, public
from parcours.web.design import assets
from parcours.web.design.books import say
from parcours.web.design.components import Component
from parcours.web.design.examples import WRONG, Form, everything, reading
from parcours.web.design.shell import THEME_COOKIE, THEMES

_YEAR = 31_536_000
_LONGEST_REPORT: Final = 4_000
_log = logging.getLogger("parcours.web.csp")


@public
@require_GET
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """Answer with all styles; whoever asks by version may keep them."""
    return _kept(assets.css(), "text/css; charset=utf-8", version)


@public
@require_GET
def script(request: HttpRequest, version: str) -> HttpResponse:
    """Answer with all scripts."""
    return _kept(assets.script(), "text/javascript; charset=utf-8", version)


def _kept(content: bytes, kind: str, version: str) -> HttpResponse:
    """A page from before an upgrade gets today's file, and must not keep it under the old name."""
    keep = f"public, max-age={_YEAR}, immutable" if version == assets.version() else "no-cache"
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": keep})


@public
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the language or the colours that a reader chose, and go back."""
    response = HttpResponseRedirect(_back(request))
    language, theme = request.POST.get("language", ""), request.POST.get("theme", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    if theme in THEMES:
        _keep(response, THEME_COOKIE, theme)
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True)


@public
@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Log what a browser refused to load or run."""
    _log.warning(
        "Refused by the content policy: %s", request.body[:_LONGEST_REPORT].decode("utf-8", "replace")
    )
    return HttpResponse(status=204)


@needs("see")
def examples(request: HttpRequest) -> HttpResponse:
    """Show every component in its states; take the form, to show what becomes of it."""
    form = Form(request.POST or WRONG, request.FILES)
    if request.method == "POST" and form.is_valid():
        messages.success(request, say("design.examples.tones.good"))
        return redirect("design:home")
    return render(request, "design/examples.html", {**everything(request.GET), "form": form})


@needs("see")
@require_GET
def progress(request: HttpRequest, done: int) -> HttpResponse:
    """Answer with the progress of something that never really happens."""
    return part(request, reading(min(done, 100)))


def part(request: HttpRequest, it: Component) -> HttpResponse:
    """Answer with one component, for a page that asks for it by itself."""
    return render(request, "design/part.html", {"it": it})
