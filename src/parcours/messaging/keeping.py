"""How long what messages say is kept: after that only stays that they were sent, to whom and when."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from parcours.messaging import home
from parcours.messaging.models import Message
from parcours.state.actor import system
from parcours.state.audit import record
from parcours.touchpoints.time.durations import parse_duration

_BATCH = 500


def forget_old(kept: timedelta, *, now: datetime) -> int:
    """Delete what some messages said that ended so long ago; return how many."""
    old = Message.objects.filter(ended_at__lt=now - kept).exclude(html="")
    numbers = list(old.order_by("ended_at").values_list("pk", flat=True)[:_BATCH])
    if numbers:
        with transaction.atomic():
            Message.objects.filter(pk__in=numbers).update(text="", html="")
            details = {"messages": len(numbers)}
            record(system("keeping"), "messages.forgotten", "messages", now=now, details=details)
    return len(numbers)


class Forgetting:
    """Looks now and then for messages that nobody is to read any more."""

    name = "keeping"
    every = 60.0

    def turn(self, clock: Callable[[], datetime], stopping: threading.Event) -> bool:
        """Forget some, if the shop keeps messages for a time; return whether there may be more."""
        told = home.this_shop().settings.keep_messages
        if not told or stopping.is_set():
            return False
        return forget_old(timedelta(microseconds=parse_duration(told)), now=clock()) == _BATCH
