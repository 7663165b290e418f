"""What other rooms hand over to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["access", "transactional", "marketing"]
UNSUBSCRIBE = "https://unsubscribe.invalid/"
"""Stands in texts for the reader's own link to unsubscribe."""


@dataclass(frozen=True)
class Recipient:
    """Who is written to.

    Parameters
    ----------
    address
        Of mail, as it is known.
    language
        That they read.
    name
        As letters are addressed; may be empty.
    profile
        Whose message it is, by any id of theirs; None for users of the shop's own staff.
    """

    address: str
    language: str
    name: str = ""
    profile: int | None = None


@dataclass(frozen=True)
class Content:
    """What a message says, in plain text and in HTML: both say the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message to send.

    Parameters
    ----------
    to
        Who.
    content
        What; a marketing message names `UNSUBSCRIBE` in both of its texts.
    kind
        ``transactional``: the reader waits for it; it is sent until it went through, so at least once.
        ``marketing``: at most once, to those who agreed. ``access``: lets somebody of the staff in; nothing
        but a missing mail server stops it, and nobody can read it here.
    topic
        What it is about, such as ``weekly``: whoever unsubscribes from marketing of the staff's own does so
        by topic.
    key
        Names the message: one with a key that is there already is not made again. Never personal data.
    expires_at
        After when it is of no use; by default after one day, a transactional one after three.
    """

    to: Recipient
    content: Content
    kind: Kind
    topic: str
    key: str
    expires_at: datetime | None = None
