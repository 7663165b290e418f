"""Who is not written to: what readers say, and what people of the shop enter for them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parcours.errors import InputError
from parcours.messaging import happenings, home, mime
from parcours.messaging.addresses import normal
from parcours.messaging.models import Message, Suppression
from parcours.state.actor import Actor, system
from parcours.state.audit import record

_UNSUBSCRIBED = Suppression.Reason.UNSUBSCRIBED


@transaction.atomic
def unsubscribe(ticket: str, *, now: datetime) -> bool:
    """Write no more marketing to the reader of a message; return whether the message is known.

    Staff says so of one topic, everybody else of all.
    """
    row = Message.objects.filter(ticket=ticket).exclude(address="").first()
    if row is None:
        return False
    topic = row.topic if row.profile is None else ""
    if _keep(row.address, topic, _UNSUBSCRIBED, now)[1]:
        happenings.happened(row, "Unsubscribed", now)
        record(system("unsubscribe"), "message.unsubscribed", f"message:{row.pk}", now=now)
    return True


@transaction.atomic
def unsubscribe_address(actor: Actor, address: str, topic: str, *, now: datetime) -> None:
    """Write no more about a topic to somebody of the staff, who says so in the app."""
    if _keep(address, topic, _UNSUBSCRIBED, now)[1]:
        record(actor, "message.unsubscribed", f"topic:{topic}", now=now)


@transaction.atomic
def subscribe(actor: Actor, address: str, topic: str, *, now: datetime) -> None:
    """Write again about a topic to somebody of the staff, who says so in the app."""
    found = Suppression.objects.filter(digest=home.digest(address), topic=topic, reason=_UNSUBSCRIBED)
    if found.delete()[0]:
        record(actor, "message.subscribed", f"topic:{topic}", now=now)


@transaction.atomic
def suppress(actor: Actor, address: str, topic: str, reason: str, *, now: datetime) -> int:
    """Write no more to an address: no marketing where it unsubscribed, nothing where it bounced.

    Parameters
    ----------
    actor
        Who enters it: somebody asked on the phone, or the list comes from an earlier program.
    address
        Of mail.
    topic
        What it is about; empty is everything.
    reason
        One of `Suppression.Reason`.
    now
        The moment.

    Returns
    -------
    int
        The number of the entry, which is the same for the same address, topic and reason.

    Raises
    ------
    InputError
        The address is none.
    """
    actor.check("message")
    row, is_new = _keep(normal(address), mime.line(topic), Suppression.Reason(reason), now)
    if is_new:
        record(actor, "address.suppressed", f"suppression:{row.pk}", now=now, details={"reason": reason})
    return row.pk


@transaction.atomic
def lift(actor: Actor, number: int, why: str, *, now: datetime) -> None:
    """Let an address be written to again.

    Raises
    ------
    InputError
        There is no such entry.
    """
    actor.check("message")
    row = Suppression.objects.filter(pk=number).first()
    if row is None:
        raise InputError("There is no such entry.")
    row.delete()
    details = {"reason": row.reason, "why": mime.line(why)}
    record(actor, "address.lifted", f"suppression:{number}", now=now, details=details)


def _keep(address: str, topic: str, reason: Suppression.Reason, now: datetime) -> tuple[Suppression, bool]:
    told = {"digest": home.digest(address), "topic": topic, "reason": reason}
    return Suppression.objects.get_or_create(**told, defaults={"at": now})
