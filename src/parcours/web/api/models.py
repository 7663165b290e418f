"""What the API remembers."""

from __future__ import annotations

from django.db import models


class Done(models.Model):
    """What was answered to a token under a key of its own; no personal data."""

    token = models.BigIntegerField()
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="done_once", fields=("token", "key")),)

    def __str__(self) -> str:
        return f"{self.token} {self.key}"
