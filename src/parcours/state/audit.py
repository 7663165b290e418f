"""The audit log: who did what to what, when. Entries are written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from parcours.state.actor import Actor


class AuditEntry(models.Model):
    """One deed."""

    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=254)
    action = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=128, db_index=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.actor_name} {self.action} {self.subject}"


def record(
    actor: Actor, action: str, subject: str, *, now: datetime, details: Mapping[str, Any] | None = None
) -> None:
    """Write down a deed, in the transaction that does it.

    Parameters
    ----------
    actor
        Who.
    action
        What, with dots: ``profile.merged``.
    subject
        To what: ``profile:42``.
    now
        When.
    details
        What was before and after; never personal data of customers, which erasure could not find here.
    """
    AuditEntry.objects.create(
        at=now,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        action=action,
        subject=subject,
        details=dict(details or {}),
    )
