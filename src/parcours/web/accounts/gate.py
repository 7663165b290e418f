"""The gate before every view: closed unless the view says to whom it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation

from parcours.errors import InputError
from parcours.state.actor import DeniedError
from parcours.web.accounts import selectors
from parcours.web.accounts.marks import Door, asked_by
from parcours.web.accounts.models import User
from parcours.web.design.errors import bad_request

# What somebody may still open who has to set up their sign-in first.
_SETTING_UP = ("account_logout", "mfa_", "account_reauthenticate", "design:")


class Gate:
    """Lets in who may enter, and says who it is: ``request.actor``."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on to the view."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        """Stop who may not enter."""
        mark = asked_by(view)
        user = request.user
        if isinstance(user, User):
            request.actor = user.actor  # type: ignore[attr-defined]
        if mark in (Door.PUBLIC, Door.API):
            return None
        if not isinstance(user, User):
            return _outside(request, mark)
        return _inside(request, user, mark)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Explain to somebody what was refused."""
        if isinstance(error, DeniedError):
            return denied(request)
        return bad_request(request, error) if isinstance(error, InputError) else None


def denied(request: HttpRequest) -> HttpResponse:
    """Say that somebody may not do this, and who could."""
    return render(request, "accounts/denied.html", {"owners": selectors.owners()}, status=403)


def language_of_user(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak a user's language in a browser that has chosen none itself."""

    def spoken(request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
            translation.activate(user.language)
        return answer(request)

    return spoken


def _outside(request: HttpRequest, mark: object) -> HttpResponse | None:
    if not selectors.has_owner():
        return redirect("accounts:waiting")
    if mark is Door.ENTRANCE:
        return None
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": settings.LOGIN_URL})
    return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))


def _inside(request: HttpRequest, user: User, mark: object) -> HttpResponse | None:
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not name.startswith(_SETTING_UP) and selectors.must_set_up(user):
        return HttpResponseRedirect(selectors.where_to_set_up(user))
    if isinstance(mark, Door):
        return None
    if mark is None or not user.actor.may(mark):  # type: ignore[arg-type]  # what is no door is a permission
        return denied(request)
    return None
