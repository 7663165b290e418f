"""What all pages of a profile have around them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from parcours.errors import InputError
from parcours.people.people import Person
from parcours.people.selectors import profile as read_profile
from parcours.people.selectors import root_of
from parcours.state.access import Permission
from parcours.web.accounts.marks import StaffRequest
from parcours.web.design.books import say
from parcours.web.design.components import Crumbs, Item, Menu, StageBadge
from parcours.web.explore.journeys import opened
from parcours.web.people import cards
from parcours.web.people.names import name_of
from parcours.web.people.table import flag_of

_VERBS: tuple[tuple[str, str, str, Permission], ...] = (
    ("correct", "people:correct", "edit", "edit_people"),
    ("consent", "people:consent", "check", "edit_people"),
    ("merge", "people:merge", "people", "edit_people"),
    ("exclude", "people:exclude", "flag", "edit_shop"),
    ("export", "people:export_one", "export", "erase_people"),
    ("erase", "people:erase", "trash", "erase_people"),
)


def known(profile: int) -> int:
    """Return the profile that an address names, or the one that it is one with by now.

    Raises
    ------
    Http404
        Nobody ever had that number.
    """
    try:
        return root_of(profile)
    except InputError as error:
        raise Http404 from error


def person_of(request: StaffRequest, profile: int) -> Person:
    """Return everything known of a profile, as the reader may see it."""
    return read_profile(request.actor, known(profile), opened().journeys, now=timezone.now())


def head(request: StaffRequest, profile: int, here: str) -> dict[str, Any]:
    """Return what the top of each page of a profile shows."""
    person = person_of(request, profile)
    return {
        "profile": profile,
        "person": person,
        "name": name_of(person.listed),
        "crumbs": Crumbs(((say("people.nav"), reverse("people:home")),)),
        "verbs": verbs(request, profile, excluded=person.listed.excluded),
        "stage": StageBadge(person.listed.stage),
        "flag": flag_of(person.listed),
        "stats": cards.stats(person, timezone.now()),
        "stage_told": cards.why(person.history[-1]) if person.history else "",
        "tabs": cards.tabs(person, here),
        "may_manage": request.actor.may("manage"),
        "may_edit": request.actor.may("edit_people"),
    }


def crumbs(request: StaffRequest, profile: int | None = None) -> Crumbs:
    """Return the way to a page below a profile, or below all people."""
    pages = [(say("people.nav"), reverse("people:home"))]
    if profile is not None:
        name = name_of(person_of(request, profile).listed)
        pages.append((name, reverse("people:profile", args=[profile])))
    return Crumbs(tuple(pages))


def verbs(request: StaffRequest, profile: int, *, excluded: bool) -> Menu | None:
    """Return what the reader may do to a profile."""
    items = tuple(
        Item(say(f"people.verbs.{_said(name, excluded=excluded)}"), reverse(address, args=[profile]), icon)
        for name, address, icon, permission in _VERBS
        if request.actor.may(permission)
    )
    return Menu(say("people.verbs.title"), items) if items else None


def done(request: StaffRequest, profile: int, what: str, then: str = "people:about") -> HttpResponse:
    """Say what happened and where it is noted, on a page of the profile."""
    messages.success(request, f"{say(f'people.did.{what}')} {say('people.did.noted')}")
    return redirect(then, known(profile))


def _said(name: str, *, excluded: bool) -> str:
    return "include" if name == "exclude" and excluded else name
