"""Sequences: the touchpoints of many profiles, in the order in which an analysis reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.journeys.lines import Lines

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.unsignedinteger[Any]]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Column:
    """A further column of the log, aligned with the touchpoints and dictionary-coded.

    ``values[codes[i]]`` is the value at touchpoint ``i``; code 0 always means *missing*, and
    ``values[0]`` is None (text), NaN (floats), 0 (integers and instants) or False (flags).
    In all parts of one `Journeys` equal codes mean equal values.
    """

    codes: Codes
    values: npt.NDArray[Any]

    @property
    def is_missing(self) -> bool:
        """Whether no touchpoint has a value."""
        return len(self.values) <= 1

    def of(self, codes: Codes) -> Column:
        """Return the column of other touchpoints, of the same values."""
        return Column(codes, self.values)

    def at(self, rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the values at some touchpoints."""
        return self.values[self.codes[rows]]

    def code(self, value: Any) -> int:
        """Return the code of a value, or -1 where no touchpoint has it."""
        found = np.flatnonzero(self.values[1:] == value)
        return int(found[0]) + 1 if len(found) else -1


class Columns(Protocol):
    """Where a Sequences finds its further columns; read and coded on first use."""

    def column(self, name: str) -> Column:
        """Return the column by its name in the touchpoint schema."""
        ...

    def rows(self, positions: Ints, names: tuple[str, ...]) -> pa.Table:
        """Return columns of a few touchpoints, in their order, as the log holds them."""
        ...

    def lines(self) -> Lines:
        """Return the lines of orders and of what came back."""
        ...


@dataclass(frozen=True, eq=False)
class Sequences:
    """Touchpoints sorted by (profile, time).

    Profile ``p`` owns the touchpoints ``offsets[p]:offsets[p + 1]``. Positions are absolute: a slice
    of profiles shares ``times``, ``events`` and the columns with the whole.

    ``times`` are microseconds since 1970 UTC. ``events`` are codes into ``names``, which all parts of
    one `Journeys` share. Touchpoints of origin *system* have codes of their own (`system` marks them).
    ``hidden`` masks profiles of the base whose sequences the overlay holds. ``left_out`` are orders, each
    as (shop_id, order_id), that no number counts; a missing shop_id is empty.
    """

    profiles: Ints
    offsets: Ints
    times: Ints
    events: npt.NDArray[np.uint16]
    hidden: Flags
    names: tuple[str, ...]
    system: Flags
    columns: Columns
    left_out: frozenset[tuple[str, str]] = frozenset()

    def __len__(self) -> int:
        return len(self.profiles)

    @property
    def touchpoints(self) -> int:
        """How many touchpoints the profiles of this slice have, hidden ones included."""
        return int(self.offsets[-1] - self.offsets[0]) if len(self.offsets) else 0

    def codes(self, *names: str) -> npt.NDArray[np.int64]:
        """Return the codes of customer and shop touchpoints with one of these event names."""
        wanted = [i for i, name in enumerate(self.names) if name in names and not self.system[i]]
        return np.array(wanted, dtype=np.int64)

    def column(self, name: str) -> Column:
        """Return a further column of the log."""
        return self.columns.column(name)

    def rows(self, positions: Ints, *names: str) -> pa.Table:
        """Return further columns of a few touchpoints, lists such as *items* included."""
        return self.columns.rows(positions, names)

    def lines(self) -> Lines:
        """Return the lines of orders and of what came back, of the profiles of this slice."""
        return self.columns.lines().between(int(self.offsets[0]), int(self.offsets[-1]))

    def slice(self, start: int, stop: int) -> Sequences:
        """Return the profiles ``start:stop``; nothing is copied."""
        return replace(
            self,
            profiles=self.profiles[start:stop],
            offsets=self.offsets[start : stop + 1],
            hidden=self.hidden[start:stop],
        )

    def split(self, touchpoints: int) -> Iterator[Sequences]:
        """Cut into slices of about so many touchpoints, never through a profile."""
        start, last = 0, len(self)
        while start < last:
            goal = self.offsets[start] + touchpoints
            stop = int(np.searchsorted(self.offsets, goal, side="left"))
            stop = min(max(stop, start + 1), last)
            yield self.slice(start, stop)
            start = stop
