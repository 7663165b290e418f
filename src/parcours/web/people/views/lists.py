"""The list of people: chosen by the address, a page at a time, or all of it as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from parcours.people.lists import Filters
from parcours.people.people import Listed
from parcours.people.selectors import count_people, list_people
from parcours.state.actor import Actor
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Definition, Notice
from parcours.web.explore.journeys import opened
from parcours.web.explore.screen import nothing_yet
from parcours.web.people import services
from parcours.web.people.filters import filter_bars
from parcours.web.people.query import Asking, parse
from parcours.web.people.sheets import sheet
from parcours.web.people.table import FIELDS, as_values, people_table

_PAGE: Final = 50
_PIECE: Final = 1_000


@needs("see")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show a page of people."""
    if opened().is_empty:
        return nothing_yet(request, say("people.nav"))
    asking, notices = _asking(request)
    chosen, personal = asking.filters(timezone.now()), request.actor.may("see_personal")
    found = list_people(
        request.actor, chosen, sort=asking.sort.lstrip("-"), cursor=request.GET.get("cursor", ""), size=_PAGE
    )
    if found.cut:
        notices.append(Notice(say("people.cut")))
    filters, more = filter_bars(asking, searching=personal)
    shown = {
        "notices": notices,
        "filters": filters,
        "more": more,
        "total": count_people(request.actor, chosen),
        "table": people_table(found.page, asking),
        "how": Definition(say("people.how")),
        "may_export": personal,
        "may_join": request.actor.may("edit_people"),
    }
    return render(request, "people/list.html", shown)


@needs("see_personal")
@require_POST
def export(request: StaffRequest) -> StreamingHttpResponse:
    """Send everybody whom the address asks for, as a file; the audit log keeps that it was taken."""
    asking, _ = _asking(request)
    now = timezone.now()
    filters = asking.filters(now)
    services.note_export(request.actor, count_people(request.actor, filters), now=now)
    rows = (as_values(person) for person in _everybody(request.actor, filters))
    return sheet("people", [say(f"people.fields.{field}") for field in FIELDS], rows)


def _asking(request: StaffRequest) -> tuple[Asking, list[Notice]]:
    """Return what is asked; who may not see names cannot search for them, and is told so."""
    asking = parse(request.GET)
    if "q" not in asking.given or request.actor.may("see_personal"):
        return asking, []
    given = {name: value for name, value in asking.given.items() if name != "q"}
    return replace(asking, given=given), [Notice(say("people.no_search"), "warn")]


def _everybody(actor: Actor, filters: Filters) -> Iterator[Listed]:
    cursor = ""
    while True:
        piece = list_people(actor, filters, cursor=cursor, size=_PIECE).page
        yield from piece.rows
        if not piece.next:
            return
        cursor = piece.next
