"""Transitions as an analysis: read a piece, put pieces together, make the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parcours.errors import InputError
from parcours.journeys.sequences import Sequences
from parcours.journeys.transitions.followed import Followed, follow
from parcours.journeys.transitions.result import TransitionsResult, result_of
from parcours.touchpoints import MINUTE

SESSION = 30 * MINUTE
_FOREVER = 1 << 62


@dataclass(frozen=True)
class Transitions:
    """Which touchpoint directly follows which.

    Parameters
    ----------
    events
        The events to follow, as if no others had happened; all that customers and the shop did where
        None.
    by
        What a path is: all of a profile's touchpoints, or those of one *session*, which ends with a
        pause of more than 30 minutes.

    Raises
    ------
    InputError
        ``by`` is neither, or no event is named.
    """

    events: tuple[str, ...] | None = None
    by: Literal["profile", "session"] = "profile"

    def __post_init__(self) -> None:
        if self.by not in ("profile", "session"):
            raise InputError(f"There are no paths by {self.by!r}.", expected="'profile' or 'session'.")
        if self.events == ():
            raise InputError("No event is named.", expected="At least one, or None for all.")

    def partial(self, sequences: Sequences) -> tuple[Followed, ...]:
        """Read what follows what."""
        return (follow(sequences, self.events, SESSION if self.by == "session" else _FOREVER),)

    def merge(self, one: tuple[Followed, ...], other: tuple[Followed, ...]) -> tuple[Followed, ...]:
        """Put pieces side by side: medians need every time."""
        return one + other

    def result(self, state: tuple[Followed, ...]) -> TransitionsResult:
        """Count and take the medians."""
        return result_of(self, state)
