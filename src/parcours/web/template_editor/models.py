"""What was saved, and what somebody looks at before saving it. What holds lies in the shop's folder."""

from __future__ import annotations

from django.db import models


class Version(models.Model):
    """A text that held from a moment on. One without a name was changed in its file, not here."""

    kind = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=32)
    author = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("kind", "number"), name="template_version"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Draft(models.Model):
    """A text that somebody looks at: ``base`` is the digest of the one that held when they began."""

    token = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=16)
    text = models.TextField()
    base = models.CharField(max_length=32)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token
