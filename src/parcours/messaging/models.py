"""Tables of the room: messages and what became of them, who is not written to, how mail leaves."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """One message to one person.

    Its ``ticket`` is what a link to unsubscribe names, its ``message_id`` what mail programs know it by: both
    stay the same however often it is sent. What it says is deleted when its reader is erased, when it let
    somebody in, and after the time that the shop keeps it.
    """

    class Kind(models.IntegerChoices):
        """In the order in which they are sent."""

        ACCESS = 0
        TRANSACTIONAL = 1
        MARKETING = 2

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        CAPTURED = "captured"
        WITHHELD = "withheld"
        FAILED = "failed"
        EXPIRED = "expired"
        UNKNOWN = "unknown"

    key = models.CharField(max_length=200, unique=True)
    kind = models.PositiveSmallIntegerField(choices=Kind)
    topic = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=32, default="")
    profile = models.BigIntegerField(null=True, db_index=True)
    address = models.CharField(max_length=254)
    name = models.CharField(max_length=200, default="")
    language = models.CharField(max_length=2)
    words = models.TextField(default="")
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    ticket = models.CharField(max_length=43, unique=True)
    message_id = models.CharField(max_length=300, default="")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=("state", "kind", "due_at", "id"), name="messaging_by_turn"),
            models.Index(fields=("made_at", "id"), name="messaging_by_age"),
            models.Index(fields=("ended_at",), name="messaging_readable", condition=~models.Q(html="")),
        )

    def __str__(self) -> str:
        return f"message {self.pk}, {self.state}"


class Attempt(models.Model):
    """What a mail server answered to one message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE)
    at = models.DateTimeField()
    result = models.CharField(max_length=16)
    cause = models.CharField(max_length=32)
    code = models.PositiveSmallIntegerField(null=True)
    answer = models.CharField(max_length=500)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.result} {self.cause}"


class Suppression(models.Model):
    """An address, as a digest, that is not written to: at all, or about one topic."""

    class Reason(models.TextChoices):
        BOUNCED = "bounced"
        UNSUBSCRIBED = "unsubscribed"

    digest = models.CharField(max_length=64)
    topic = models.CharField(max_length=64, default="")
    reason = models.CharField(max_length=16, choices=Reason)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("digest", "topic", "reason"), name="messaging_suppressed_once"),
        )

    def __str__(self) -> str:
        return f"{self.reason} {self.topic}"


class MailServer(models.Model):
    """How mail leaves: the one row. ``password`` is sealed with the shop's secret.

    ``proof`` is the address or the domain that somebody showed to be the shop's own.
    """

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=8)
    user = models.CharField(max_length=254, default="")
    password = models.TextField(default="")
    from_name = models.CharField(max_length=100)
    from_address = models.CharField(max_length=254)
    reply_to = models.CharField(max_length=254, default="")
    tested_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=254, default="")
    code = models.CharField(max_length=64, default="")
    code_to = models.CharField(max_length=254, default="")
    code_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=32, default="")
    answer = models.CharField(max_length=500, default="")

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class Pause(models.Model):
    """That nothing leaves now: the one row, or none."""

    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=254)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
