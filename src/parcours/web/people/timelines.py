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
_SIFTED: Final = 400
_MOST_READS: Final = 5


def piece(actor: Actor, profile: int, *, before: int | None, kind: str = "") -> Timeline:
    """Return what a profile did before a moment, or the last it did.

    Of one kind there may be fewer than usual on a piece, as no piece looks at everything.
    """
    if not kind:
        return _read(actor, profile, before, _PIECE)
    found: list[Entry] = []
    for _ in range(_MOST_READS):
        read = _read(actor, profile, before, _SIFTED)
        found += [entry for entry in read.entries if kind_of(entry.event) == kind]
        before = read.before
        if before is None or len(found) >= _PIECE:
            break
    return Timeline(tuple(found), before)


def at_moment(actor: Actor, profile: int, at: int) -> list[Entry]:
    """Return what a profile did, or what befell it, at one moment (microseconds UTC)."""
    return [entry for entry in _read(actor, profile, at + 1, 1).entries if microseconds(entry.at) == at]


def _read(actor: Actor, profile: int, before: int | None, limit: int) -> Timeline:
    return timeline(actor, profile, opened().journeys, this_shop().log, before=before, limit=limit)
