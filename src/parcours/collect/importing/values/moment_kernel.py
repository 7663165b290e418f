"""The fast way to read moments: numeric dates, times and offsets, straight from the bytes."""

from __future__ import annotations

from typing import Any

from parcours.collect.importing.batch import Ints
from parcours.kernels.kernel import kernel

UNREAD, NAIVE, ZONED, BLANK = 0, 1, 2, 3
_DAY, _HOUR, _MINUTE, _SECOND = 86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000
_SPACE, _PLUS, _MINUS, _POINT, _COMMA, _SLASH, _COLON, _T, _Z = 32, 43, 45, 46, 44, 47, 58, 84, 90


@kernel(
    "void(Array(int32, 1, 'C', readonly=True), Array(uint8, 1, 'C', readonly=True), boolean,"
    " int64[::1], uint8[::1])"
)
def moments(bounds: Any, data: Any, day_first: bool, values: Ints, state: Any) -> None:  # noqa: FBT001 - kernels take no keywords
    """Fill ``values`` (microseconds) and ``state`` (UNREAD, NAIVE, ZONED, BLANK)."""
    for row in range(len(values)):
        start, stop = bounds[row], bounds[row + 1]
        while start < stop and data[start] == _SPACE:
            start += 1
        while start < stop and data[stop - 1] == _SPACE:
            stop -= 1
        if start == stop:
            state[row] = BLANK
            continue
        number, at = _integer(data, start, stop)
        if at - start >= 9:
            values[row], state[row] = _epoch(data, number, at - start, at, stop)
            continue
        day, at = _date(data, start, stop, day_first)
        if at < 0:
            continue
        clock, at = _time(data, at, stop)
        if at < 0:
            continue
        offset, zoned, at = _offset(data, at, stop)
        if at == stop:
            values[row] = day * _DAY + clock - offset
            state[row] = ZONED if zoned else NAIVE


@kernel()
def _integer(data: Any, at: Any, stop: Any) -> Any:
    number = 0
    while at < stop and 48 <= data[at] <= 57:
        number = number * 10 + (data[at] - 48)
        at += 1
    return number, at


@kernel()
def _epoch(data: Any, number: Any, digits: Any, at: Any, stop: Any) -> Any:
    fraction = 0
    if at < stop and data[at] == _POINT and digits <= 10:
        fraction, at = _fraction(data, at + 1, stop)
    if at != stop or digits == 11 or digits == 14 or digits == 17 or digits > 19:
        return 0, UNREAD
    if digits <= 10:
        return number * _SECOND + fraction, ZONED
    if digits <= 13:
        return number * 1000, ZONED
    return (number if digits <= 16 else number // 1000), ZONED


@kernel()
def _fraction(data: Any, at: Any, stop: Any) -> Any:
    micros, scale = 0, _SECOND
    while at < stop and 48 <= data[at] <= 57:
        scale //= 10
        micros += (data[at] - 48) * scale
        at += 1
    return micros, at


@kernel()
def _date(data: Any, start: Any, stop: Any, day_first: Any) -> Any:
    first, at = _integer(data, start, stop)
    if at - start == 8:
        return _days(first // 10000, first // 100 % 100, first % 100, at)
    if at == start or at >= stop:
        return 0, -1
    mark = data[at]
    if mark != _MINUS and mark != _SLASH and mark != _POINT:
        return 0, -1
    width = at - start
    second, middle = _integer(data, at + 1, stop)
    if middle == at + 1 or middle >= stop or data[middle] != mark:
        return 0, -1
    third, end = _integer(data, middle + 1, stop)
    if width == 4:
        return _days(first, second, third, end)
    year = third
    if end - middle - 1 == 2:
        year += 2000 if third < 70 else 1900
    elif end - middle - 1 != 4:
        return 0, -1
    if day_first:
        return _days(year, second, first, end)
    return _days(year, first, second, end)


@kernel()
def _days(year: Any, month: Any, day: Any, at: Any) -> Any:
    """Days since 1970 of a date of the Gregorian calendar."""
    if month < 1 or month > 12 or day < 1 or year < 1:
        return 0, -1
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    length = 30 + (month + (month > 7)) % 2 if month != 2 else 28 + leap
    if day > length:
        return 0, -1
    shifted = year - (month <= 2)
    months = (month + 9) % 12
    return 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + (
        153 * months + 2
    ) // 5 + day - 719469, at


@kernel()
def _time(data: Any, at: Any, stop: Any) -> Any:
    if at == stop:
        return 0, at
    if data[at] != _SPACE and data[at] != _T and data[at] != _COMMA:
        return 0, at
    start = at + 1
    while start < stop and data[start] == _SPACE:
        start += 1
    hour, at = _integer(data, start, stop)
    if at == start or at >= stop or data[at] != _COLON:
        return 0, -1
    minute, after = _integer(data, at + 1, stop)
    second, fraction, at = 0, 0, after
    if after < stop and data[after] == _COLON:
        second, at = _integer(data, after + 1, stop)
        if at < stop and (data[at] == _POINT or data[at] == _COMMA):
            fraction, at = _fraction(data, at + 1, stop)
    hour, at = _half_day(data, hour, at, stop)
    if hour > 23 or minute > 59 or second > 60:
        return 0, -1
    return hour * _HOUR + minute * _MINUTE + second * _SECOND + fraction, at


@kernel()
def _half_day(data: Any, hour: Any, at: Any, stop: Any) -> Any:
    letter = at + (at < stop and data[at] == _SPACE)
    if letter + 2 > stop or (data[letter + 1] | 32) != 109 or hour > 12 or hour < 1:
        return hour, at
    half = data[letter] | 32
    if half == 97:
        return hour % 12, letter + 2
    if half == 112:
        return hour % 12 + 12, letter + 2
    return hour, at


@kernel()
def _offset(data: Any, at: Any, stop: Any) -> Any:
    if at == stop:
        return 0, False, at
    at += data[at] == _SPACE
    if data[at] == _Z and at + 1 == stop:
        return 0, True, stop
    if stop - at == 3 and data[at + 2] in (67, 84) and data[at] in (85, 71):  # UTC, GMT
        return 0, True, stop
    if data[at] != _PLUS and data[at] != _MINUS:
        return 0, False, -1
    hours, end = _integer(data, at + 1, stop)
    minutes = 0
    if end - at - 1 == 4:
        hours, minutes = hours // 100, hours % 100
    elif end < stop and data[end] == _COLON:
        minutes, end = _integer(data, end + 1, stop)
    if hours > 18 or minutes > 59 or end == at + 1:
        return 0, False, -1
    shift = hours * _HOUR + minutes * _MINUTE
    return (shift if data[at] == _PLUS else -shift), True, end
