"""The funnel as an analysis: read a piece, put pieces together, make the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from parcours.journeys.funnel.reached import Reached, reach
from parcours.journeys.funnel.result import FunnelResult, result_of
from parcours.journeys.funnel.steps import Step
from parcours.journeys.sequences import Sequences
from parcours.touchpoints import parse_duration

_FOREVER = 1 << 61


@dataclass(frozen=True)
class Funnel:
    """How many profiles reached each step, in order.

    Parameters
    ----------
    steps
        The steps, first to last.
    within
        How long after the first step the last one may come; None for no limit.
    by
        The column to break the profiles down by.

    Raises
    ------
    InputError
        ``within`` is not a length of time.
    """

    steps: tuple[Step, ...]
    within: str | timedelta | None = "7d"
    by: str | None = None

    def __post_init__(self) -> None:
        if self.within is not None:
            parse_duration(self.within)

    def partial(self, sequences: Sequences) -> tuple[Reached, ...]:
        """Find how far each profile came."""
        window = _FOREVER if self.within is None else parse_duration(self.within)
        return (reach(sequences, self.steps, window, self.by),)

    def merge(self, one: tuple[Reached, ...], other: tuple[Reached, ...]) -> tuple[Reached, ...]:
        """Put pieces side by side: medians need every time."""
        return one + other

    def result(self, state: tuple[Reached, ...]) -> FunnelResult:
        """Count."""
        return result_of(self, state)
