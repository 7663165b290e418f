"""The answer of a funnel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from parcours.charts.table import Field, Kind, Table
from parcours.errors import InputError
from parcours.journeys.funnel.groups import Group, Numbers, broken_down, everybody
from parcours.journeys.funnel.reached import Levels, Reached
from parcours.journeys.result import Definition, Result, plain
from parcours.journeys.sequences import Flags, Ints
from parcours.touchpoints import format_duration, parse_duration

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.funnel.analysis import Funnel


@dataclass(frozen=True)
class FunnelResult(Result):
    """How many profiles reached each step, and how long they took.

    Parameters
    ----------
    names
        What the steps are called.
    whole
        All profiles: counts, rates and times.
    groups
        The same by the breakdown's value at the first step of the chain counted, the most frequent
        first; empty without a breakdown. A value that is missing is a group of its own; after the
        200 most frequent one group holds all the others.
    """

    params: Funnel
    names: tuple[str, ...]
    whole: Group
    groups: tuple[Group, ...]
    _reached: tuple[Reached, ...] = field(repr=False)

    @property
    def n(self) -> int:
        """How many profiles reached the first step."""
        return int(self.whole.counts[0])

    @property
    def counts(self) -> Ints:
        """How many profiles reached each step."""
        return self.whole.counts

    @property
    def rates(self) -> Numbers:
        """The share of the profiles at the first step that reached each step."""
        return self.whole.rates

    @property
    def step_rates(self) -> Numbers:
        """The share of the profiles at the step before that reached each step."""
        return self.whole.step_rates

    @property
    def median_seconds(self) -> Numbers:
        """Median seconds from the step before; NaN at the first step and where nobody came."""
        return self.whole.since_previous.median

    def profiles(self, *, step: int) -> Ints:
        """Return the ids of the profiles that reached a step, counted from 1."""
        self._check(step, 1)
        return self._among(lambda levels: levels >= step)

    def dropped(self, *, step: int) -> Ints:
        """Return the ids of the profiles that reached the step before this one, and not this one."""
        self._check(step, 2)
        return self._among(lambda levels: levels == step - 1)

    def table(self) -> Table:
        """Return one row a step; with a breakdown, one row a value and step."""
        rows = self.groups or (self.whole,)
        steps = Field("step", "text", self.names * len(rows))
        columns = (steps, *_fields(rows))
        if self.params.by:
            labels = [group.value for group in rows for _ in self.names]
            columns = (Field(self.params.by, "text", labels), *columns)
        return Table(self._title(), columns)

    def chart(self) -> Picture:
        """Draw all profiles' bars, step by step."""
        from parcours.charts import funnel_picture

        seconds = plain(self.median_seconds)
        return funnel_picture(self._title(), self.names, self.counts.tolist(), seconds=seconds)

    def _title(self) -> str:
        return f"Funnel: {self.names[0]} to {self.names[-1]}"

    def _check(self, step: int, first: int) -> None:
        if not first <= step <= len(self.names):
            raise InputError(
                f"There is no step {step}.", expected=f"A step from {first} to {len(self.names)}."
            )

    def _among(self, wanted: Callable[[Levels], Flags]) -> Ints:
        return np.concatenate([piece.profiles[wanted(piece.levels)] for piece in self._reached])


def result_of(params: Funnel, pieces: tuple[Reached, ...]) -> FunnelResult:
    """Count what the pieces told."""
    steps = len(params.steps)
    groups = broken_down(pieces, steps) if params.by else ()
    names = tuple(step.name for step in params.steps)
    return FunnelResult(params, _definition(params), names, everybody(pieces, steps), groups, pieces)


def _definition(params: Funnel) -> Definition:
    limit = "without a limit of time"
    if params.within is not None:
        limit = f"within {format_duration(parse_duration(params.within))} of the first step, inclusive"
    return Definition(
        what="How many profiles did these things in this order.",
        formula=(
            f"Each profile counts once, at the furthest step of any chain of its touchpoints {limit}; other "
            "touchpoints may come between; a touchpoint is one step at most; touchpoints of one instant may "
            "be taken in any order. Times are those of the chain that first came furthest."
        ),
        exactness="exact",
    )


def _fields(groups: tuple[Group, ...]) -> tuple[Field, ...]:
    def column(name: str, kind: Kind, numbers: Callable[[Group], Numbers | Ints], label: str = "") -> Field:
        values = plain(np.concatenate([numbers(group) for group in groups]))
        return Field(name, kind, values, label, detail=not label)

    return (
        column("profiles", "count", lambda group: group.counts, "profiles"),
        column("of_first", "share", lambda group: group.rates, "of all"),
        column("of_previous", "share", lambda group: group.step_rates, "of the step before"),
        column("median_seconds", "duration", lambda group: group.since_previous.median, "median time"),
        column("p90_seconds", "duration", lambda group: group.since_previous.p90, "9 in 10 within"),
        column("mean_seconds", "duration", lambda group: group.since_previous.mean),
        column("median_seconds_from_first", "duration", lambda group: group.since_first.median),
        column("p90_seconds_from_first", "duration", lambda group: group.since_first.p90),
        column("mean_seconds_from_first", "duration", lambda group: group.since_first.mean),
    )
