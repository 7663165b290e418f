"""Moments as people and programs write them, as microseconds since 1970 in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from parcours.collect.importing.batch import Flags, Ints
from parcours.collect.importing.options import DateOrder
from parcours.collect.importing.values.moment import parse_moment
from parcours.collect.importing.values.moment_kernel import BLANK, NAIVE, UNREAD, ZONED, moments
from parcours.collect.importing.values.parsed import Parsed, buffers, valid
from parcours.touchpoints import DAY, to_utc

_SLASHED = re.compile(r"^\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_EARLIEST, _LATEST = -70 * 365 * DAY, 230 * 365 * DAY


def instants(column: pa.Array, zone: ZoneInfo, order: DateOrder | None = None) -> Parsed:
    """Return moments; what names no zone is local time in ``zone``.

    Examples
    --------
    >>> column = pa.array(["2026-01-05 10:00", "5/1/2026 10:00", "1767607200"])
    >>> instants(column, ZoneInfo("UTC"), "day-first").values.tolist()
    [1767607200000000, 1767607200000000, 1767607200000000]
    """
    kind = column.type
    if pa.types.is_null(kind):
        return Parsed.nothing(len(column))
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _of_typed(column, zone)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return _of_epochs(column)
    if pa.types.is_string(kind):
        return _of_text(column, zone, order or "day-first")
    return Parsed(np.zeros(len(column), np.int64), np.zeros(len(column), np.bool_), valid(column))


def date_order(columns: Iterable[pa.Array]) -> tuple[DateOrder | None, str]:
    """Return the order of day and month that the values themselves show, and the value that shows it.

    ``None`` with a value: that value reads both ways and nothing decides, or values contradict each
    other. ``None`` with an empty text: no value needs it.
    """
    votes: dict[DateOrder, str] = {}
    doubt = ""
    for text in _texts(columns):
        found = _SLASHED.match(text)
        if not found:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 or found[2] == ".":
            votes.setdefault("day-first", text.strip())
        elif second > 12:
            votes.setdefault("month-first", text.strip())
        elif first != second:
            doubt = doubt or text.strip()
    if len(votes) == 1:
        return next(iter(votes.items()))
    return None, " and ".join(votes.values()) or doubt


def _texts(columns: Iterable[pa.Array]) -> Iterable[str]:
    for column in columns:
        if pa.types.is_string(column.type):
            yield from column.unique().drop_null().to_pylist()


def _of_typed(column: pa.Array, zone: ZoneInfo) -> Parsed:
    tz, known = getattr(column.type, "tz", None), valid(column)
    stamps = column.cast(pa.timestamp("us", tz), safe=False).cast(pa.int64())
    values = np.array(stamps.fill_null(0).to_numpy(zero_copy_only=False))
    far = _utc(values, known, zone) if tz is None else np.zeros(len(column), np.bool_)
    return Parsed(np.where(known & ~far, values, 0), known & ~far, far)


def _utc(walls: Ints, naive: Flags, zone: ZoneInfo) -> Flags:
    """Turn the naive ones of some times to UTC in place; return which of them are of no plausible year."""
    far = naive & ((walls < _EARLIEST) | (walls > _LATEST))
    rows = np.flatnonzero(naive & ~far)
    if len(rows):
        walls[rows] = to_utc(walls[rows], zone)
    return far


def _of_epochs(column: pa.Array) -> Parsed:
    numbers = column.cast(pa.float64(), safe=False).fill_null(0).to_numpy(zero_copy_only=False)
    size = np.abs(np.nan_to_num(numbers))
    unit = np.select([size < 1e11, size < 1e14, size < 1e17], [1e6, 1e3, 1.0], 1e-3)
    exact = pa.types.is_integer(column.type)
    whole = column.fill_null(0).to_numpy(zero_copy_only=False) if exact else numbers
    scaled = (
        np.where(unit >= 1, whole * unit.astype(np.int64), whole // 1000)
        if exact
        else np.rint(numbers * unit)
    )
    known = valid(column) & np.isfinite(numbers)
    return Parsed.of(np.where(known, scaled, 0), known)


def _of_text(column: pa.Array, zone: ZoneInfo, order: DateOrder) -> Parsed:
    values, state = np.zeros(len(column), np.int64), np.zeros(len(column), np.uint8)
    if len(column):
        moments(*buffers(column), order == "day-first", values, state)
    there = valid(column)
    left = np.flatnonzero(there & (state == UNREAD))
    if len(left):
        _slowly(column, left, values, state)
    naive = there & (state == NAIVE)
    known = (naive | (there & (state == ZONED))) & ~_utc(values, naive, zone)
    return Parsed(np.where(known, values, 0), known, there & ~known & (state != BLANK))


def _slowly(column: pa.Array, rows: Ints, values: Ints, state: Any) -> None:
    coded = column.take(pa.array(rows)).dictionary_encode()
    parsed = [parse_moment(text) for text in coded.dictionary.to_pylist()]
    codes = coded.indices.to_numpy()
    values[rows] = np.array([moment[0] if moment else 0 for moment in parsed], np.int64)[codes]
    zoned = [UNREAD if moment is None else ZONED if moment[1] else NAIVE for moment in parsed]
    state[rows] = np.array(zoned, np.uint8)[codes]
