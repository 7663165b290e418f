"""How the outbox does, in figures: for those who watch, and for the doctor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min

from parcours.eventlog import Finding
from parcours.messaging import selectors
from parcours.messaging.models import MailServer, Message

_LONG = timedelta(hours=1)
_LATELY = timedelta(days=7)
_State = Message.State


@dataclass(frozen=True)
class Outbox:
    """What waits, and what did not leave.

    Parameters
    ----------
    waiting, oldest_wait
        Messages that wait, and how long the first of them could have left.
    failed, unknown
        Messages of the last week that could not be sent, or of whose fate nobody knows.
    is_paused, trouble
        What holds all of them back: somebody's switch, or a word for what the mail server says.
    """

    waiting: int
    oldest_wait: timedelta
    failed: int
    unknown: int
    is_paused: bool
    trouble: str


def outbox(now: datetime) -> Outbox:
    """Return how the outbox does."""
    waiting = Message.objects.filter(state=_State.WAITING)
    due = waiting.filter(due_at__lte=now).aggregate(first=Min("due_at"))["first"]
    return Outbox(
        waiting=waiting.count(),
        oldest_wait=now - due if due else timedelta(),
        failed=_lately(_State.FAILED, now),
        unknown=_lately(_State.UNKNOWN, now),
        is_paused=selectors.paused() is not None,
        trouble=MailServer.objects.values_list("trouble", flat=True).first() or "",
    )


def measured(found: Outbox) -> Mapping[str, tuple[str, float]]:
    """Return figures by their names, each with what it says, for Prometheus."""
    return {
        "messages_waiting": ("Messages that wait to be sent.", found.waiting),
        "messages_oldest_wait_seconds": (
            "How long the oldest message that could leave has waited.",
            found.oldest_wait.total_seconds(),
        ),
        "messages_failed": ("Messages of the last week that could not be sent.", found.failed),
        "messages_unknown": ("Messages of the last week of whose fate nobody knows.", found.unknown),
        "messages_paused": ("Whether somebody paused all messages.", found.is_paused),
        "messages_trouble": ("Whether the mail server takes no message.", bool(found.trouble)),
    }


def findings(found: Outbox) -> Iterator[Finding]:
    """Yield what is wrong with the outbox, or worth knowing."""
    if found.trouble:
        what = f"The mail server takes no message: {found.trouble}."
        yield Finding("mail-trouble", what, "See *Messages*, *Sending* in the app.")
    if found.is_paused:
        what = f"All messages are paused; {found.waiting} wait."
        yield Finding("mail-paused", what, "Let them go on in the app, or by the API.", harmless=True)
    elif found.oldest_wait > _LONG:
        hours = found.oldest_wait / timedelta(hours=1)
        what = f"{found.waiting} messages wait to be sent, the oldest for {hours:.0f} hours."
        yield Finding("mail-waiting", what, "Start the shop with `parcours run`: its worker sends them.")
    yield from _ended(found)


def _ended(found: Outbox) -> Iterator[Finding]:
    advice = "See *Messages* in the app, by state."
    if found.failed:
        what = f"{found.failed} messages of the last week could not be sent."
        yield Finding("mail-failed", what, advice, harmless=True)
    if found.unknown:
        what = f"Nobody knows whether {found.unknown} messages of the last week arrived."
        yield Finding("mail-unknown", what, advice, harmless=True)


def _lately(state: Message.State, now: datetime) -> int:
    return Message.objects.filter(state=state, ended_at__gte=now - _LATELY).count()
