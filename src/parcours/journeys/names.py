"""Event names as an analysis is given them."""

from __future__ import annotations

from difflib import get_close_matches

from parcours.errors import InputError
from parcours.journeys.sequences import Sequences
from parcours.touchpoints import event, nearest


def demand_event(sequences: Sequences, name: str) -> None:
    """Refuse a slip of the pen; an event that the catalogue knows may just not have happened yet."""
    if name in sequences.names or event(name):
        return
    meant = next(iter(get_close_matches(name, sequences.names, n=1)), nearest(name))
    raise InputError(
        f"No touchpoint has the event {name!r}.",
        expected="An event of this log or of the catalogue.",
        advice=f"Is it {meant!r}?" if meant else "",
    )
