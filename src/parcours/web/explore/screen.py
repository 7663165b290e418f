"""Screens of numbers: a page of parts, each of which comes when its answers are there."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template import RequestContext, Template
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe

from parcours.web.design.books import say
from parcours.web.design.components import Empty, LinkButton, PeriodPicker
from parcours.web.explore import answers, journeys
from parcours.web.explore.answers import Answer, Question
from parcours.web.explore.journeys import Opened
from parcours.web.period import Period, period_of

COOKIE = "parcours_period"
_YEAR = 31_536_000
# A part that the page fetches by itself may wait longer than a page; without scripts one waits to the end.
_FETCHED_PATIENCE: Final = 2.0
_LONGEST_PATIENCE: Final = 120.0
_CHOOSING = ("period", "from", "to", "compare")
# Ninety days hold enough orders to say what leaks, and are still of now.
_USUAL = {"period": "90"}
_EARLIEST = date(1971, 1, 1)
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Asked:
    """What a request asks about: which journeys, which days, and how long it waits."""

    opened: Opened
    period: Period
    until: float

    @property
    def before(self) -> Period | None:
        """The days to compare with; None where the log does not hold all of them."""
        compared = self.period.compared
        return Period(*compared) if compared and compared[0] >= self.opened.first else None

    @property
    def picker(self) -> PeriodPicker:
        """The choice of the days."""
        return PeriodPicker(self.period)

    def patiently(self) -> Asked:
        """Return the same, waiting to the end."""
        return replace(self, until=time.monotonic() + _LONGEST_PATIENCE)

    def begin(self, *questions: Question[Any]) -> None:
        """Let several questions be answered at the same time."""
        for question in questions:
            answers.ANSWERS.begin(question, self.opened)

    def ask(self, question: Question[T]) -> Answer[T] | None:
        """Return the answer; None while it is being computed."""
        patience = max(self.until - time.monotonic(), 0.0)
        return answers.ask(question, self.opened, patience=patience)


Context = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A part of a page: ``read`` gives its template what it shows, or None while there is nothing yet."""

    name: str
    template: str
    read: Callable[[HttpRequest, Asked], Context | None]


def asked(request: HttpRequest) -> Asked:
    """Read what a request asks about: from its address, else as its reader asked last."""
    return told(_words(request), journeys.opened(), patience=_patience(request))


def usual(opened: Opened) -> Asked:
    """Return what a screen is asked about that nobody chose days for."""
    return told({}, opened, patience=_LONGEST_PATIENCE)


def told(words: Mapping[str, str], opened: Opened, *, patience: float) -> Asked:
    """Return what is asked about in the words of an address; without any, the usual days."""
    period = _within_reach(period_of({**_USUAL, **words}, opened.last, opened.first), opened)
    return Asked(opened, period, time.monotonic() + patience)


def _within_reach(period: Period, opened: Opened) -> Period:
    """Return the period without days of which there is nothing, as far from now as they may be."""
    first = min(max(period.first, _EARLIEST), opened.last)
    return replace(period, first=first, last=max(min(period.last, opened.last), first))


def show(
    request: HttpRequest, about: Asked, template: str, parts: Sequence[Part], context: Context
) -> HttpResponse:
    """Answer with the page, or with the one part of it that a page asks for by itself."""
    shown = {**context, "asked": about}
    wanted = next((part for part in parts if part.name == request.GET.get("part")), None)
    request.GET = _address(request)  # type: ignore[assignment]  # addresses made from it lead to the page
    page = _template(template)
    words = RequestContext(request, shown)
    # All is written in one context: what every page knows is asked for once, and not again for each part.
    with words.bind_template(page):
        if wanted is not None:
            written = _part(words, about, wanted)
        else:
            made = {part.name: _part(words, about, part) for part in parts}
            with words.push(parts=made):
                written = page.render(words)
    response = HttpResponse(written)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    if any(key in request.GET for key in _CHOOSING):
        response.set_cookie(COOKIE, query_of(about.period), max_age=_YEAR, samesite="Lax", httponly=True)
    return response


def nothing_yet(request: HttpRequest, title: str) -> HttpResponse:
    """Answer while the log is empty: say so, and what to do next."""
    action = LinkButton(say("explore.nothing.do"), _setup(), kind="primary", icon="import")
    empty = Empty(say("explore.nothing.title"), say("explore.nothing.text"), action if action.href else None)
    return render(request, "explore/nothing.html", {"title": title, "empty": empty})


def _setup() -> str:
    try:
        return reverse("setup:home")
    except NoReverseMatch:
        return ""


def query_of(period: Period) -> str:
    """Return a period as part of an address."""
    asked_for = period.named or period.preset
    days = {"period": asked_for} if asked_for else {"from": period.first, "to": period.last}
    return urlencode({**days, "compare": period.comparison})


def _words(request: HttpRequest) -> dict[str, str]:
    """Return what the address says of the period, else what its reader said last."""
    said = {key: request.GET[key] for key in _CHOOSING if key in request.GET}
    remembered = dict(parse_qsl(request.COOKIES.get(COOKIE, "")))
    if said.keys() - {"compare"}:
        remembered = {key: value for key, value in remembered.items() if key == "compare"}
    return {**remembered, **said}


def _part(words: RequestContext, about: Asked, part: Part) -> SafeString:
    request = words.request
    found = part.read(request, about)
    template = _template("explore/pending.html" if found is None else part.template)
    with words.push(**(found or {}), again=_again(request, part)):
        inner = template.render(words)
    waits = ' aria-busy="true"' if found is None else ""
    return mark_safe(f'<div class="part" id="part-{part.name}"{waits}>{inner}</div>')  # noqa: S308 - rendered


def _template(name: str) -> Template:
    return get_template(name).template  # type: ignore[attr-defined]  # of Django's own engine


def _again(request: HttpRequest, part: Part) -> str:
    query = request.GET.copy()
    query["part"] = part.name
    return f"{request.path}?{query.urlencode()}"


def _address(request: HttpRequest) -> QueryDict:
    """Return what the address asks about, without what it says of how to answer."""
    query = request.GET.copy()
    for name in ("part", "wait"):
        query.pop(name, None)
    return query


def _patience(request: HttpRequest) -> float:
    if "wait" in request.GET:
        return _LONGEST_PATIENCE
    return _FETCHED_PATIENCE if request.headers.get("HX-Request") else answers.PATIENCE
