"""Who works here: users, invitations, what is asked of everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from parcours.state.access import ROLES
from parcours.web.accounts import mails, selectors
from parcours.web.accounts.errors import AccountsError
from parcours.web.accounts.forms import InviteForm, RoleForm
from parcours.web.accounts.links import absolute
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.accounts.services import invitations, users
from parcours.web.accounts.views.frame import tabs
from parcours.web.design.books import say
from parcours.web.design.components import CopyField


@needs("manage")
def list_users(request: StaffRequest) -> HttpResponse:
    """Show everybody."""
    return _page(request, InviteForm())


@needs("manage")
@require_POST
def invite(request: StaffRequest) -> HttpResponse:
    """Make a link for somebody and show it, for the only time."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    now, email = timezone.now(), form.cleaned_data["email"]
    with transaction.atomic():
        code = invitations.invite(request.actor, **form.cleaned_data, now=now)
        link = absolute(request, invitations.welcome_path(code))
        is_sent = mails.invite(email, link, now=now)
    return _link(request, link, email, is_sent=is_sent)


@needs("manage")
@require_POST
def withdraw(request: StaffRequest, invitation: int) -> HttpResponse:
    """Make a link worthless."""
    return _done(
        request, "withdrawn", lambda: invitations.withdraw(request.actor, invitation, now=timezone.now())
    )


@needs("manage")
@require_POST
def change_role(request: StaffRequest, user: int) -> HttpResponse:
    """Give somebody another role."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, InviteForm(), status=422)
    role = form.cleaned_data["role"]
    return _done(
        request, "role_changed", lambda: users.change_role(request.actor, user, role, now=timezone.now())
    )


@needs("manage")
@require_POST
def set_active(request: StaffRequest, user: int) -> HttpResponse:
    """Let somebody in again, or no more."""
    if "activate" in request.POST:
        return _done(request, "activated", lambda: users.activate(request.actor, user, now=timezone.now()))
    if "deactivate" in request.POST:
        return _done(
            request, "deactivated", lambda: users.deactivate(request.actor, user, now=timezone.now())
        )
    return _page(request, InviteForm(), status=422)


@needs("manage")
@require_http_methods(["GET", "POST"])
def reset_sign_in(request: StaffRequest, user: int) -> HttpResponse:
    """Help somebody who cannot sign in: ask first, then show a link."""
    found = selectors.users().filter(pk=user).first()
    if found is None:
        messages.error(request, say("accounts.errors.nobody"))
        return redirect("accounts:home")
    if request.method == "GET":
        return render(request, "accounts/reset_sign_in.html", {"user": found})
    link = absolute(request, users.reset_sign_in(request.actor, user, now=timezone.now()))
    return _link(request, link, found.email)


@needs("manage")
@require_POST
def policy(request: StaffRequest) -> HttpResponse:
    """Ask a second factor of everybody, or not."""
    wanted = "two_factor" in request.POST
    word = "two_factor_on" if wanted else "two_factor_off"
    return _done(
        request, word, lambda: users.require_two_factor(request.actor, wanted=wanted, now=timezone.now())
    )


def _link(request: StaffRequest, link: str, email: str, *, is_sent: bool = False) -> HttpResponse:
    shown = {"copy": CopyField(say("accounts.link.label"), link), "email": email, "is_sent": is_sent}
    return render(request, "accounts/link.html", shown)


def _done(request: StaffRequest, word: str, verb: Callable[[], object]) -> HttpResponse:
    try:
        verb()
    except AccountsError as error:
        messages.error(request, say(f"accounts.errors.{error.word}"))
    else:
        messages.success(request, say(f"accounts.done.{word}"))
    return redirect("accounts:home")


def _page(request: StaffRequest, form: InviteForm, status: int = 200) -> HttpResponse:
    shown = {
        "tabs": tabs("users"),
        "users": selectors.users(),
        "invitations": selectors.open_invitations(timezone.now()),
        "two_factor": selectors.requires_two_factor(),
        "roles": [(role, say(f"accounts.roles.{role}")) for role in ROLES],
        "form": form,
    }
    return render(request, "accounts/users.html", shown, status=status)
