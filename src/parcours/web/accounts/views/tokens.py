"""Keys of the API."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from parcours.web.accounts import selectors
from parcours.web.accounts.errors import NobodyError
from parcours.web.accounts.forms import TokenForm
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.accounts.services.tokens import make_token, revoke_token
from parcours.web.accounts.views.frame import tabs
from parcours.web.design.books import say
from parcours.web.design.components import CopyField, Empty


@needs("manage")
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: StaffRequest) -> HttpResponse:
    """Show all, and make one: it is shown for the only time."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    now, given = timezone.now(), form.cleaned_data
    key = make_token(request.actor, given["name"], given["scope"], expires_at=form.expires_at(now), now=now)
    return render(request, "accounts/token.html", {"copy": CopyField(given["name"], key)})


@needs("manage")
@require_POST
def revoke(request: StaffRequest, token: int) -> HttpResponse:
    """Make a token worthless."""
    try:
        revoke_token(request.actor, token, now=timezone.now())
    except NobodyError as error:
        messages.error(request, say(f"accounts.errors.{error.word}"))
    else:
        messages.success(request, say("accounts.done.revoked"))
    return redirect("accounts:tokens")


def _page(request: StaffRequest, form: TokenForm) -> HttpResponse:
    shown = {
        "tabs": tabs("tokens"),
        "tokens": selectors.tokens(),
        "empty": Empty(say("accounts.tokens.none"), say("accounts.tokens.none_lead")),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "accounts/tokens.html", shown, status=422 if form.errors else 200)
