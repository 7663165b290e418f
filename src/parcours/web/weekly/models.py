"""Which Mondays had their mail."""

from __future__ import annotations

from django.db import models


class Issue(models.Model):
    """The mail of one Monday: a row is there from the moment that it was written to anybody, or to nobody."""

    monday = models.DateField(unique=True)
    made_at = models.DateTimeField()
    readers = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.monday}, {self.readers} readers"
