"""Messages as the API asks for them and tells of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from parcours.messaging.selectors import KINDS, REASONS, STATES, Wanted
from parcours.messaging.server import Security, Server
from parcours.web.api.fields import Asked, Cut, Id, Instant, Number, OneOf, Page, Said, Text, Told

State = Annotated[str, OneOf(STATES)]
Kind = Annotated[str, OneOf(KINDS)]
Reason = Annotated[str, OneOf(REASONS)]
Address = Annotated[Text, Field(max_length=254, min_length=3, examples=["ana@example.org"])]


class MessagesQuery(Cut):
    """Which messages."""

    state: State | None = None
    kind: Kind | None = None
    topic: Text = Field("", description="what it is about, such as `weekly`")
    search: Text = Field("", description="a piece of the reader's name or address; needs `see_personal`")

    def wanted(self) -> Wanted:
        """Return them as the room of messages asks for it."""
        return Wanted(self.state or "", self.kind or "", self.topic, self.search.strip())


class MessageListed(Told):
    """A message; `reason` is a word for why it did not leave, or not yet."""

    number: int
    kind: str
    topic: str
    state: str
    reason: str
    to: str
    subject: str
    made_at: Instant
    due_at: Instant
    ended_at: Instant | None
    profile: Id | None = Field(description="whose message it is; null for the shop's own staff")


class MessagesPage(Page):
    """A piece of the outbox, and how many messages there are in each state."""

    items: list[MessageListed]
    counts: dict[str, int]


class TriedOut(Told):
    """What a mail server answered: a `result`, its `cause` where it was none, and its own words."""

    at: Instant
    result: str
    cause: str
    code: int | None
    answer: str


class MessageOut(Told):
    """A message as its reader gets it; the texts are empty where nobody may read them any more."""

    message: MessageListed = Field(validation_alias="listed")
    name: str
    language: str
    message_id: str
    text: str
    html: str
    tries: list[TriedOut]


class PausedOut(Told):
    """Whether all messages are paused: why, by whom, and since when."""

    paused: bool
    reason: str = ""
    by: str = ""
    at: Instant | None = None


class Pausing(Asked):
    """Why nothing is to leave."""

    reason: Said


class MailServer(Asked):
    """How mail leaves. An empty `password` keeps the one that is there, for the same host and user."""

    host: Annotated[Said, Field(max_length=253, examples=["smtp.example.org"])]
    port: int = Field(587, strict=True, ge=1, le=65_535)
    security: Security = Field("starttls", description="`none` is for a server on this machine only")
    user: Annotated[Text, Field(max_length=254)] = ""
    password: str = Field("", max_length=1_000)
    from_name: Annotated[Said, Field(max_length=100)]
    from_address: Address
    reply_to: Annotated[Text, Field(max_length=254)] = ""

    def server(self) -> Server:
        """Return it as the room of messages knows it."""
        return Server(**self.model_dump())


class MailServerTold(Told):
    """How mail leaves, without the password."""

    host: str
    port: int
    security: str
    user: str
    from_name: str
    from_address: str
    reply_to: str


class SendingOut(Told):
    """Whether mail leaves, and what stands in the way; `server` is null until somebody entered one."""

    server: MailServerTold | None
    has_password: bool
    tested_at: Instant | None
    is_verified: bool = Field(description="whether the sender was shown to be the shop's own")
    code_to: str = Field(description="the mailbox that a code was sent to")
    trouble: str
    answer: str = Field(description="the mail server's own words")
    mailboxes: list[str] = Field(description="where a code would prove something")


class TestLetter(Asked):
    """Who gets it: somebody of the shop's own staff."""

    to: Address


class ProofLetter(Asked):
    """Where the code goes: one of `mailboxes`."""

    mailbox: Address


class Code(Asked):
    """The code that came by mail."""

    code: Annotated[Said, Field(max_length=20, examples=["12345678"])]


class ProvedOut(Told):
    """Whether it was that code; after five others, or an hour, a new one is needed."""

    is_right: bool


class OutcomeOut(Told):
    """How a mail server took a letter."""

    result: Literal["delivered", "refused", "later", "lost"]
    cause: str
    code: int | None
    answer: str


class Suppressing(Asked):
    """An address that is not to be written to: `unsubscribed` from marketing, or one that `bounced`."""

    address: Address
    topic: Annotated[Text, Field(max_length=64)] = Field("", description="empty is everything")
    reason: Reason = "unsubscribed"


class SuppressedOut(Told):
    """An entry of those who are not written to; a digest is all that is kept of the address."""

    number: int
    topic: str
    reason: str
    at: Instant


class SuppressionsPage(Page):
    """A piece of the list of those who are not written to, the newest first."""

    items: list[SuppressedOut]


class Looking(Asked):
    """Whose entries: an address stands in a body, never in an address of a page."""

    address: Address


class SuppressionMade(Told):
    """The number of an entry."""

    number: Number


class Lifting(Asked):
    """Why an address is written to again."""

    why: Said
