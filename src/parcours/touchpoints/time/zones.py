"""Time zones over whole columns: offsets, wall clocks and back.

Instants are int64 microseconds since 1970 UTC. Wall clocks are int64 microseconds since 1970 as
the clock on the wall shows them. The arrays' results have the shape of what went in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parcours.errors import InputError

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

Micros = NDArray[np.int64]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_YEAR, _LAST_YEAR = 1, 9998


def parse_zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name.

    Raises
    ------
    InputError
        No such zone; the advice names the nearest ones.

    Examples
    --------
    >>> parse_zone("Europe/Paris").key
    'Europe/Paris'
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        close = get_close_matches(name, sorted(available_timezones()), n=3, cutoff=0.5)
        raise InputError(
            f"There is no time zone {name!r}.",
            expected="Expected an IANA name such as 'Europe/Paris' or 'Asia/Jerusalem'.",
            advice=f"Did you mean {', '.join(close)}?" if close else "",
        ) from None


def to_local(instants: ArrayLike, zone: ZoneInfo) -> Micros:
    """Return what the clock on the wall shows at some instants.

    >>> to_local(0, parse_zone("Asia/Jerusalem")).item() / HOUR
    2.0
    """
    return _int64(instants) + offset(instants, zone)


def offset(instants: ArrayLike, zone: ZoneInfo) -> Micros:
    """Return how far the wall clock is ahead of UTC, in microseconds."""
    moments = _int64(instants)
    changes = _changes(zone, moments)
    return changes.offsets[np.searchsorted(changes.instants, moments, side="right")]


def to_utc(walls: ArrayLike, zone: ZoneInfo) -> Micros:
    """Return the instants of wall-clock times that came without a zone.

    A time that the clock shows twice (it was set back) is the first of the two. A time that it
    never shows (it was set forward) moves forward by what was skipped: 02:30 becomes 03:30.

    >>> paris = parse_zone("Europe/Paris")
    >>> skipped = np.datetime64("2026-03-29T02:30", "us").astype("int64")
    >>> to_local(to_utc(skipped, paris), paris).astype("datetime64[us]").item().isoformat()
    '2026-03-29T03:30:00'
    """
    shown = _int64(walls)
    changes = _changes(zone, shown)
    # Up to the later of both wall clocks of a change, the old offset holds: that is the first of
    # a doubled time, and it carries a skipped time over the gap.
    until = changes.instants + np.maximum(changes.offsets[:-1], changes.offsets[1:])
    return shown - changes.offsets[np.searchsorted(until, shown, side="right")]


class _Changes(NamedTuple):
    """When a zone's offset changes; ``offsets`` has one more: what holds before the first change."""

    instants: Micros
    offsets: Micros


def _changes(zone: ZoneInfo, moments: Micros) -> _Changes:
    if moments.size == 0:
        return _changes_of_years(zone.key, 1970, 1970)
    years = np.array([moments.min(), moments.max()]).astype("datetime64[us]").astype("datetime64[Y]")
    first, last = (years.astype(np.int64) + 1970).tolist()
    # Whole decades keep the cache small; a year more on each side covers every offset.
    return _changes_of_years(zone.key, (first - 1) // 10 * 10, (last + 1) // 10 * 10 + 9)


@lru_cache(maxsize=256)
def _changes_of_years(key: str, first: int, last: int) -> _Changes:
    if first < _FIRST_YEAR or last > _LAST_YEAR:
        raise InputError(
            f"Times from year {first} to {last} are out of range.", expected="Expected years 11 to 9988."
        )
    zone = ZoneInfo(key)
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    before = _offset_at(zone, day)
    instants: list[int] = []
    offsets = [_micros(before)]
    while day < end:
        day += timedelta(days=1)
        after = _offset_at(zone, day)
        if after != before:
            instants.append(_micros(_change_within(zone, day) - _EPOCH))
            offsets.append(_micros(after))
            before = after
    return _Changes(np.array(instants, np.int64), np.array(offsets, np.int64))


def _change_within(zone: ZoneInfo, end: datetime) -> datetime:
    """Return the second in the day before ``end`` at which the offset became that of ``end``."""
    old, new = end - timedelta(days=1), end
    after = _offset_at(zone, end)
    while new - old > timedelta(seconds=1):
        middle = old + timedelta(seconds=(new - old) // timedelta(seconds=2))
        old, new = (old, middle) if _offset_at(zone, middle) == after else (middle, new)
    return new


def _offset_at(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _micros(length: timedelta) -> int:
    return length // timedelta(microseconds=1)


def _int64(values: ArrayLike) -> Micros:
    return np.asarray(values, dtype=np.int64)
