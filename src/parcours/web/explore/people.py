"""The profiles behind a number: which, since when, where their page is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

import numpy as np
from django.urls import NoReverseMatch, reverse

from parcours.journeys import Journeys
from parcours.journeys.sequences import Ints
from parcours.touchpoints import span
from parcours.web.period import Period

_MICROS = 1_000_000
_SHOWN = 6


@dataclass(frozen=True)
class Example:
    """One profile, by its number, and the address of its page; empty while there is none."""

    profile: int
    href: str

    @property
    def code(self) -> str:
        """The number in hexadecimal, as short as it can be without being another's."""
        return f"{self.profile & 0xFFFFFFFFFFFFFFFF:016x}"


@dataclass(frozen=True)
class Seen:
    """When a profile was seen, and how often."""

    example: Example
    first: datetime
    last: datetime
    touchpoints: int


def example(profile: int) -> Example:
    """Return a profile with the address of its page."""
    try:
        return Example(profile, reverse("people:profile", args=[profile]))
    except NoReverseMatch:
        return Example(profile, "")


def seen(journeys: Journeys, profiles: Ints) -> Sequence[Seen]:
    """Return when some profiles were seen; in their order, without those who never were."""
    found = (_seen(journeys, int(profile)) for profile in profiles)
    return [each for each in found if each]


def walk(journeys: Journeys, profile: int, days: Period) -> tuple[tuple[str, int], ...]:
    """Return what a profile met last in some days: events in a row, each with how often it came at once."""
    start, stop = span(days.first, days.last, journeys.zone)
    runs: list[tuple[str, int]] = []
    for part in journeys.parts:
        at = int(np.searchsorted(part.profiles, profile))
        if at < len(part) and part.profiles[at] == profile and not part.hidden[at]:
            rows = slice(int(part.offsets[at]), int(part.offsets[at + 1]))
            inside = (part.times[rows] >= start) & (part.times[rows] < stop)
            met = (code for code in part.events[rows][inside].tolist() if not part.system[code])
            runs += [(part.names[code], len(list(times))) for code, times in groupby(met)]
    return tuple(runs[-_SHOWN:])


def _seen(journeys: Journeys, profile: int) -> Seen | None:
    for part in journeys.parts:
        at = int(np.searchsorted(part.profiles, profile))
        if at < len(part) and part.profiles[at] == profile and not part.hidden[at]:
            first, stop = int(part.offsets[at]), int(part.offsets[at + 1])
            moments = int(part.times[first]), int(part.times[stop - 1])
            return Seen(example(profile), _moment(moments[0]), _moment(moments[1]), stop - first)
    return None


def _moment(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / _MICROS, UTC)
