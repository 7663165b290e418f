"""What several analyses find in the same slice of some journeys, found once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import finalize

from parcours.journeys.sequences import Columns, Sequences

Found = TypeVar("Found")
_Slices = dict[tuple[str, int, int], tuple[Hashable, Any]]

# By the identity of the columns, which every slice of one whole shares and which need not be hashable.
_memory: dict[int, _Slices] = {}


def remembered(sequences: Sequences, what: str, asked: Hashable, find: Callable[[], Found]) -> Found:
    """Return what is found in a slice; of each slice only the last thing asked for is kept."""
    slices = _slices(sequences.columns)
    key = (what, int(sequences.offsets[0]), int(sequences.offsets[-1]))
    known = slices.get(key)
    if known is None or known[0] != asked:
        known = asked, find()
        slices[key] = known
    found: Found = known[1]
    return found


def _slices(columns: Columns) -> _Slices:
    if id(columns) not in _memory:
        finalize(columns, _memory.pop, id(columns), None)
    return _memory.setdefault(id(columns), {})
