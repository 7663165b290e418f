"""Pieces of a timeline, of all kinds or of one."""

from __future__ import annotations

from typing import Final

from parcours.people.people import Entry, Timeline
from parcours.people.selectors import timeline
from parcours.state.actor import Actor
from parcours.web.design.place import this_shop
from parcours.web.explore.journeys import opened
from parcours.web.people.happenings import kind_of, microseconds

_PIECE: Final = 40


def piece(actor: Actor, profile: int, *, before: int | None, kind: str = "") -> Timeline:
    """Return what a profile did before a moment, or the last it did; of one kind where one is named."""
    journeys = opened().journeys
    names = {name for part in journeys.parts for name in part.names}
    events = {name for name in names if kind_of(name) == kind} if kind else None
    return timeline(actor, profile, journeys, this_shop().log, before=before, limit=_PIECE, events=events)


def at_moment(actor: Actor, profile: int, at: int) -> list[Entry]:
    """Return what a profile did, or what befell it, at one moment (microseconds UTC)."""
    last = timeline(actor, profile, opened().journeys, this_shop().log, before=at + 1, limit=1)
    return [entry for entry in last.entries if microseconds(entry.at) == at]
