"""The profiles behind a number: who they are, since when, where their page is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

import numpy as np
from django.urls import reverse

from parcours.journeys import Journeys
from parcours.journeys.sequences import Ints
from parcours.people.people import Listed
from parcours.people.selectors import people_of
from parcours.state.actor import Actor
from parcours.touchpoints import span
from parcours.web.people.names import name_of, nameless
from parcours.web.period import Period

_MICROS = 1_000_000
_SHOWN = 6


@dataclass(frozen=True)
class Named:
    """What a profile goes by, as its reader may see it, and the address of its page."""

    name: str
    href: str


@dataclass(frozen=True)
class Seen:
    """When a profile was seen, and how often."""

    profile: int
    first: datetime
    last: datetime
    touchpoints: int


def named(actor: Actor, profiles: Collection[int]) -> dict[int, Named]:
    """Return what some profiles go by; of a page's length at most."""
    found = people_of(actor, profiles)
    return {profile: _named(profile, found.get(profile)) for profile in profiles}


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


def _named(profile: int, found: Listed | None) -> Named:
    # The log may know somebody some moments before the tables do.
    name = name_of(found) if found else nameless(profile)
    return Named(name, reverse("people:profile", args=[profile]))


def _seen(journeys: Journeys, profile: int) -> Seen | None:
    for part in journeys.parts:
        at = int(np.searchsorted(part.profiles, profile))
        if at < len(part) and part.profiles[at] == profile and not part.hidden[at]:
            first, stop = int(part.offsets[at]), int(part.offsets[at + 1])
            moments = int(part.times[first]), int(part.times[stop - 1])
            return Seen(profile, _moment(moments[0]), _moment(moments[1]), stop - first)
    return None


def _moment(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / _MICROS, UTC)
