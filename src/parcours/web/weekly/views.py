"""The Monday mail as it would be sent now, and whether one gets it."""

from __future__ import annotations

import time
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parcours.messaging.outgoing import UNSUBSCRIBE
from parcours.messaging.selectors import is_unsubscribed, sending
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import language, say
from parcours.web.design.place import this_shop
from parcours.web.explore import journeys
from parcours.web.explore.journeys import Opened
from parcours.web.explore.screen import Asked, Context, Part, asked, nothing_yet, show
from parcours.web.messages.frame import framed, tabs
from parcours.web.weekly import services
from parcours.web.weekly.calendar import WEEKS, monday_of
from parcours.web.weekly.editions import edition_of, plan_of
from parcours.web.weekly.writing import write


@needs("see")
@require_http_methods(["GET", "POST"])
def home(request: StaffRequest) -> HttpResponse:
    """Show the mail, and switch it on or off for oneself."""
    if request.method == "POST":
        services.switch(request.actor, request.actor.name, wanted="on" in request.POST, now=timezone.now())
        return redirect("weekly:home")
    about = asked(request)
    if about.opened.is_empty:
        return nothing_yet(request, say("weekly.nav"))
    shown = {
        "tabs": tabs(request.actor, "weekly"),
        "is_on": not is_unsubscribed(request.actor.name, services.TOPIC),
        "address": this_shop().settings.address,
        "may_manage": request.actor.may("manage"),
        "leaves": sending().is_verified,
    }
    return show(request, about, "weekly/home.html", (_MAIL,), shown)


@needs("see")
@require_GET
def mail(request: StaffRequest) -> HttpResponse:
    """Answer with the mail itself, to be shown in a frame."""
    opened = journeys.opened()
    edition = edition_of(monday_now(opened), opened)
    return framed(write(edition, language()).html.replace(UNSUBSCRIBE, "#") if edition else "")


def _mail(request: HttpRequest, about: Asked) -> Context | None:
    patience = max(about.until - time.monotonic(), 0.0)
    plan = plan_of(monday_now(about.opened), about.opened, patience=patience)
    edition = plan.edition() if plan else None
    if edition is None:
        return None
    content = write(edition, language())
    return {"subject": content.subject, "text": content.text.replace(UNSUBSCRIBE, "…")}


def monday_now(opened: Opened) -> date:
    """Return the last Monday of which there is anything to say: a log that came from a file may be old."""
    today = timezone.now().astimezone(ZoneInfo(this_shop().settings.zone)).date()
    return monday_of(min(today, opened.last + timedelta(weeks=WEEKS)))


_MAIL = Part("mail", "weekly/mail.html", _mail)
