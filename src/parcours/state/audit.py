"""The audit log: who did what to what, when. Entries are written once, chained, and never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from parcours.state.actor import Actor

FIRST = "0" * 64
_LOCK = 0x70617263  # any number that nothing else locks


class AuditEntry(models.Model):
    """One deed.

    Triggers refuse to change or delete its row (`parcours.state.append_only`), and each entry holds the
    digest of the one before: whoever gets around the triggers leaves a break in the chain.
    """

    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=254)
    action = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=128, db_index=True)
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.actor_name} {self.action} {self.subject}"


@dataclass(frozen=True)
class Verdict:
    """What a look at the whole chain found.

    Parameters
    ----------
    entries
        How many entries there are.
    head
        The digest of the last one. Whoever noted it elsewhere can tell later whether the log was cut.
    broken
        The number of the first entry that is not what was written; None where all are.
    """

    entries: int
    head: str
    broken: int | None


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
    entry = AuditEntry(
        at=now,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        action=action,
        subject=subject,
        details=dict(details or {}),
    )
    with transaction.atomic():
        _queue()
        entry.before = AuditEntry.objects.values_list("digest", flat=True).first() or FIRST
        entry.digest = digest_of(entry)
        entry.save(force_insert=True)


def verify() -> Verdict:
    """Read the whole log and say whether it is as it was written."""
    entries, head, broken = 0, FIRST, None
    for entry in AuditEntry.objects.order_by("id").iterator(chunk_size=2_000):
        if broken is None and (entry.before != head or entry.digest != digest_of(entry)):
            broken = entry.pk
        entries, head = entries + 1, entry.digest
    return Verdict(entries, head, broken)


def digest_of(entry: AuditEntry) -> str:
    """Return what an entry and its place in the chain hash to."""
    told = [
        entry.before,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_kind,
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.subject,
        _settled(entry.details),
    ]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _settled(value: Any) -> Any:
    """Return details as every database gives them back: PostgreSQL tells no 1e30 from its digits."""
    if isinstance(value, float) and value.is_integer():
        return int(Decimal(repr(value)))
    if isinstance(value, Mapping):
        return {str(key): _settled(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(inner) for inner in value]
    return value


def _queue() -> None:
    # Two writers at once would both follow the same entry. SQLite has one writer anyway.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
