"""Signing in, up and out."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.fields import SIGN_IN, SIGN_UP
from parcours.demo.storefront.forms import read, shown
from parcours.demo.storefront.links import way_back
from parcours.demo.storefront.membership import enter, join, leave
from parcours.demo.storefront.opening import EMAIL, PASSWORD


def sign_in(desk: Desk) -> HttpResponse:
    """Ask who somebody is."""
    form, problem = shown(SIGN_IN, {}), ""
    if desk.posted:
        form = read(SIGN_IN, desk.sent)
        if not form.problems and enter(desk, **form.answers):
            return _on(desk)
        problem = "" if form.problems else "problem.sign_in"
    return desk.page(
        "sign_in", form=form, problem=problem, next=_asked(desk), trial_email=EMAIL, trial_password=PASSWORD
    )


def sign_up(desk: Desk) -> HttpResponse:
    """Open an account."""
    form = shown(SIGN_UP, {})
    if desk.posted:
        form = read(SIGN_UP, desk.sent)
        if not form.problems:
            if join(desk, **form.answers):
                return _on(desk)
            form = form.refused("email", "problem.known_email")
    return desk.page("sign_up", form=form, next=_asked(desk))


def sign_out(desk: Desk) -> HttpResponse:
    """Leave."""
    if desk.posted and desk.visit.account:
        leave(desk)
    return desk.go("home")


def _asked(desk: Desk) -> str:
    asked: str = desk.sent.get("next", "") or desk.request.GET.get("next", "")
    return way_back(asked, "")


def _on(desk: Desk) -> HttpResponse:
    return HttpResponseRedirect(_asked(desk) or desk.url("account"))
