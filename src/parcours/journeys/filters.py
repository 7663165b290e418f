"""Sequences of some of the touchpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from parcours.errors import InputError
from parcours.journeys.lines import Lines
from parcours.journeys.sequences import Column, Columns, Flags, Ints, Sequences
from parcours.touchpoints import span


@dataclass(frozen=True, eq=False)
class KeptColumns:
    """Further columns of the touchpoints that a filter kept."""

    whole: Columns
    kept: Ints
    _known: dict[str, Column] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        """Return the column at the touchpoints kept; every piece of every analysis asks for it again."""
        if name not in self._known:
            column = self.whole.column(name)
            self._known[name] = column.of(column.codes[self.kept])
        return self._known[name]

    def rows(self, positions: Ints, names: tuple[str, ...]) -> pa.Table:
        """Return further columns of a few touchpoints."""
        return self.whole.rows(self.kept[positions], names)

    def lines(self) -> Lines:
        """Return the lines of the touchpoints kept."""
        found, place = self.whole.lines().of(self.kept)
        return found.at(place)


def keep(part: Sequences, wanted: Flags) -> Sequences:
    """Return the touchpoints wanted, and the profiles that have any."""
    wanted = wanted & ~np.repeat(part.hidden, np.diff(part.offsets))
    kept = np.flatnonzero(wanted)
    offsets = np.searchsorted(kept, part.offsets)
    some = np.flatnonzero(np.diff(offsets))
    return Sequences(
        profiles=part.profiles[some],
        offsets=np.concatenate([offsets[:1], offsets[1:][some]]),
        times=part.times[kept],
        events=part.events[kept],
        hidden=np.zeros(len(some), np.bool_),
        names=part.names,
        system=part.system,
        columns=KeptColumns(part.columns, kept),
        left_out=part.left_out,
    )


def matching(part: Sequences, columns: Mapping[str, Any]) -> Flags:
    """Return which touchpoints have these values in these columns."""
    wanted = np.ones(len(part.times), np.bool_)
    for name, value in columns.items():
        values = set(value) if isinstance(value, list | tuple | set | frozenset) else {value}
        wanted &= _among(part, name, values)
    return wanted


def _among(part: Sequences, name: str, values: set[Any]) -> Flags:
    if name == "event":
        return np.array([known in values for known in part.names], np.bool_)[part.events]
    column = part.column(name)
    among = np.array([known in values for known in column.values.tolist()], np.bool_)
    among[0] = None in values
    return among[column.codes]


def days(first: str | date, last: str | date, zone: ZoneInfo) -> tuple[int, int]:
    """Return the instants at which the first day begins and the last day has ended."""
    start, stop = _day(first), _day(last)
    if stop < start:
        raise InputError(f"The period ends on {stop}, before it begins on {start}.")
    return span(start, stop, zone)


def _day(day: str | date) -> date:
    try:
        return day if isinstance(day, date) else date.fromisoformat(day)
    except ValueError:
        raise InputError(f"{day!r} is no date.", expected="A date such as '2026-01-31'.") from None
