"""What people add to the map."""

from __future__ import annotations

from django.db import models

LONGEST_NOTE = 500


class Annotation(models.Model):
    """A note on a thing of the map, or on a day."""

    kind = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=120, blank=True)
    day = models.DateField(null=True)
    text = models.CharField(max_length=LONGEST_NOTE)
    author = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("kind", "name")), models.Index(fields=("day",)))

    def __str__(self) -> str:
        return f"{self.day or f'{self.kind} {self.name}'}: {self.text}"
