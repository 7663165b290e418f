"""Profiles that are one person: find the other, see what would happen, join, undo, take apart."""

from __future__ import annotations

from typing import get_args

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parcours.people import services
from parcours.people.likeness import Why
from parcours.people.lists import Filters
from parcours.people.people import Known, Listed, Person
from parcours.people.selectors import list_people
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Column, Empty, Row, Search, Stat, Table
from parcours.web.people import cards
from parcours.web.people.forms import Merge
from parcours.web.people.frame import crumbs, done, known, person_of
from parcours.web.people.names import name_of


@needs("edit_people")
@require_GET
def search(request: StaffRequest, profile: int) -> HttpResponse:
    """Find the profile that is the same person."""
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())
    found = list_people(request.actor, Filters(search=text), size=20).page.rows if text else ()
    others = [person for person in found if person.id != known(profile)]
    shown = {
        "crumbs": crumbs(request, profile),
        "search": Search(say("people.search"), text),
        "text": text,
        "table": _table(profile, others),
    }
    return render(request, "people/merge_search.html", shown)


@needs("edit_people")
@require_http_methods(["GET", "POST"])
def merge(request: StaffRequest, profile: int, other: int) -> HttpResponse:
    """Show what would become of two profiles, and join them."""
    winner, loser = person_of(request, profile), person_of(request, other)
    if winner.listed.id == loser.listed.id:
        raise Http404
    why = request.GET.get("why", "")
    told = {"reason": say(f"people.same.why.{why}")} if why in get_args(Why) else {}
    form = Merge(request.POST or None, initial=told)
    if not form.is_valid():
        shown = {
            "crumbs": crumbs(request, profile),
            "form": form,
            "pair": [_shown(each) for each in (winner, loser)],
            "becomes": cards.joined(winner, loser),
        }
        return render(request, "people/merge.html", shown, status=422 if form.errors else 200)
    reason = form.cleaned_data["reason"]
    services.merge(request.actor, winner.listed.id, loser.listed.id, reason=reason, now=timezone.now())
    return done(request, winner.listed.id, "merged", "people:identity")


@needs("edit_people")
@require_POST
def undo(request: StaffRequest, profile: int, number: int) -> HttpResponse:
    """Part two profiles again."""
    services.undo_merge(request.actor, number, now=timezone.now())
    return done(request, profile, "parted", "people:identity")


@needs("edit_people")
@require_http_methods(["GET", "POST"])
def separate(request: StaffRequest, profile: int, leaf: int) -> HttpResponse:
    """Take an identifier away from a profile, after saying what that means."""
    person = person_of(request, profile)
    identity = next((each for each in person.identities if each.leaf == leaf), None)
    if identity is None or leaf == person.listed.id:
        raise Http404
    if request.method == "POST":
        services.separate(request.actor, leaf, now=timezone.now())
        return done(request, profile, "separated", "people:identity")
    return render(request, "people/separate.html", {"crumbs": crumbs(request, profile), **_about(identity)})


def _shown(person: Person) -> tuple[str, list[tuple[str, str]], list[Stat]]:
    return name_of(person.listed), cards.facts(person), cards.stats(person, timezone.now())


def _about(identity: Known) -> dict[str, object]:
    return {"identity": identity, "kind": cards.identity_kind(identity)}


def _table(profile: int, others: list[Listed]) -> Table:
    columns = tuple(
        Column(say(f"people.columns.{name}"), kind)  # type: ignore[arg-type]  # which mypy reads as a text
        for name, kind in (("person", "text"), ("orders", "number"), ("last_seen", "text"))
    )
    rows = [
        Row(
            (name_of(each), formats.now().count(each.orders), formats.day(each.last_seen)),
            reverse("people:merge_with", args=[profile, each.id]),
        )
        for each in others
    ]
    nobody = Empty(say("people.nobody.title"), say("people.merge.nobody"), icon="people")
    return Table(say("people.nav"), columns, rows, nobody)
