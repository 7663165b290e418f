"""Which people a list is asked for: all of it in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast, get_args

from django.http import QueryDict

from parcours.people.consents import PURPOSES
from parcours.people.lists import SORTS, Filters, Who
from parcours.touchpoints import CHANNELS, STAGES

NAMES = (
    "who", "stage", "flag", "seen", "country", "language", "channel", "consent", "orders", "value",
    "left_out",
)  # fmt: skip
FLAGS = ("at_risk", "lapsed", "lost", "won_back", "complaint_open")
WHO: tuple[Who, ...] = get_args(Who)[1:]
CONSENTS = tuple(f"{purpose}:{word}" for purpose in PURPOSES for word in ("yes", "no"))
SEEN = ("in-1", "in-7", "in-30", "in-90", "before-30", "before-90", "before-365")
_USUAL_SORT = "-last_seen"
_RANGE = re.compile(r"(\d{1,15})?-(\d{1,15})?")
_SHORT = 40


@dataclass(frozen=True)
class Asking:
    """A list of people: ``given`` are the filters that the address says and that make sense."""

    given: Mapping[str, str]
    sort: str = _USUAL_SORT

    def filters(self, now: datetime) -> Filters:
        """Return it as the people's room asks for it."""
        told: dict[str, Any] = {
            name: self.given[name]
            for name in ("who", "stage", "flag", "country", "language", "channel")
            if name in self.given
        }
        for name in ("orders", "value"):
            low, high = bounds(self.given.get(name, ""))
            told |= {f"{name}_from": low, f"{name}_to": high}
        return Filters(
            search=self.given.get("q", ""),
            excluded="left_out" in self.given,
            **told,
            **_consent(self.given.get("consent", "")),
            **_seen(self.given.get("seen", ""), now),
        )


def parse(query: QueryDict) -> Asking:
    """Return what an address asks for; what makes no sense there is left out."""
    given = {name: query.get(name, "")[:_SHORT] for name in NAMES if _is_sound(name, query.get(name, ""))}
    if search := " ".join(query.get("q", "").replace("\0", "").split()):
        given["q"] = search
    sort = query.get("sort", "")
    return Asking(given, sort if sort.lstrip("-") in SORTS else _USUAL_SORT)


def bounds(text: str) -> tuple[int | None, int | None]:
    """Return both ends of a range; either may be open.

    >>> bounds("2-5"), bounds("10-"), bounds("x")
    ((2, 5), (10, None), (None, None))
    """
    found = _RANGE.fullmatch(text)
    low, high = found.groups() if found else (None, None)
    return int(low) if low else None, int(high) if high else None


def _is_sound(name: str, value: str) -> bool:
    if name in ("country", "language"):
        return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,34}", value))
    if name in ("orders", "value"):
        return bounds(value) != (None, None)
    return value in _CHOICES[name]


def _consent(text: str) -> dict[str, Any]:
    purpose, _, word = text.partition(":")
    return {"agrees" if word == "yes" else "refuses": purpose} if word else {}


def _seen(text: str, now: datetime) -> dict[str, Any]:
    when, _, days = text.partition("-")
    if not days:
        return {}
    return {"seen_since" if when == "in" else "seen_until": now - timedelta(days=int(days))}


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "who": cast("tuple[str, ...]", WHO),
    "stage": STAGES,
    "flag": FLAGS,
    "channel": tuple(channel.name for channel in CHANNELS),
    "consent": CONSENTS,
    "seen": SEEN,
    "left_out": ("1",),
}
