"""What people send to the map, parsed at the edge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from django.http import QueryDict

from parcours.charts.journey_map.overlay import Kind
from parcours.web.journey_map.errors import NoteError


@dataclass(frozen=True)
class ThingNote:
    """A note on a thing of the map."""

    kind: Kind
    name: str
    text: str

    @classmethod
    def parsed(cls, sent: QueryDict) -> ThingNote:
        """Read a form."""
        kind, name = sent.get("kind", ""), sent.get("name", "")
        if kind not in get_args(Kind) or not 0 < len(name) <= 120 or "\x00" in name:
            raise NoteError("There is no such thing on the map.")
        return cls(cast("Kind", kind), name, sent.get("text", ""))


@dataclass(frozen=True)
class DayNote:
    """A note on a day."""

    day: date
    text: str

    @classmethod
    def parsed(cls, sent: QueryDict) -> DayNote:
        """Read a form."""
        try:
            return cls(date.fromisoformat(sent.get("day", "")), sent.get("text", ""))
        except ValueError:
            raise NoteError("The day is none.", expected="A date such as 2026-01-31.") from None


@dataclass(frozen=True)
class Emotion:
    """How customers are assumed to feel at a step."""

    step: str
    level: int
    text: str

    @classmethod
    def parsed(cls, sent: QueryDict) -> Emotion:
        """Read a form."""
        level = sent.get("level", "")
        return cls(sent.get("step", ""), int(level) if level in set("12345") else 0, sent.get("text", ""))
