"""How things stand: the mail server, the switch that pauses all, and what is known of one recipient."""

from __future__ import annotations

from dataclasses import replace

from parcours.errors import InputError
from parcours.messaging import home
from parcours.messaging.addresses import domain
from parcours.messaging.models import MailServer, Message, Suppression
from parcours.messaging.outcomes import Outcome
from parcours.messaging.rules import Standing
from parcours.messaging.server import Server, unsealed
from parcours.people.selectors import agrees


def of(message: Message) -> Standing:
    """Return how things stand for one message."""
    row = MailServer.objects.first()
    return Standing(
        has_server=row is not None,
        is_tested=row is not None and row.tested_at is not None,
        is_verified=row is not None and is_verified(row),
        has_address=bool(home.public_address()),
        suppressed=suppressed(message.address, message.topic),
        agrees=None if message.profile is None else agrees(message.profile, "email"),
    )


def server() -> Server:
    """Return how mail leaves.

    Raises
    ------
    InputError
        Nobody has said it yet.
    """
    row = MailServer.objects.first()
    if row is None:
        raise InputError("There is no mail server yet.", advice="Enter one in the settings of messages.")
    return replace(described(row), password=unsealed(row.password))


def described(row: MailServer) -> Server:
    """Return what a row says of the server, without its password."""
    return Server(
        host=row.host,
        port=row.port,
        security=row.security,  # type: ignore[arg-type]  # only such were saved
        user=row.user,
        from_name=row.from_name,
        from_address=row.from_address,
        reply_to=row.reply_to,
    )


def is_verified(row: MailServer) -> bool:
    """Whether somebody showed the sender, or all of its domain, to be the shop's own."""
    return bool(row.proof) and row.proof in (row.from_address, domain(row.from_address))


def note(outcome: Outcome) -> None:
    """Keep what stands in the way of all messages, until one goes through."""
    if outcome.result != "delivered" and not outcome.about_setup:
        return
    trouble, answer = (outcome.cause, outcome.answer) if outcome.about_setup else ("", "")
    MailServer.objects.exclude(trouble=trouble, answer=answer).update(trouble=trouble, answer=answer)


def suppressed(address: str, topic: str) -> frozenset[str]:
    """Return why an address is not written to about a topic."""
    rows = Suppression.objects.filter(digest=home.digest(address), topic__in=("", topic))
    return frozenset(rows.values_list("reason", flat=True))
