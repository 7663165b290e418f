"""Writing to everybody on a Monday, once; and a reader's choice to get it or not."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from parcours.messaging import services as messaging
from parcours.messaging.outgoing import Content, Outgoing, Recipient
from parcours.messaging.selectors import is_unsubscribed
from parcours.state.actor import Actor, system
from parcours.state.audit import record
from parcours.web.accounts.models import User
from parcours.web.accounts.selectors import users
from parcours.web.design.place import this_shop
from parcours.web.explore.journeys import Opened
from parcours.web.weekly.calendar import ends
from parcours.web.weekly.editions import edition_of
from parcours.web.weekly.models import Issue
from parcours.web.weekly.writing import write

TOPIC = "weekly"


def choices() -> list[tuple[User, bool]]:
    """Return the users who may get the mail, each with whether they do: it can be switched off."""
    active = (user for user in users().filter(is_active=True) if user.actor.may("see"))
    return [(user, not is_unsubscribed(user.email, TOPIC)) for user in active]


def readers() -> list[User]:
    """Return who gets the mail."""
    return [user for user, gets_it in choices() if gets_it]


def issue(monday: date, opened: Opened, *, now: datetime) -> int:
    """Write the mail of a Monday to all its readers; return how many. Nothing happens twice."""
    to, edition = readers(), edition_of(monday, opened)
    if edition is None:
        to = []
    letters = {code: write(edition, code) for code in {user.language for user in to}} if edition else {}
    with transaction.atomic():
        made = Issue.objects.get_or_create(monday=monday, defaults={"made_at": now, "readers": len(to)})[1]
        if not made:
            return 0
        for user in to:
            messaging.send(_outgoing(monday, user, letters[user.language]), now=now)
        record(system(TOPIC), "weekly.issued", f"weekly:{monday}", now=now, details={"readers": len(to)})
    return len(to)


def switch(actor: Actor, address: str, *, wanted: bool, now: datetime) -> None:
    """Let a user get the mail, or get it no more: oneself, or another where the actor manages users."""
    if address != actor.name:
        actor.check("manage")
    verb = messaging.subscribe if wanted else messaging.unsubscribe_address
    verb(actor, address, TOPIC, now=now)


def _outgoing(monday: date, user: User, content: Content) -> Outgoing:
    return Outgoing(
        to=Recipient(user.email, user.language, user.name),
        content=content,
        kind="marketing",
        topic=TOPIC,
        key=f"{TOPIC}:{monday}:{user.pk}",
        expires_at=ends(monday, ZoneInfo(this_shop().settings.zone)),
    )
