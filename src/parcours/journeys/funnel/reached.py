"""What a piece of the sequences tells a funnel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.funnel.kernel import furthest, mark, scratch
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


@dataclass(frozen=True, eq=False)
class Chains:
    """How far each profile came, and the chains that came so far first.

    ``moments[i, k]`` is when profile number ``followed[i]`` reached step ``k``, where it did; ``rows``
    are the positions of the first steps, empty where only chains of two steps and more are followed.
    """

    levels: Levels
    followed: Ints
    rows: Ints
    moments: Ints


def reach(sequences: Sequences, steps: tuple[Step, ...], within: int, by: str | None) -> Reached:
    """Find each profile's furthest step; follow the chains that went on, or all for a breakdown."""
    found = chains(sequences, steps, within, least=1 if by else 2)
    codes, values = np.empty(0, np.uint8), np.empty(0, object)
    if by:
        column = sequences.column(by)
        codes, values = column.codes[found.rows], column.values
    return Reached(sequences.profiles, found.levels, found.followed, found.moments, codes, values)


def chains(sequences: Sequences, steps: tuple[Step, ...], within: int, *, least: int) -> Chains:
    """Follow the chains of 1 or 2 steps at least."""
    symbols, table = symbols_of(sequences, steps)
    words = (len(symbols) + 63) // 64
    starts, laters = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    mark(symbols, table, starts, laters)
    levels = np.empty(len(sequences), np.uint8)
    # Pages that are never written cost nothing, so the bound may be generous.
    most = len(levels) if least == 1 else min(len(levels), int(np.bitwise_count(laters).sum()))
    rows, moments = np.empty(most, np.int64), np.empty((most, len(steps)), np.int64)
    first, stop = int(sequences.offsets[0]), int(sequences.offsets[-1])
    piece = (sequences.offsets, sequences.hidden, sequences.times[first:stop], symbols, table, starts, laters)
    count = furthest(*piece, within, least, levels, rows, moments, *scratch(len(steps)))
    beginnings = rows[: count if least == 1 else 0] + first
    return Chains(levels, np.flatnonzero(levels >= least), beginnings, moments[:count])
