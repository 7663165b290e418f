"""The pages of one profile: what happened, and who it is."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from parcours.people.people import Person
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import (
    Empty,
    Filter,
    FilterBar,
    LinkButton,
    Option,
    StageBadge,
    Timeline,
)
from parcours.web.explore.events import event_title
from parcours.web.people import cards
from parcours.web.people.frame import crumbs, head, known
from parcours.web.people.happenings import KINDS, OTHER, details, moment
from parcours.web.people.names import straight, trait_title
from parcours.web.people.timelines import at_moment, piece


@needs("see")
@require_GET
def timeline(request: StaffRequest, profile: int) -> HttpResponse:
    """Show what somebody did and what befell them, a piece at a time."""
    if (root := known(profile)) != profile:
        return redirect("people:profile", root)
    kind, before = _kind(request), _before(request)
    found = piece(request.actor, profile, before=before, kind=kind)
    happened = {
        "profile": profile,
        "timeline": Timeline([moment(profile, entry) for entry in found.entries]),
        "before": found.before,
        "nothing": _nothing(profile, kind) if not found.entries and found.before is None else None,
    }
    if request.headers.get("HX-Request"):
        response = render(request, "people/timeline.html", happened)
    else:
        context = head(request, profile, "timeline")
        response = render(request, "people/profile.html", {**context, **happened, "kinds": _kinds(kind)})
    patch_vary_headers(response, ["HX-Request"])
    return response


@needs("see")
@require_GET
def about(request: StaffRequest, profile: int) -> HttpResponse:
    """Show who somebody is: names and marks, consent, stages."""
    if (root := known(profile)) != profile:
        return redirect("people:about", root)
    context = head(request, profile, "about")
    person: Person = context["person"]
    shown = {
        "facts": cards.facts(person),
        "traits": [(trait_title(told.name), straight(told.value), told) for told in person.traits],
        "consents": list(cards.consents(person)),
        "history": [
            (StageBadge(change.to_stage), cards.why(change), change) for change in reversed(person.history)
        ],
    }
    return render(request, "people/about.html", {**context, **shown})


@needs("see")
@require_GET
def touchpoint(request: StaffRequest, profile: int, at: int) -> HttpResponse:
    """Show everything that the touchpoints of one moment tell."""
    entries = at_moment(request.actor, known(profile), at)
    if not entries:
        raise Http404
    context = {
        "crumbs": crumbs(request, profile),
        "told": [(event_title(entry.event), entry, details(entry)) for entry in entries],
    }
    return render(request, "people/touchpoint.html", context)


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in (*KINDS, OTHER) else ""


def _before(request: HttpRequest) -> int | None:
    before = request.GET.get("before", "")
    return int(before) if re.fullmatch(r"[0-9]{1,18}", before) else None


def _kinds(kind: str) -> FilterBar:
    options = tuple(Option(each, say(f"people.kinds.{each}")) for each in (*KINDS, OTHER))
    return FilterBar((Filter("kind", say("people.kinds.title"), options, kind),))


def _nothing(profile: int, kind: str) -> Empty:
    if not kind:
        return Empty(say("people.nothing.title"), say("people.nothing.text"), icon="clock")
    everything = LinkButton(say("people.nothing.all"), reverse("people:profile", args=[profile]))
    return Empty(say("people.nothing.title"), say("people.nothing.of_kind"), everything, "clock")
