"""What a piece of the sequences tells a funnel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.funnel.kernel import furthest, mark
from parcours.journeys.funnel.steps import Step, symbols_of
from parcours.journeys.sequences import Codes, Ints, Sequences

Levels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Reached:
    """How far each profile of a piece came, and the chains that are followed.

    ``moments[i, k]`` is when profile ``followed[i]`` reached step ``k``, where it did;
    ``values[codes[i]]`` is the breakdown's value at its first step.
    """

    profiles: Ints
    levels: Levels
    followed: Ints
    moments: Ints
    codes: Codes
    values: npt.NDArray[Any]


def reach(sequences: Sequences, steps: tuple[Step, ...], within: int, by: str | None) -> Reached:
    """Find each profile's furthest step; follow the chains that went on, or all for a breakdown."""
    least = 1 if by else 2
    levels, rows, moments = _chains(sequences, steps, within, least)
    followed = np.flatnonzero(levels >= least)
    codes, values = np.empty(0, np.uint8), np.empty(0, object)
    if by:
        column = sequences.column(by)
        codes, values = column.codes[rows + sequences.offsets[0]], column.values
    return Reached(sequences.profiles, levels, followed, moments, codes, values)


def _chains(
    sequences: Sequences, steps: tuple[Step, ...], within: int, least: int
) -> tuple[Levels, Ints, Ints]:
    symbols, table = symbols_of(sequences, steps)
    words = (len(symbols) + 63) // 64
    starts, laters = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    mark(symbols, table, starts, laters)
    levels = np.empty(len(sequences), np.uint8)
    # Pages that are never written cost nothing, so the bound may be generous.
    most = len(levels) if least == 1 else min(len(levels), int(np.bitwise_count(laters).sum()))
    rows, moments = np.empty(most, np.int64), np.empty((most, len(steps)), np.int64)
    times = sequences.times[int(sequences.offsets[0]) : int(sequences.offsets[-1])]
    piece = (sequences.offsets, sequences.hidden, times, symbols, table, starts, laters)
    count = furthest(*piece, within, least, levels, rows, moments)
    return levels, rows[:count], moments[:count]
