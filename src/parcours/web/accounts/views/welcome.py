"""The first page of a new user, and the page of a shop that has none yet."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from parcours.web.accounts import codes, selectors
from parcours.web.accounts.adapter import can_have_passkeys
from parcours.web.accounts.errors import AccountsError
from parcours.web.accounts.forms import WelcomeForm
from parcours.web.accounts.models import Invitation
from parcours.web.accounts.services.invitations import Newcomer, accept
from parcours.web.design.books import language, say


def waiting(request: HttpRequest) -> HttpResponse:
    """Say how the first owner gets in."""
    if selectors.has_owner():
        return redirect("account_login")
    return render(request, "accounts/waiting.html", status=503)


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class Welcome(View):
    """Makes the account that a link is for."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Ask who it is."""
        invitation = selectors.invitation_of(codes.digest(code), timezone.now())
        if invitation is None:
            return _dead(request)
        return _page(request, invitation, WelcomeForm(invitation=invitation))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Make the account and go in."""
        now = timezone.now()
        invitation = selectors.invitation_of(codes.digest(code), now)
        if invitation is None:
            return _dead(request)
        form = WelcomeForm(request.POST, invitation=invitation)
        if not form.is_valid():
            return _page(request, invitation, form)
        try:
            user = accept(code, _newcomer(form), now=now)
        except AccountsError as error:
            messages.error(request, say(f"accounts.errors.{error.word}"))
            return _page(request, invitation, form)
        if request.user.is_authenticated:
            request.session.flush()
        answer: HttpResponse = perform_login(request, user)
        return answer


def _newcomer(form: WelcomeForm) -> Newcomer:
    given = form.cleaned_data
    return Newcomer(given["email"], given["name"], language(), given["password"])


def _page(request: HttpRequest, invitation: Invitation, form: WelcomeForm) -> HttpResponse:
    status = 422 if form.errors else 200
    shown = {"form": form, "invitation": invitation, "passkeys": can_have_passkeys(request)}
    return render(request, "accounts/welcome.html", shown, status=status)


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/dead_link.html", status=410)
