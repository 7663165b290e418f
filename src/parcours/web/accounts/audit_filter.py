"""The audit log as one asks for it: who, what, when, about whom or what."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import QueryDict

from parcours.shop.spreadsheets import harmless
from parcours.state.audit import AuditEntry

COLUMNS = ("id", "at", "actor_kind", "actor_name", "action", "subject", "details", "digest")


@dataclass(frozen=True)
class AuditFilter:
    """Which entries; an empty part asks for all.

    Parameters
    ----------
    who, what, subject
        The beginning of the actor's name, of the action, of the subject: ``user.`` is all about users.
    first, last
        Days of the shop's zone, both included.
    """

    who: str = ""
    what: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def parsed(cls, query: QueryDict) -> AuditFilter:
        """Read an address; what cannot be read asks for nothing."""
        # PostgreSQL takes no NUL in a text.
        texts = {name: query.get(name, "").replace("\0", "").strip() for name in ("who", "what", "subject")}
        return cls(**texts, first=_day(query.get("first", "")), last=_day(query.get("last", "")))

    @property
    def query(self) -> str:
        """The filter as part of an address."""
        parts = {name: value for name, value in vars(self).items() if value}
        return urlencode({name: str(value) for name, value in parts.items()})

    def entries(self, zone: ZoneInfo) -> QuerySet[AuditEntry]:
        """Return what it asks for, the newest first."""
        asked: dict[str, Any] = {
            "actor_name__istartswith": self.who,
            "action__istartswith": self.what,
            "subject__istartswith": self.subject,
            "at__gte": self.first and _midnight(self.first, zone),
            "at__lt": self.last and _midnight(self.last + timedelta(days=1), zone),
        }
        return AuditEntry.objects.filter(**{name: value for name, value in asked.items() if value})


class _Line:
    """A file that hands on what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Return the lines of a table that a spreadsheet opens without calculating any of it."""
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for entry in entries:
        yield writer.writerow([harmless(_told(getattr(entry, column))) for column in COLUMNS])


def _told(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
