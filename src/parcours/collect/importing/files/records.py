"""Where the records of delimited text begin and end, quotes and line breaks in them respected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.collect.importing.batch import Flags, Ints
from parcours.kernels.kernel import kernel

RECORD_LIMIT = 1 << 20
"""A longer record is taken for a quote that nobody closed."""

_QUOTE, _LF, _CR = 34, 10, 13
_START, _PLAIN, _QUOTED, _CLOSED = 0, 1, 2, 3


@dataclass(frozen=True, eq=False)
class Records:
    """The complete records of a block: record ``i`` is ``data[bounds[i]:bounds[i + 1]]``.

    ``fields`` counts its fields (0: a blank line), ``lines`` how many lines of text it takes.
    ``unclosed`` says that what follows begins with a quote that is not closed.
    """

    bounds: Ints
    fields: Ints
    lines: Ints
    unclosed: bool

    def __len__(self) -> int:
        return len(self.fields)

    @property
    def end(self) -> int:
        """Where the last complete record ends."""
        return int(self.bounds[-1])


def cut(data: bytes, delimiter: str, *, final: bool) -> Records:
    """Cut a block of text; ``final`` when nothing follows it."""
    text = np.frombuffer(data, np.uint8)
    breaks = int(np.count_nonzero((text == _LF) | (text == _CR)))
    bounds, fields, lines = np.zeros(breaks + 2, np.int64), *np.zeros((2, breaks + 1), np.int64)
    count, unclosed = _cut(text, ord(delimiter), final, bounds, fields, lines)
    return Records(bounds[: count + 1], fields[:count], lines[:count], unclosed)


def joined(data: bytes, records: Records, wanted: Flags) -> bytes:
    """Return the text of the wanted records only."""
    if wanted.all():
        return data[: records.end]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], wanted, [False]])))
    spans = records.bounds[edges].reshape(-1, 2)
    return b"".join(data[start:stop] for start, stop in spans.tolist())


@kernel(
    "UniTuple(int64, 2)(Array(uint8, 1, 'C', readonly=True), int64, boolean,"
    " int64[::1], int64[::1], int64[::1])"
)
def _cut(
    data: npt.NDArray[np.uint8],
    delimiter: int,
    final: bool,  # noqa: FBT001 - kernels take no keywords
    bounds: Ints,
    fields: Ints,
    lines: Ints,
) -> tuple[int, int]:
    count, state, width, tall, size = 0, _START, 1, 1, len(data)
    at = 0
    while at < size:
        char = data[at]
        ends = char == _LF or (char == _CR and (at + 1 == size or data[at + 1] != _LF))
        if state == _QUOTED:
            state = _CLOSED if char == _QUOTE else _QUOTED
            tall += ends
        elif char == _QUOTE and state != _PLAIN:
            state = _QUOTED
        elif char == delimiter:
            width += 1
            state = _START
        elif ends:
            if char == _CR and at + 1 == size and not final:
                break
            _close(
                count, at + 1, width if _filled(data, bounds[count], at) else 0, tall, bounds, fields, lines
            )
            count, state, width, tall = count + 1, _START, 1, 1
        elif char != _CR:
            state = _PLAIN
        at += 1
    open_quote = state == _QUOTED and (final or size - bounds[count] > RECORD_LIMIT)
    if final and bounds[count] < size and not open_quote:
        _close(count, size, width, tall, bounds, fields, lines)
        count += 1
    return count, int(open_quote)


@kernel(inline=True)
def _filled(data: Any, start: Any, stop: Any) -> Any:
    return stop - start > 1 or (stop > start and data[start] != _CR)


@kernel(inline=True)
def _close(count: Any, end: Any, width: Any, tall: Any, bounds: Any, fields: Any, lines: Any) -> None:
    bounds[count + 1] = end
    fields[count] = width
    lines[count] = tall
