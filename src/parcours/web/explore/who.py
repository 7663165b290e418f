"""The page of the profiles behind a number."""

from __future__ import annotations

from typing import Final

import numpy as np
from django.http import HttpRequest, HttpResponse

from parcours.journeys.sequences import Ints
from parcours.web.accounts.marks import StaffRequest
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Column, Empty, Pager, Row, Table
from parcours.web.explore.answers import Question
from parcours.web.explore.numbers import count
from parcours.web.explore.people import Named, Seen, named, seen
from parcours.web.explore.screen import Asked, Context, Part, show

_PAGE: Final = 50
_FIRST: Final = -(2**63)


def show_people(
    request: StaffRequest, about: Asked, question: Question[Ints], *, title: str, back: str
) -> HttpResponse:
    """Answer with the list of the profiles that a question finds, by their numbers."""

    def read(_: HttpRequest, about: Asked) -> Context | None:
        found = about.ask(question)
        if found is None:
            return None
        ids = np.unique(found.value)
        return {"answer": found, "total": _total(len(ids)), "table": _table(request, about, ids)}

    parts = (Part("people", "explore/people_part.html", read),)
    return show(request, about, "explore/people.html", parts, {"title": title, "back": back})


def piece(ids: Ints, cursor: str, size: int) -> tuple[Ints, bool]:
    """Return the ids after that of a cursor, and whether there are more; the first ones without any."""
    first = int(np.searchsorted(ids, _after(cursor), side="right")) if cursor else 0
    return ids[first : first + size], first + size < len(ids)


def _total(n: int) -> str:
    return say("explore.people.count", count=n, n=count(n))


def _table(request: StaffRequest, about: Asked, ids: Ints) -> Table:
    page, more = piece(ids, request.GET.get("cursor", ""), _PAGE)
    names = named(request.actor, page.tolist())
    columns = (
        Column(say("explore.people.profile")),
        Column(say("explore.people.touchpoints"), "number"),
        Column(say("explore.people.first")),
        Column(say("explore.people.last")),
    )
    return Table(
        say("explore.people.caption"),
        columns,
        [_row(each, names[each.profile]) for each in seen(about.opened.journeys, page)],
        Empty(say("explore.people.nobody"), say("explore.people.nobody_why")),
        pager=Pager(next=str(page[-1])) if more else None,
    )


def _row(each: Seen, who: Named) -> Row:
    moments = (formats.instant(each.first), formats.instant(each.last))
    return Row((who.name, count(each.touchpoints), *moments), who.href)


def _after(cursor: str) -> int:
    """Return the profile after which a page begins: the ids are numbers of 64 bits."""
    try:
        return min(max(int(cursor), _FIRST), -_FIRST - 1)
    except ValueError:
        return _FIRST
