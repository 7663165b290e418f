"""Tables of the room: how far the state has come, and what waits to be done."""

from __future__ import annotations

from django.db import models


class Position(models.Model):
    """How far the state has followed the log: the one row.

    All up to ``version`` is covered, -1 where nothing is. While ``target`` is being covered, ``rows``
    touchpoints of the files between the two are done; ``files`` tells whether these are still the same.
    ``name`` tells this state from one made anew, whose numbers begin again.
    """

    version = models.BigIntegerField(default=-1)
    target = models.BigIntegerField(null=True)
    rows = models.BigIntegerField(default=0)
    files = models.CharField(max_length=32, default="")
    name = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.version}, {self.rows} rows towards {self.target}"


class Emitted(models.Model):
    """Touchpoints that reactions emitted and that are not in the log yet, as an Arrow stream."""

    rows = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)


class Quarantined(models.Model):
    """What was received and cannot become a touchpoint."""

    inbox = models.CharField(max_length=32)
    number = models.BigIntegerField()
    item = models.IntegerField()
    source = models.CharField(max_length=100)
    received_at = models.DateTimeField(db_index=True)
    reason = models.CharField(max_length=200)
    body = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("inbox", "number", "item"), name="stream_quarantined_once"),
        )

    def __str__(self) -> str:
        return f"{self.number}.{self.item}: {self.reason}"


class Timer(models.Model):
    """Something to do at a time; one for each kind and reference."""

    kind = models.CharField(max_length=64)
    ref = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "ref"), name="stream_timer_once"),)
        indexes = (models.Index(fields=("due_at", "id"), name="stream_timer_due"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref} at {self.due_at:%Y-%m-%d %H:%M:%S}"


class Job(models.Model):
    """A long piece of work that somebody asked for; the worker does one at a time.

    It is not ``complete`` when its parameters named a person and were deleted.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        STOPPING = "stopping"
        STOPPED = "stopped"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=64)
    params = models.JSONField(default=dict)
    complete = models.BooleanField(default=True)
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    share = models.FloatField(default=0.0)
    figures = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    error = models.TextField(default="")
    starts = models.PositiveSmallIntegerField(default=0)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=254)
    actor_role = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "id"), name="stream_job_state"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}, {self.state}"
