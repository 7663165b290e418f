"""The way out of every marketing message: open to whoever has the link, and only a press counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from parcours.messaging.selectors import ticket_is_known
from parcours.messaging.services import unsubscribe as stop
from parcours.web.accounts.marks import public


@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, ticket: str) -> HttpResponse:
    """Ask, since programs follow links too; a press, here or in a mail program (RFC 8058), does it."""
    ticket = ticket.replace("\0", "")
    if request.method == "POST":
        known, step = stop(ticket, now=timezone.now()), "done"
    else:
        known, step = ticket_is_known(ticket), "ask"
    return render(request, "messages/unsubscribe.html", {"step": step if known else "unknown"})
