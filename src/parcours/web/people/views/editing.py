"""What people of the shop say of a profile: correct it, enter consent, leave it out of numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from parcours.people import services
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.people.forms import Correct, Exclude, SetConsent
from parcours.web.people.frame import crumbs, done, known, person_of

_asked = require_http_methods(["GET", "POST"])


@needs("edit_people")
@_asked
def correct(request: StaffRequest, profile: int) -> HttpResponse:
    """Enter what a person is."""
    form = Correct(request.POST or None)
    if not form.is_valid():
        return _page(request, profile, "correct", form)
    told = form.cleaned_data
    services.correct(request.actor, known(profile), told["name"], told["value"], now=timezone.now())
    return done(request, profile, "corrected")


@needs("edit_people")
@_asked
def consent(request: StaffRequest, profile: int) -> HttpResponse:
    """Enter what a person agreed to, or refused."""
    form = SetConsent(request.POST or None)
    if not form.is_valid():
        return _page(request, profile, "set_consent", form)
    told = form.cleaned_data
    services.set_consent(
        request.actor,
        known(profile),
        told["purpose"],
        given=told["given"] == "yes",
        evidence=told["evidence"],
        now=timezone.now(),
    )
    return done(request, profile, "consent_entered")


@needs("edit_shop")
@_asked
def exclude(request: StaffRequest, profile: int) -> HttpResponse:
    """Leave somebody of the shop, or a test, out of numbers; or let them count again."""
    person = person_of(request, profile)
    if person.listed.excluded:
        return _include(request, profile)
    form = Exclude(request.POST or None)
    if not form.is_valid():
        return _page(request, profile, "exclude", form)
    services.exclude(request.actor, person.listed.id, form.cleaned_data["reason"], now=timezone.now())
    return done(request, profile, "excluded")


def _include(request: StaffRequest, profile: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, profile, "include", forms.Form())
    services.include(request.actor, known(profile), now=timezone.now())
    return done(request, profile, "included")


def _page(request: StaffRequest, profile: int, name: str, form: Any) -> HttpResponse:
    shown = {
        "crumbs": crumbs(request, profile),
        "title": say(f"people.{name}.title"),
        "lead": say(f"people.{name}.lead"),
        "do": say(f"people.{name}.do"),
        "form": form,
    }
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)
