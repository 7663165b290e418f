"""Messages over the API: the outbox, the switch that pauses all, how mail leaves, who is not written to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import timezone
from ninja import Query, Status

from parcours.errors import InputError
from parcours.messaging import selectors, services
from parcours.messaging.outcomes import Outcome
from parcours.messaging.outgoing import Recipient
from parcours.messaging.selectors import Whole
from parcours.state.paging import Page
from parcours.web.accounts.marks import StaffRequest
from parcours.web.accounts.selectors import users
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Cut, Number
from parcours.web.api.refusals import conflicting, missing
from parcours.web.design.books import language
from parcours.web.messages.shapes import (
    Code,
    Lifting,
    Looking,
    MailServer,
    MessageOut,
    MessagesPage,
    MessagesQuery,
    OutcomeOut,
    PausedOut,
    Pausing,
    ProofLetter,
    ProvedOut,
    SendingOut,
    Suppressing,
    SuppressionMade,
    SuppressionsPage,
    TestLetter,
)

endpoints = Endpoints("messages")


@endpoints.reads("/messages", MessagesPage, needs="message")
def messages(request: StaffRequest, asked: Query[MessagesQuery]) -> dict[str, Any]:
    """List messages, the newest first."""
    found = selectors.messages(request.actor, asked.wanted(), cursor=asked.cursor, size=asked.limit)
    return {**_piece(found), "counts": selectors.counts()}


@endpoints.reads("/messages/{number}", MessageOut, needs="message")
def message(request: StaffRequest, number: Number) -> Whole:
    """Return a message as its reader gets it, and what became of it."""
    with missing():
        return selectors.message(request.actor, number)


@endpoints.reads("/pause", PausedOut)
def pause(request: StaffRequest) -> dict[str, Any]:
    """Say whether all messages are paused."""
    found = selectors.paused()
    return {"paused": found is not None, **(asdict(found) if found else {})}


@endpoints.writes("PUT /pause", needs="message")
def start_pause(request: StaffRequest, told: Pausing) -> Status[None]:
    """Let nothing leave from now on but what lets the shop's own staff in; what is due waits."""
    services.pause(request.actor, told.reason, now=timezone.now())
    return Status(204, None)


@endpoints.writes("DELETE /pause", needs="message")
def end_pause(request: StaffRequest) -> Status[None]:
    """Let messages leave again."""
    services.resume(request.actor, now=timezone.now())
    return Status(204, None)


@endpoints.reads("/mail-server", SendingOut, needs="manage")
def mail_server(request: StaffRequest) -> dict[str, Any]:
    """Say how mail leaves, and what stands in the way."""
    found = selectors.sending()
    return {**vars(found), "mailboxes": services.mailboxes(found.server) if found.server else ()}


@endpoints.writes("PUT /mail-server", needs="manage")
def save_mail_server(request: StaffRequest, told: MailServer) -> Status[None]:
    """Say how mail leaves; another way than before has to be tested anew."""
    services.save_server(request.actor, told.server(), now=timezone.now())
    return Status(204, None)


# A letter that went out twice does no harm; remembering that it went would keep the database waiting for a
# mail server.
@endpoints.writes("POST /mail-server/test", OutcomeOut, needs="manage")
def try_mail_server(request: StaffRequest, told: TestLetter) -> Outcome:
    """Send a letter to somebody of the staff, and say how the mail server took it."""
    to = users().filter(email=told.to.lower(), is_active=True).first()
    if to is None:
        raise InputError("Nobody of the staff has this address.", expected="One of a user who may enter.")
    with conflicting():
        return services.try_server(request.actor, Recipient(to.email, language()), now=timezone.now())


@endpoints.writes("POST /mail-server/code", OutcomeOut, needs="manage")
def ask_for_proof(request: StaffRequest, told: ProofLetter) -> Outcome:
    """Send a code to a mailbox of the sender's domain: who reads it there may write in its name."""
    with conflicting():
        return services.ask_for_proof(request.actor, told.mailbox, language(), now=timezone.now())


@endpoints.writes("POST /mail-server/proof", ProvedOut, needs="manage")
def prove(request: StaffRequest, told: Code) -> dict[str, bool]:
    """Take the code."""
    return {"is_right": services.prove(request.actor, told.code, now=timezone.now())}


@endpoints.reads("/suppressions", SuppressionsPage, needs="message")
def suppressions(request: StaffRequest, asked: Query[Cut]) -> dict[str, Any]:
    """List who is not written to; addresses themselves are not kept."""
    return _piece(selectors.suppressions(request.actor, cursor=asked.cursor, size=asked.limit))


@endpoints.writes("POST /suppressions/find", SuppressionsPage, needs="message")
def find_suppressions(request: StaffRequest, told: Looking) -> dict[str, Any]:
    """Say why an address is not written to."""
    return _piece(selectors.suppressions(request.actor, address=told.address, size=200))


@endpoints.writes("POST /suppressions", SuppressionMade, needs="message", status=201)
def suppress(request: StaffRequest, told: Suppressing) -> Status[dict[str, int]]:
    """Write no more to an address: somebody asked for it, or another program knew it."""
    number = services.suppress(request.actor, told.address, told.topic, told.reason, now=timezone.now())
    return Status(201, {"number": number})


@endpoints.writes("POST /suppressions/{number}/lift", needs="message")
def lift(request: StaffRequest, number: Number, told: Lifting) -> Status[None]:
    """Let an address be written to again."""
    with missing():
        services.lift(request.actor, number, told.why, now=timezone.now())
    return Status(204, None)


def _piece(found: Page[Any]) -> dict[str, Any]:
    return {"items": found.rows, "next": found.next or None, "previous": found.previous or None}
