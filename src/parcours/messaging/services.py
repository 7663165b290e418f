"""What people of the shop do with messages: each verb one transaction and one entry of the audit log.

Rooms that write to somebody use `send`, which is part of a verb of theirs.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from parcours.errors import InputError
from parcours.messaging import home, mime, standings
from parcours.messaging.addresses import domain, normal
from parcours.messaging.letters import WORDS, Code, Letter, Paragraph
from parcours.messaging.models import MailServer, Pause
from parcours.messaging.outbox import send
from parcours.messaging.outcomes import Outcome
from parcours.messaging.outgoing import Content, Recipient
from parcours.messaging.server import Server, sealed
from parcours.messaging.smtp import Line
from parcours.messaging.suppressing import lift, subscribe, suppress, unsubscribe, unsubscribe_address
from parcours.state.actor import Actor
from parcours.state.audit import record

__all__ = [
    "ask_for_proof",
    "lift",
    "pause",
    "prove",
    "resume",
    "save_server",
    "send",
    "subscribe",
    "suppress",
    "try_server",
    "unsubscribe",
    "unsubscribe_address",
]

_DIGITS = 8
_CODE_LASTS = timedelta(hours=1)
_MOST_TRIES = 5
_PATIENCE = 10.0
_POSTMASTER = "postmaster@"


@transaction.atomic
def save_server(actor: Actor, server: Server, *, now: datetime) -> None:
    """Say how mail leaves.

    An empty password keeps the one that is there, as long as it goes to the same host and user. What leaves
    another way than before has to be tested anew; a new sender has to be shown to be the shop's own.

    Raises
    ------
    InputError
        An address is none.
    """
    actor.check("manage")
    server, before = server.normal(), MailServer.objects.first()
    told = {name: getattr(server, name) for name in _TOLD}
    row = before or MailServer(pk=1)
    same_account = before is not None and (before.host, before.user) == (server.host, server.user)
    if server.password or not same_account:
        row.password = sealed(server.password)
        row.tested_at = None
    changed = sorted(name for name in _TOLD if before is None or getattr(before, name) != told[name])
    for name, value in told.items():
        setattr(row, name, value)
    if set(changed) - {"from_name", "reply_to"}:
        row.tested_at = None
    row.trouble = row.answer = ""
    row.save()
    details = {"changed": changed, "password": bool(server.password)}
    record(actor, "mail_server.changed", "mail_server", now=now, details=details)


def try_server(actor: Actor, to: Recipient, *, now: datetime) -> Outcome:
    """Send a letter to oneself and return how the server took it."""
    actor.check("manage")
    server, say = standings.server(), partial(WORDS.say, language=to.language)
    letter = Letter(
        subject=say("test.subject", shop=home.this_shop().settings.name),
        parts=(Paragraph(say("test.text")), Paragraph(say("test.next"), is_soft=True)),
        language=to.language,
    )
    outcome = _speak(server, to, letter.content(), now)
    with transaction.atomic():
        standings.note(outcome)
        if outcome.result == "delivered":
            MailServer.objects.update(tested_at=now)
        record(actor, "mail_server.tested", "mail_server", now=now, details=_details(outcome))
    return outcome


def ask_for_proof(actor: Actor, mailbox: str, language: str, *, now: datetime) -> Outcome:
    """Send a code to a mailbox of the sender's domain: whoever reads it there may write in its name.

    Raises
    ------
    InputError
        The mailbox is none that would prove anything.
    """
    actor.check("manage")
    server = standings.server()
    if mailbox not in mailboxes(server):
        raise InputError("This mailbox proves nothing.", expected="The sender's own, or the postmaster's.")
    code, say = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}", partial(WORDS.say, language=language)
    shop = home.this_shop().settings.name
    letter = Letter(
        subject=say("proof.subject", shop=shop),
        parts=(
            Paragraph(say("proof.text", shop=shop)),
            Code(code),
            Paragraph(say("proof.ignore"), is_soft=True),
        ),
        language=language,
    )
    outcome = _speak(server, Recipient(mailbox, language), letter.content(), now)
    with transaction.atomic():
        standings.note(outcome)
        if outcome.result == "delivered":
            sent = {"code": _digest(code), "code_to": mailbox, "code_at": now, "code_tries": 0}
            MailServer.objects.update(**sent)
        record(actor, "mail_sender.proof_asked", "mail_server", now=now, details=_details(outcome))
    return outcome


@transaction.atomic
def prove(actor: Actor, code: str, *, now: datetime) -> bool:
    """Take the code that was sent; return whether it was that one.

    The postmaster's proves the whole domain, the sender's own mailbox itself.
    """
    actor.check("manage")
    row = MailServer.objects.select_for_update().first()
    if row is None or not _is_open(row, now):
        return False
    right = hmac.compare_digest(row.code, _digest("".join(code.split())))
    if right:
        row.proof = domain(row.code_to) if row.code_to.startswith(_POSTMASTER) else row.code_to
        row.code = ""
    row.code_tries += 1
    row.save(update_fields=["proof", "code", "code_tries"])
    action = "mail_sender.proved" if right else "mail_sender.proof_failed"
    record(actor, action, "mail_server", now=now)
    return right


@transaction.atomic
def pause(actor: Actor, reason: str, *, now: datetime) -> None:
    """Let nothing leave from now on but what lets the shop's own staff in; what is due waits."""
    actor.check("message")
    told = {"reason": mime.line(reason)[:200], "by": actor.name, "at": now}
    Pause.objects.update_or_create(pk=1, defaults=told)
    record(actor, "messages.paused", "messages", now=now, details={"reason": told["reason"]})


@transaction.atomic
def resume(actor: Actor, *, now: datetime) -> None:
    """Let messages leave again."""
    actor.check("message")
    if Pause.objects.all().delete()[0]:
        record(actor, "messages.resumed", "messages", now=now)


def mailboxes(server: Server) -> tuple[str, ...]:
    """Return where a code proves something: the sender's own mailbox, and the one that each domain has."""
    return tuple(dict.fromkeys((server.from_address, f"{_POSTMASTER}{server.domain}")))


_TOLD = ("host", "port", "security", "user", "from_name", "from_address", "reply_to")


def _speak(server: Server, to: Recipient, content: Content, now: datetime) -> Outcome:
    heading = mime.Heading(f"{secrets.token_hex(16)}@{server.domain}", now)
    to = replace(to, address=normal(to.address))
    with closing(Line(timeout=_PATIENCE)) as line:
        return line.deliver(server, mime.envelope(server, to, content, heading))


def _details(outcome: Outcome) -> dict[str, object]:
    return {"result": outcome.result, "cause": outcome.cause, "code": outcome.code}


def _is_open(row: MailServer, now: datetime) -> bool:
    fresh = row.code_at is not None and now - row.code_at <= _CODE_LASTS
    return bool(row.code) and fresh and row.code_tries < _MOST_TRIES


def _digest(code: str) -> str:
    return hmac.new(home.key("codes"), code.encode(), hashlib.sha256).hexdigest()
