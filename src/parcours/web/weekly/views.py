"""The Monday mail as it would be sent now, and whether one gets it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parcours.messaging.outgoing import UNSUBSCRIBE, Content
from parcours.messaging.selectors import is_unsubscribed, sending
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import language, say
from parcours.web.design.place import this_shop
from parcours.web.explore import journeys
from parcours.web.explore.journeys import Opened
from parcours.web.explore.screen import nothing_yet
from parcours.web.messages.frame import framed, tabs
from parcours.web.weekly import services
from parcours.web.weekly.calendar import WEEKS, monday_of
from parcours.web.weekly.editions import edition_of
from parcours.web.weekly.writing import write


@needs("see")
@require_http_methods(["GET", "POST"])
def home(request: StaffRequest) -> HttpResponse:
    """Show the mail, and switch it on or off for oneself."""
    if request.method == "POST":
        services.switch(request.actor, wanted="on" in request.POST, now=timezone.now())
        return redirect("weekly:home")
    opened = journeys.opened()
    if opened.is_empty:
        return nothing_yet(request, say("weekly.nav"))
    content = _content(opened)
    shown = {
        "tabs": tabs(request.actor, "weekly"),
        "is_on": not is_unsubscribed(request.actor.name, services.TOPIC),
        "address": this_shop().settings.address,
        "leaves": sending().is_verified,
        "subject": content.subject,
        "text": content.text.replace(UNSUBSCRIBE, "…"),
    }
    return render(request, "weekly/home.html", shown)


@needs("see")
@require_GET
def mail(request: StaffRequest) -> HttpResponse:
    """Answer with the mail itself, to be shown in a frame."""
    opened = journeys.opened()
    return framed("" if opened.is_empty else _content(opened).html.replace(UNSUBSCRIBE, "#"))


def _content(opened: Opened) -> Content:
    edition = edition_of(_monday(opened, timezone.now()), opened)
    if edition is None:
        raise AssertionError("The Monday was chosen so that there is something to say.")
    return write(edition, language())


def _monday(opened: Opened, now: datetime) -> date:
    """Return the last Monday of which there is anything to say: a log that came from a file may be old."""
    today = now.astimezone(ZoneInfo(this_shop().settings.zone)).date()
    return monday_of(min(today, opened.last + timedelta(weeks=WEEKS)))
