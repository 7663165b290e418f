"""How mail leaves: the server, its test, and the proof that the sender is the shop's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from parcours.errors import InputError
from parcours.messaging import selectors, services
from parcours.messaging.outcomes import Outcome
from parcours.messaging.outgoing import Recipient
from parcours.messaging.selectors import Sending
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import language, say
from parcours.web.design.components import Notice, Stepper
from parcours.web.messages.forms import ProofForm, ServerForm
from parcours.web.messages.frame import tabs
from parcours.web.messages.tables import answer_of

_ASKED = ("host", "port", "security", "user", "from_name", "from_address", "reply_to")
_STEPS = ("server", "test", "proof")
_NEW = {"port": 587, "security": "starttls"}


@needs("manage")
@require_http_methods(["GET", "POST"])
def home(request: StaffRequest) -> HttpResponse:
    """Show and change how mail leaves."""
    sending = selectors.sending()
    form = ServerForm(request.POST or None, initial=_told(sending), sending=sending)
    server = form.server() if form.is_valid() else None
    if server is None:
        return _page(request, sending, form)
    services.save_server(request.actor, server, now=timezone.now())
    messages.success(request, say("messages.server.saved"))
    return redirect("messages:sending")


@needs("manage")
@require_POST
def test(request: StaffRequest) -> HttpResponse:
    """Send a letter to oneself and say how that went."""
    to = Recipient(request.actor.name, language())
    return _tried(request, "test", lambda now: services.try_server(request.actor, to, now=now))


@needs("manage")
@require_POST
def ask(request: StaffRequest) -> HttpResponse:
    """Send the code that shows that the sender is the shop's own."""
    mailbox = request.POST.get("mailbox", "")
    return _tried(
        request, "code", lambda now: services.ask_for_proof(request.actor, mailbox, language(), now=now)
    )


@needs("manage")
@require_POST
def prove(request: StaffRequest) -> HttpResponse:
    """Take the code."""
    form = ProofForm(request.POST)
    right = form.is_valid() and services.prove(request.actor, form.cleaned_data["code"], now=timezone.now())
    if right:
        messages.success(request, say("messages.proof.done"))
    else:
        messages.error(request, say("messages.proof.wrong"))
    return redirect("messages:sending")


def _tried(request: StaffRequest, word: str, verb: Any) -> HttpResponse:
    try:
        outcome = verb(timezone.now())
    except InputError:
        return redirect("messages:sending")
    sending = selectors.sending()
    form = ServerForm(initial=_told(sending), sending=sending)
    return _page(request, sending, form, told=_notice(outcome, word, request.actor.name))


def _page(
    request: StaffRequest, sending: Sending, form: ServerForm, told: Notice | None = None
) -> HttpResponse:
    at = 0 if sending.server is None else 1 if not sending.tested_at else 2 if not sending.is_verified else 3
    shown = {
        "tabs": tabs(request.actor, "sending"),
        "steps": Stepper(
            say("messages.steps.title"), tuple(say(f"messages.steps.{name}") for name in _STEPS), at
        ),
        "sending": sending,
        "form": form,
        "told": told or _trouble(sending),
        "own": request.actor.name,
        "mailboxes": services.mailboxes(sending.server) if sending.server else (),
        "proof": ProofForm(),
    }
    return render(request, "messages/sending.html", shown, status=422 if form.errors else 200)


def _told(sending: Sending) -> dict[str, Any]:
    if sending.server is None:
        return dict(_NEW)
    return {name: getattr(sending.server, name) for name in _ASKED}


def _notice(outcome: Outcome, word: str, own: str) -> Notice:
    if outcome.result == "delivered":
        return Notice(say(f"messages.told.{word}", to=own), "good", say("messages.told.taken"))
    return _wrong(outcome.cause, answer_of(outcome.code, outcome.answer) if outcome.answer else "")


def _trouble(sending: Sending) -> Notice | None:
    return _wrong(sending.trouble, sending.answer) if sending.trouble else None


def _wrong(cause: str, answer: str) -> Notice:
    """Say what stands in the way, what to do, and what the server said."""
    text = say(f"messages.troubles.{cause}.do")
    if answer:
        text = f"{text} {say('messages.told.details', answer=answer)}"
    return Notice(text, "danger", say(f"messages.troubles.{cause}.what"))
