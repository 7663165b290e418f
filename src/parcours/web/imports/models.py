"""Files that somebody brought."""

from __future__ import annotations

from django.db import models


class Upload(models.Model):
    """A file, how it is to be read, and the job that reads it.

    ``name`` is what the browser called it: for people to read, never a path. ``token`` is its name on disk.
    """

    token = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    options = models.JSONField(default=dict)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    job = models.BigIntegerField(null=True, unique=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
