"""A user's own page."""

from __future__ import annotations

from typing import cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from parcours.web.accounts import selectors
from parcours.web.accounts.forms import ProfileForm
from parcours.web.accounts.marks import StaffRequest, signed_in
from parcours.web.accounts.models import User
from parcours.web.accounts.services import sessions, users
from parcours.web.design.books import say


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: StaffRequest) -> HttpResponse:
    """Show it, and change name and language."""
    user = cast("User", request.user)
    if request.method == "GET":
        return _page(request, user, ProfileForm(initial={"name": user.name, "language": user.language}))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, user, form, status=422)
    users.change_profile(user, **form.cleaned_data, now=timezone.now())
    with translation.override(user.language):
        messages.success(request, say("accounts.done.profile"))
    answer = redirect("accounts:profile")
    # What this browser chose before gives way to what its user has just chosen.
    answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return answer


@signed_in
@require_POST
def end_sessions(request: StaffRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    user = cast("User", request.user)
    sessions.end_others(user, request.session.session_key or "", now=timezone.now())
    messages.success(request, say("accounts.done.sessions"))
    return redirect("accounts:profile")


def _page(request: StaffRequest, user: User, form: ProfileForm, status: int = 200) -> HttpResponse:
    shown = {
        "user": user,
        "form": form,
        "sessions": UserSession.objects.purge_and_list(user),
        "has_factor": selectors.has_factor(user),
    }
    return render(request, "accounts/profile.html", shown, status=status)
