"""Reads of messages for other rooms and screens; personal data is masked by what the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from parcours.errors import InputError
from parcours.messaging import home, standings
from parcours.messaging.addresses import normal
from parcours.messaging.models import Attempt, MailServer, Message, Pause, Suppression
from parcours.messaging.outgoing import UNSUBSCRIBE
from parcours.messaging.server import Server
from parcours.people import masking
from parcours.state.actor import Actor
from parcours.state.paging import Page, Sort, page
from parcours.state.search import found

STATES: tuple[str, ...] = tuple(Message.State.values)
KINDS: tuple[str, ...] = tuple(kind.name.lower() for kind in Message.Kind)
REASONS: tuple[str, ...] = tuple(Suppression.Reason.values)
_NEWEST, _NEWEST_SUPPRESSED = Sort("made_at"), Sort("id")
_NOWHERE = "#"
"""Nobody unsubscribes a reader by looking at their message."""


@dataclass(frozen=True)
class Listed:
    """A message in a list; ``reason`` is a word for why it did not leave, or not yet."""

    number: int
    kind: str
    topic: str
    state: str
    reason: str
    to: str
    subject: str
    made_at: datetime
    due_at: datetime
    ended_at: datetime | None
    profile: int | None


@dataclass(frozen=True)
class Tried:
    """What a server answered."""

    at: datetime
    result: str
    cause: str
    code: int | None
    answer: str


@dataclass(frozen=True)
class Whole:
    """A message as its reader gets it; ``text`` and ``html`` are empty where nobody may read it any more."""

    listed: Listed
    name: str
    language: str
    message_id: str
    text: str
    html: str
    tries: tuple[Tried, ...]


@dataclass(frozen=True)
class Received:
    """A message to somebody, as their own data tell it."""

    address: str
    kind: str
    subject: str
    text: str
    state: str
    made_at: datetime


@dataclass(frozen=True)
class Wanted:
    """Which messages a list is asked for; empty is all."""

    state: str = ""
    kind: str = ""
    topic: str = ""
    text: str = ""


@dataclass(frozen=True)
class Paused:
    """Why nothing leaves now, who said so, and since when."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Suppressed:
    """An address that is not written to: its digest is all that is kept of it. ``topic`` empty is all."""

    number: int
    topic: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Sending:
    """Whether mail leaves: ``server`` without its password, and what stands in the way."""

    server: Server | None = None
    has_password: bool = False
    tested_at: datetime | None = None
    is_verified: bool = False
    code_to: str = ""
    trouble: str = ""
    answer: str = ""


def messages(actor: Actor, wanted: Wanted, *, cursor: str = "", size: int = 50) -> Page[Listed]:
    """Return a page of messages, the newest first; whoever may not see personal data searches in vain."""
    actor.check("message")
    personal = actor.may("see_personal")
    rows = Message.objects.defer("text", "html")
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind=Message.Kind[wanted.kind.upper()])
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.text:
        rows = found(rows, "words", wanted.text)[0] if personal else rows.none()
    return page(rows, _NEWEST, cursor=cursor, size=size).of(lambda row: _listed(row, personal=personal))


def message(actor: Actor, number: int) -> Whole:
    """Return one message.

    What lets somebody in is read by nobody but whom it is for.

    Raises
    ------
    InputError
        There is none of that number.
    """
    actor.check("message")
    row = Message.objects.filter(pk=number).first()
    if row is None:
        raise InputError("There is no such message.")
    personal = actor.may("see_personal")
    may_read = personal and row.kind != Message.Kind.ACCESS
    tries = Attempt.objects.filter(message=row)
    return Whole(
        listed=_listed(row, personal=personal),
        name=row.name if personal else masking.name(row.name),
        language=row.language,
        message_id=row.message_id,
        text=row.text.replace(UNSUBSCRIBE, _NOWHERE) if may_read else "",
        html=row.html.replace(UNSUBSCRIBE, _NOWHERE) if may_read else "",
        tries=tuple(_tried(each, personal=personal) for each in tries),
    )


def suppressions(actor: Actor, *, address: str = "", cursor: str = "", size: int = 50) -> Page[Suppressed]:
    """Return who is not written to, the newest first; of one address where it is given.

    Raises
    ------
    InputError
        The address is none.
    """
    actor.check("message")
    rows = Suppression.objects.all()
    if address:
        rows = rows.filter(digest=home.digest(normal(address)))
    return page(rows, _NEWEST_SUPPRESSED, cursor=cursor, size=size).of(_suppressed)


def messages_to(leaves: Sequence[int]) -> tuple[Received, ...]:
    """Return everything that was written to a person, whose ids these are."""
    rows = Message.objects.filter(profile__in=leaves).order_by("made_at")
    return tuple(
        Received(row.address, _kind(row), row.subject, row.text, row.state, row.made_at) for row in rows
    )


def counts() -> dict[str, int]:
    """Return how many messages there are in each state."""
    rows = Message.objects.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def paused() -> Paused | None:
    """Return why nothing leaves, where it is so."""
    row = Pause.objects.first()
    return None if row is None else Paused(row.reason, row.by, row.at)


def sending() -> Sending:
    """Return whether mail leaves."""
    row = MailServer.objects.first()
    if row is None:
        return Sending()
    return Sending(
        server=standings.described(row),
        has_password=bool(row.password),
        tested_at=row.tested_at,
        is_verified=standings.is_verified(row),
        code_to=row.code_to if row.code else "",
        trouble=row.trouble,
        answer=row.answer,
    )


def lets_in() -> bool:
    """Whether mail that lets the staff in leaves: a test has gone through the server."""
    return MailServer.objects.filter(tested_at__isnull=False).exists()


def is_unsubscribed(address: str, topic: str) -> bool:
    """Whether somebody said that they want no more of a topic."""
    return "unsubscribed" in standings.suppressed(address, topic)


def ticket_is_known(ticket: str) -> bool:
    """Whether a link to unsubscribe leads to a message."""
    return Message.objects.filter(ticket=ticket).exclude(address="").exists()


def _listed(row: Message, *, personal: bool) -> Listed:
    hidden = "" if personal else masking.text(row.subject)
    return Listed(
        number=row.pk,
        kind=_kind(row),
        topic=row.topic,
        state=row.state,
        reason=row.reason,
        to=row.address if personal else masking.email(row.address),
        subject=hidden or row.subject,
        made_at=row.made_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        profile=row.profile,
    )


def _suppressed(row: Suppression) -> Suppressed:
    return Suppressed(row.pk, row.topic, row.reason, row.at)


def _kind(row: Message) -> str:
    return Message.Kind(row.kind).name.lower()


def _tried(row: Attempt, *, personal: bool) -> Tried:
    answer = row.answer if personal else masking.text(row.answer)
    return Tried(row.at, row.result, row.cause, row.code, answer)
