"""What the room does as the log goes on and people are erased."""

from __future__ import annotations

from parcours.messaging.models import Attempt, Message
from parcours.shop.arrived import Arrived
from parcours.shop.identities import Ints

_STILL_DUE = (Message.State.WAITING,)


def follow(arrived: Arrived) -> None:
    """Take nothing from the log: consent, which touchpoints tell, is kept with people."""
    del arrived


def forget_derived() -> None:
    """Forget nothing: no message was made of the log."""


def forget(leaves: Ints) -> None:
    """Delete what messages to some leaves said, and where they went; that there were some stays."""
    theirs = Message.objects.filter(profile__in=leaves.tolist())
    Attempt.objects.filter(message__in=theirs).delete()  # servers repeat addresses
    theirs.filter(state__in=_STILL_DUE).update(state=Message.State.WITHHELD, reason="erased")
    blank = {"address": "", "name": "", "words": "", "subject": "", "text": "", "html": ""}
    theirs.update(**blank, profile=None, reason="erased")
