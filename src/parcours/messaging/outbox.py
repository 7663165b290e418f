"""The outbox: messages are kept with what caused them, taken one by one, and settled by what became of them.

A message is taken in a transaction of its own before anybody speaks with a mail server. One that was taken
and never settled is one of whose fate nobody knows: a transactional one is sent again under the same id, a
marketing one never is.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from parcours.errors import InputError
from parcours.messaging import happenings, home, mime, standings
from parcours.messaging.addresses import AddressError, normal
from parcours.messaging.models import Attempt, Message, Pause, Suppression
from parcours.messaging.outcomes import Outcome
from parcours.messaging.outgoing import UNSUBSCRIBE, Content, Outgoing, Recipient
from parcours.messaging.rules import verdict
from parcours.messaging.server import Server
from parcours.messaging.smtp import Envelope
from parcours.state.search import folded

_PATIENCE = {"access": timedelta(days=1), "transactional": timedelta(days=3), "marketing": timedelta(days=1)}
_AGAIN, _LONGEST = timedelta(minutes=1), timedelta(hours=4)
_LONGEST_NAME, _MOST_DOUBLINGS = 200, 10
_State, _Kind = Message.State, Message.Kind


@dataclass(frozen=True)
class Taken:
    """A message that somebody is sending now."""

    number: int
    server: Server
    envelope: Envelope


def send(outgoing: Outgoing, *, now: datetime) -> int:
    """Keep a message to be sent, in the caller's transaction: it leaves if that is committed.

    It is no verb of somebody's: whoever calls it checks and writes down who acts.

    Parameters
    ----------
    outgoing
        The message. One with the same key is not made again, whatever it says.
    now
        The moment.

    Returns
    -------
    int
        The message's number.

    Raises
    ------
    InputError
        It is marketing and does not say how to unsubscribe.
    """
    _check_way_out(outgoing)
    to, content = outgoing.to, outgoing.content
    try:
        address, state, reason = normal(to.address), _State.WAITING, ""
    except AddressError:
        address, state, reason = mime.line(to.address), _State.FAILED, "address"
    name = mime.line(to.name)[:_LONGEST_NAME]
    made = {
        "kind": _Kind[outgoing.kind.upper()],
        "topic": outgoing.topic,
        "state": state,
        "reason": reason,
        "profile": to.profile,
        "address": address,
        "name": name,
        "language": to.language,
        "words": folded(name, address),
        "subject": mime.line(content.subject),
        "text": content.text.replace("\0", ""),
        "html": content.html.replace("\0", ""),
        "ticket": secrets.token_urlsafe(32),
        "made_at": now,
        "due_at": now,
        "expires_at": outgoing.expires_at or now + _PATIENCE[outgoing.kind],
        "ended_at": None if state == _State.WAITING else now,
    }
    return Message.objects.get_or_create(key=outgoing.key, defaults=made)[0].pk


def next_due(now: datetime) -> int | None:
    """Return the message whose turn it is; while all is paused only what lets the staff in has one."""
    waiting = Message.objects.filter(state=_State.WAITING, due_at__lte=now)
    if Pause.objects.exists():
        waiting = waiting.filter(kind=_Kind.ACCESS)
    return waiting.order_by("kind", "due_at", "pk").values_list("pk", flat=True).first()


@transaction.atomic
def take(number: int, now: datetime) -> Taken | None:
    """Take a message to send it; None where somebody else did, or it is not to be sent."""
    row = Message.objects.filter(pk=number, state=_State.WAITING).first()
    if row is None:
        return None
    is_late = row.expires_at <= now
    state, reason = (_State.EXPIRED, row.reason) if is_late else verdict(row, standings.of(row))
    if state == _State.SENDING:
        return _taken(row, now)
    _ended(row, state, reason, now)
    return None


@transaction.atomic
def settle(taken: Taken, outcome: Outcome, now: datetime) -> None:
    """Write down what became of a message that was taken."""
    row = Message.objects.get(pk=taken.number)
    answer = outcome.answer if row.address else ""  # servers repeat addresses, and this person was erased
    told = {"cause": outcome.cause, "code": outcome.code, "answer": answer}
    Attempt.objects.create(message=row, at=now, result=outcome.result, **told)
    standings.note(outcome)
    if outcome.result == "delivered":
        _ended(row, _State.SENT, "", now, before=_State.SENDING)
        happenings.happened(row, "Email Sent", now)
    elif outcome.result == "refused":
        _ended(row, _State.FAILED, outcome.cause, now, before=_State.SENDING)
        _bounced(row, outcome, now)
    elif outcome.result == "lost" and row.kind == _Kind.MARKETING:
        _ended(row, _State.UNKNOWN, outcome.cause, now, before=_State.SENDING)
    else:
        _put_back(row, outcome.cause, now, tries=row.tries)


def recover(now: datetime) -> None:
    """See to messages whose sender died; whoever calls this is the only one who sends.

    The second time they wait, so that one that kills its sender does not keep back the others.
    """
    for row in Message.objects.filter(state=_State.SENDING):
        with transaction.atomic():
            if row.kind == _Kind.MARKETING:
                _ended(row, _State.UNKNOWN, "crashed", now, before=_State.SENDING)
            else:
                _put_back(row, "crashed", now, tries=row.tries - 1)


def distrust(now: datetime) -> None:
    """Take it that marketing messages which wait may have left: the state was restored from a backup."""
    waiting = Message.objects.filter(state__in=(_State.WAITING, _State.SENDING), kind=_Kind.MARKETING)
    waiting.update(state=_State.UNKNOWN, reason="restored", ended_at=now)


def _check_way_out(outgoing: Outgoing) -> None:
    if outgoing.kind != "marketing" or not home.public_address():
        return
    if UNSUBSCRIBE not in outgoing.content.text or UNSUBSCRIBE not in outgoing.content.html:
        raise InputError(
            "A marketing message must say how to unsubscribe.",
            expected=f"Both of its texts were expected to hold {UNSUBSCRIBE}.",
        )


def _taken(row: Message, now: datetime) -> Taken | None:
    server = standings.server()
    row.message_id = row.message_id or f"{uuid.uuid4().hex}@{server.domain}"
    try:
        envelope = _envelope(row, server)
    except ValueError:  # nothing that a header may hold; the others must not wait for it
        _ended(row, _State.FAILED, "unreadable", now)
        return None
    waiting = Message.objects.filter(pk=row.pk, state=_State.WAITING)
    mine = waiting.update(state=_State.SENDING, message_id=row.message_id, tries=row.tries + 1)
    return Taken(row.pk, server, envelope) if mine else None


def _envelope(row: Message, server: Server) -> Envelope:
    is_list = row.kind == _Kind.MARKETING
    way_out = home.unsubscribe_address(row.ticket) if is_list else ""
    heading = mime.Heading(row.message_id, row.made_at, row.topic, way_out)
    to = Recipient(row.address, row.language, row.name, row.profile)
    return mime.envelope(server, to, Content(row.subject, row.text, row.html), heading)


def _ended(
    row: Message, state: Message.State, reason: str, now: datetime, *, before: Message.State = _State.WAITING
) -> None:
    changes: dict[str, object] = {"state": state, "reason": reason, "ended_at": now}
    if row.kind == _Kind.ACCESS:
        changes |= {"text": "", "html": ""}  # its link opens a door
    Message.objects.filter(pk=row.pk, state=before).update(**changes)


def _put_back(row: Message, reason: str, now: datetime, *, tries: int) -> None:
    wait = min(_AGAIN * 2 ** min(tries - 1, _MOST_DOUBLINGS), _LONGEST) if tries else timedelta()
    mine = Message.objects.filter(pk=row.pk, state=_State.SENDING)
    mine.update(state=_State.WAITING, reason=reason, due_at=now + wait)


def _bounced(row: Message, outcome: Outcome, now: datetime) -> None:
    if not (outcome.bounced and row.address):
        return
    bounced = {"digest": home.digest(row.address), "topic": "", "reason": Suppression.Reason.BOUNCED}
    Suppression.objects.get_or_create(**bounced, defaults={"at": now})
    happenings.happened(row, "Email Bounced", now)
