"""Lengths of time as people write them."""

from __future__ import annotations

import re
from datetime import timedelta

from parcours.errors import InputError
from parcours.touchpoints.time.zones import DAY, HOUR, MINUTE, SECOND

_UNITS = {"w": 7 * DAY, "d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND, "ms": 1_000, "us": 1}
_WRITTEN = [(unit, size) for unit, size in _UNITS.items() if unit != "w"]  # 7d says more than 1w
_PART = re.compile(r"(\d+)\s*(ms|us|[wdhms])\s*")
_WHOLE = re.compile(rf"\s*(?:{_PART.pattern})+")


def parse_duration(text: str | timedelta) -> int:
    """Return a length of time in microseconds.

    A day is 24 hours and a week seven of them, whatever the clock on the wall does meanwhile.

    Raises
    ------
    InputError
        It is not a length, or it is zero or negative.

    Examples
    --------
    >>> parse_duration("7d") == parse_duration("1w") == parse_duration(timedelta(days=7))
    True
    >>> parse_duration("1h 30m") // 60_000_000
    90
    """
    if isinstance(text, timedelta):
        micros = text // timedelta(microseconds=1)
    else:
        micros = (
            sum(int(count) * _UNITS[unit] for count, unit in _PART.findall(text))
            if _WHOLE.fullmatch(text)
            else 0
        )
    if micros <= 0:
        raise InputError(
            f"{str(text)!r} is not a length of time.",
            expected="Expected a number and a unit: '30m', '12h', '7d', '2w', or several: '1h 30m'.",
        )
    return micros


def format_duration(micros: int) -> str:
    """Return a length of time as `parse_duration` reads it, without loss.

    >>> format_duration(90 * 60 * 1_000_000)
    '1h 30m'
    """
    parts, rest = [], micros
    for unit, size in _WRITTEN:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts)
