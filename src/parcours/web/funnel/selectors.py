"""The questions of the funnel explorer, answered by the analyses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parcours.journeys import Journeys
from parcours.journeys.drop_offs.result import DropOff
from parcours.journeys.funnel.groups import Group
from parcours.journeys.result import plain
from parcours.journeys.sequences import Ints
from parcours.web.explore.selections import Selection
from parcours.web.funnel.query import FILTERS, Asking

_MOST_GROUPS = 12
_MOST_VALUES = 60


@dataclass(frozen=True)
class Passage:
    """One step of a funnel as counted; shares and times are None where there is nobody."""

    name: str
    count: int
    of_first: float | None
    of_previous: float | None
    median_seconds: float | None
    p90_seconds: float | None


@dataclass(frozen=True)
class Breakdown:
    """The profiles with one value at their first step, and how many of them reached each step."""

    value: str
    counts: tuple[int, ...]

    @property
    def share(self) -> float | None:
        """The share that reached the last step."""
        return self.counts[-1] / self.counts[0] if self.counts[0] else None


@dataclass(frozen=True)
class Counted:
    """A funnel's numbers."""

    passages: tuple[Passage, ...]
    groups: tuple[Breakdown, ...]

    @property
    def share(self) -> float | None:
        """The share that went through to the end."""
        return self.passages[-1].of_first

    @property
    def largest_loss(self) -> int:
        """The step, counted from 1, after which most are lost."""
        counts = [passage.count for passage in self.passages]
        return max(range(1, len(counts)), key=lambda step: counts[step - 1] - counts[step])


@dataclass(frozen=True)
class CountFunnel:
    """How many reached each step in some days."""

    asking: Asking
    days: Selection
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> Counted:
        """Count."""
        chosen = self.days.of(journeys)
        result = chosen.funnel(self.asking.steps, within=self.asking.within, by=self.asking.by or None)
        groups = (
            Breakdown(group.value, tuple(group.counts.tolist())) for group in result.groups[:_MOST_GROUPS]
        )
        return Counted(_passages(result.names, result.whole), tuple(groups))


@dataclass(frozen=True)
class FindDrop:
    """Who is lost after a step, counted from 1, and what that costs."""

    asking: Asking
    days: Selection
    step: int
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> DropOff:
        """Weigh the drop-off."""
        result = self.days.of(journeys).drop_offs(self.asking.steps, within=self.asking.within)
        missed = self.asking.steps[self.step - 1 : self.step + 1]
        return next(drop for drop in result.drops if (drop.step, drop.missed) == missed)


@dataclass(frozen=True)
class FindPeople:
    """Who reached a step, counted from 1, or was lost after it."""

    asking: Asking
    days: Selection
    step: int
    lost: bool
    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> Ints:
        """Find their ids."""
        result = self.days.of(journeys).funnel(self.asking.steps, within=self.asking.within)
        return result.dropped(step=self.step + 1) if self.lost else result.profiles(step=self.step)


@dataclass(frozen=True)
class CountEvents:
    """How often each event happened, the most frequent first; what the system notes is none."""

    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> tuple[tuple[str, int], ...]:
        """Count."""
        counts: dict[str, int] = {}
        for part in journeys.parts:
            shown = part.events
            if part.hidden.any():
                shown = shown[np.repeat(~part.hidden, np.diff(part.offsets))]
            found = np.bincount(shown, minlength=len(part.names))
            for code, name in enumerate(part.names):
                if not part.system[code] and found[code]:
                    counts[name] = counts.get(name, 0) + int(found[code])
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True)
class ListValues:
    """The values that one can filter by, by column."""

    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> Mapping[str, tuple[str, ...]]:
        """List them."""
        return {name: _values(journeys, name) for name in FILTERS}


def _values(journeys: Journeys, column: str) -> tuple[str, ...]:
    values = max((part.column(column).values for part in journeys.parts), key=len)
    return tuple(sorted(map(str, values[1:].tolist()))[:_MOST_VALUES])


def _passages(names: tuple[str, ...], whole: Group) -> tuple[Passage, ...]:
    times = whole.since_previous
    columns = whole.counts, whole.rates, whole.step_rates, times.median, times.p90
    rows = zip(names, *(plain(column) for column in columns), strict=True)
    return tuple(Passage(*row) for row in rows)
