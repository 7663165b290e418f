"""Set-up: the artificial shop, one's own, and the wait between them."""

from __future__ import annotations

import os
from typing import cast
from urllib.parse import urlencode

from django import conf
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parcours.shop import Settings
from parcours.shop.artificial import is_artificial
from parcours.web.accounts.marks import StaffRequest, needs, public, signed_in
from parcours.web.accounts.models import User
from parcours.web.accounts.services.carrying import Carried, carried
from parcours.web.design.books import language, say
from parcours.web.design.components import Stepper
from parcours.web.design.place import this_shop
from parcours.web.setup import artificial, handover, services
from parcours.web.setup.errors import SetupError
from parcours.web.setup.forms import ShopForm, told
from parcours.web.setup.making import MAKING
from parcours.web.setup.selectors import reading

_ZONES = {"fr": "Europe/Paris", "he": "Asia/Jerusalem"}
_CURRENCIES = {"he": "ILS"}
_WEEKS = {"he": "sunday"}
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@needs("import")
@require_http_methods(["GET", "POST"])
def home(request: StaffRequest) -> HttpResponse:
    """Ask about the shop that is to be set up, in the artificial shop and in one that was never asked."""
    shop = this_shop()
    if is_artificial(shop.folder):
        return _new_shop(request)
    if not request.actor.may("manage") or shop.settings.name != Settings().name:
        return redirect("imports:home")
    form = ShopForm(request.POST or None, initial=_suggested(), suggest=request.method == "GET")
    if not form.is_valid():
        return _page(request, form)
    anew = services.change(request.actor, shop, form.cleaned_data, now=timezone.now())
    return moving(request, reverse("imports:home")) if anew else redirect("imports:home")


@needs("manage")
@never_cache
@require_GET
def making(request: StaffRequest) -> HttpResponse:
    """Wait for the new shop, then go there."""
    if not MAKING.is_under_way:
        return redirect("setup:home")
    if not request.headers.get("HX-Request"):
        following = services.go_to_new(request.actor, this_shop())
        return moving(request, following) if following else render(request, "setup/making.html")
    if MAKING.ready() is None:
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Redirect": request.path})


@needs("manage")
@require_POST
def move(request: StaffRequest) -> HttpResponse:
    """Have another shop served."""
    wanted = handover.ARTIFICIAL if "artificial" in request.POST else handover.OWN
    try:
        following = services.move(request.actor, this_shop(), wanted, now=timezone.now())
    except SetupError as error:
        messages.error(request, say(f"setup.errors.{error.word}"))
        return redirect("setup:home")
    return moving(request, following)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody look around in the artificial shop."""
    if not artificial.opens(request, this_shop(), code):
        raise Http404
    if request.method == "GET":
        return render(request, "setup/visit.html")
    login(request, artificial.visitor(say("setup.visit.name"), language(), now=timezone.now()), _BACKEND)
    answer = redirect("/")
    # All visitors share an account: each browser keeps its own language.
    answer.set_cookie(conf.settings.LANGUAGE_COOKIE_NAME, language(), samesite="Lax", httponly=True)
    return answer


@public
@never_cache
@require_GET
def moved(request: HttpRequest, process: int) -> HttpResponse:
    """Say where to go on, once another process answers than the one that asks to wait."""
    if process == os.getpid():
        return HttpResponse(status=204)
    following = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, allowed_hosts=None)
    return HttpResponse(headers={"HX-Redirect": following if safe else "/"})


@signed_in
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """Answer with how much of the log the state has read."""
    return render(request, "setup/reading.html", {"reading": reading()})


def moving(request: HttpRequest, following: str) -> HttpResponse:
    """Let a reader wait until the processes have started anew, then go on."""
    asks = f"{reverse('setup:moved', args=[os.getpid()])}?{urlencode({'next': following})}"
    return render(request, "setup/moving.html", {"asks": asks, "following": following})


def _new_shop(request: StaffRequest) -> HttpResponse:
    form = ShopForm(request.POST or None, initial=_suggested(), suggest=request.method == "GET")
    if not form.is_valid():
        return _page(request, form)
    try:
        services.make_shop(request.actor, form.cleaned_data, owner=_known(request), now=timezone.now())
    except SetupError as error:
        form.add_error(None, say(f"setup.errors.{error.word}"))
        return _page(request, form)
    return redirect("setup:making")


def _known(request: StaffRequest) -> Carried | None:
    """Return the account that goes along; that which visitors of the artificial shop share does not."""
    user = cast("User", request.user)
    signs_in = user.email != artificial.EMAIL and user.password and user.has_usable_password()
    return carried(user) if signs_in else None


def _suggested() -> dict[str, str]:
    """Return what the reader's language suggests, where no script knows better."""
    spoken, settings = language(), this_shop().settings
    asked = told(Settings() if is_artificial(this_shop().folder) else settings)
    guessed = {
        "name": "",
        "zone": _ZONES.get(spoken, asked["zone"]),
        "currency": _CURRENCIES.get(spoken, asked["currency"]),
        "first_weekday": _WEEKS.get(spoken, asked["first_weekday"]),
        "language": spoken,
    }
    return {**asked, **guessed}


def _page(request: StaffRequest, form: ShopForm) -> HttpResponse:
    steps = tuple(say(f"setup.steps.{each}") for each in ("shop", "file", "map"))
    context = {
        "form": form,
        "stepper": Stepper(say("setup.title"), steps, 0),
        "neighbours": services.neighbours(this_shop()),
        "can_make": handover.can_move() or not is_artificial(this_shop().folder),
    }
    return render(request, "setup/home.html", context, status=422 if form.errors else 200)
