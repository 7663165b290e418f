"""Messages: the list, one of them, and the switch that pauses all."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parcours.errors import InputError
from parcours.messaging import selectors, services
from parcours.messaging.selectors import Wanted, Whole
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Crumbs
from parcours.web.messages.forms import PauseForm
from parcours.web.messages.frame import framed, tabs
from parcours.web.messages.tables import filter_bar, messages_table, parse, standing, tries_table, why


@needs("message")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show a page of messages."""
    wanted = parse(request.GET)
    found = selectors.messages(request.actor, wanted, cursor=request.GET.get("cursor", ""))
    may_search = request.actor.may("see_personal")
    shown = {
        "tabs": tabs(request.actor, "list"),
        "filters": filter_bar(wanted, selectors.counts(), may_search=may_search),
        "table": messages_table(found, asked=wanted != Wanted()),
        "sending": selectors.sending(),
        "is_paused": selectors.paused() is not None,
        "may_manage": request.actor.may("manage"),
    }
    return render(request, "messages/list.html", shown)


@needs("message")
@require_GET
def message(request: StaffRequest, number: int) -> HttpResponse:
    """Show one message as its reader gets it, and what became of it."""
    found = _message(request, number)
    shown = {
        "crumbs": Crumbs(((say("messages.nav"), reverse("messages:home")),)),
        "title": found.listed.subject or say("messages.erased"),
        "message": found,
        "standing": standing(found.listed),
        "why": why(found.listed),
        "tries": tries_table(found.tries),
        "hidden": _hidden(found, may_read=request.actor.may("see_personal")),
    }
    return render(request, "messages/message.html", shown)


@needs("message")
@require_GET
def html(request: StaffRequest, number: int) -> HttpResponse:
    """Answer with what a message says, to be shown in a frame."""
    return framed(_message(request, number).html)


@needs("message")
@require_http_methods(["GET", "POST"])
def switch(request: StaffRequest) -> HttpResponse:
    """Pause all messages with a reason, or let them go on."""
    if "resume" in request.POST:
        services.resume(request.actor, now=timezone.now())
        messages.success(request, say("messages.pause.resumed"))
        return redirect("messages:home")
    form = PauseForm(request.POST or None)
    if form.is_valid():
        services.pause(request.actor, form.cleaned_data["reason"], now=timezone.now())
        return redirect("messages:home")
    crumbs = Crumbs(((say("messages.nav"), reverse("messages:home")),))
    return render(
        request, "messages/pause.html", {"form": form, "crumbs": crumbs}, status=422 if form.errors else 200
    )


def _message(request: StaffRequest, number: int) -> Whole:
    try:
        return selectors.message(request.actor, number)
    except InputError as error:
        raise Http404 from error


def _hidden(found: Whole, *, may_read: bool) -> str:
    """Say why nothing can be read, where it is so."""
    if found.html:
        return ""
    if found.listed.kind == "access":
        return say("messages.hidden.access")
    if not found.listed.subject:
        return say("messages.hidden.erased")
    return say("messages.hidden.old" if may_read else "messages.hidden.personal")
