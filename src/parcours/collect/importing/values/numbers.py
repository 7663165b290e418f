"""Numbers and amounts as people write them: `1.234,50 €`, `$1,234.50`, `(12.50)`.

All become whole micro-units (millionths), so that sums and products of prices are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Flags, Ints
from parcours.collect.importing.options import DecimalMark
from parcours.collect.importing.values.parsed import Parsed, buffers, valid
from parcours.kernels.kernel import kernel

MICRO = 1_000_000
_LARGEST = 9 * 10**12
_MARKS: dict[DecimalMark, str] = {"comma": ",", "point": "."}
_SPACES = re.compile("[\\s'’_\u00a0\u2007\u2009\u202f\u200e\u200f\u061c]")
_AROUND = re.compile(
    r"^[^\d.,+\-()]*([+\-]?)[^\d.,()+\-]*(\(?)[^\d.,+\-]*([\d.,]+(?:[eE][+\-]?\d+)?)[^\d.,+\-)]*(\)?)(-?)$"
)


def micros(column: pa.Array, mark: DecimalMark = "point") -> Parsed:
    """Return numbers in millionths.

    Examples
    --------
    >>> micros(pa.array(["1.234,50 €", None, "twelve"]), "comma").values.tolist()
    [1234500000, 0, 0]
    """
    kind = column.type
    if pa.types.is_null(kind):
        return Parsed.nothing(len(column))
    if pa.types.is_string(kind):
        return _of_text(column, mark)
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return Parsed.of(_filled(column.cast(pa.int64())) * MICRO, valid(column))
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _of_floats(_filled(column.cast(pa.float64())), valid(column))
    return Parsed(np.zeros(len(column), np.int64), np.zeros(len(column), np.bool_), valid(column))


def parse_micros(text: str, mark: DecimalMark) -> int | None:
    """Return one number in millionths, ``None`` where it is none: what the fast way must agree with."""
    plain = _SPACES.sub("", text).replace("−", "-")
    found = _AROUND.match(plain)
    if not found:
        return None
    minus, opened, digits, closed, after = found.groups()
    number = _without_groups(digits, _MARKS[mark])
    if number is None or bool(opened) != bool(closed) or (minus and after):
        return None
    try:
        scaled = int((Decimal(number) * MICRO).to_integral_value())
    except InvalidOperation:
        return None
    if abs(scaled) >= _LARGEST * MICRO:
        return None
    return -scaled if minus == "-" or opened or after else scaled


def decimal_mark(columns: Iterable[pa.Array]) -> tuple[DecimalMark | None, str]:
    """Return the mark that the values themselves show, and the value that shows it.

    ``None`` with a value: that value may be read both ways and nothing decides. ``None`` with an
    empty text: no value has a mark at all.
    """
    votes: dict[str, str] = {}
    doubt = ""
    for text in _marked(columns):
        vote = _vote(text)
        if vote:
            votes.setdefault(vote, text)
        else:
            doubt = doubt or text
    if len(votes) == 1:
        mark, text = next(iter(votes.items()))
        return ("comma" if mark == "," else "point"), text
    if votes:
        return None, " and ".join(votes.values())
    return None, doubt


def _marked(columns: Iterable[pa.Array]) -> Iterable[str]:
    for column in columns:
        if pa.types.is_string(column.type):
            unique = column.unique().drop_null()
            yield from unique.filter(pc.match_substring_regex(unique, "[.,]")).to_pylist()


def _vote(text: str) -> str:
    found = re.search(r"[\d.,]+", _SPACES.sub("", text))
    marks = re.findall(r"[.,]", found.group()) if found else []
    if not found or not marks:
        return ""
    tail = found.group().rpartition(marks[-1])[2]
    if len(set(marks)) == 2:
        return str(marks[-1])
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    lead = found.group().partition(marks[0])[0]
    undecided = len(tail) == 3 and 0 < len(lead) <= 3 and not lead.startswith("0")
    return "" if undecided else str(marks[0])


def _without_groups(digits: str, mark: str) -> str | None:
    group = "." if mark == "," else ","
    whole, _, fraction = digits.partition(mark)
    if group in fraction or mark in fraction:
        return None
    head, *rest = whole.split(group)
    if rest and (not head or len(head) > 3 or any(len(part) != 3 for part in rest)):
        return None
    return f"{head}{''.join(rest)}.{fraction}" if fraction else head + "".join(rest)


def _of_floats(numbers: np.ndarray, known: Flags) -> Parsed:
    fits = np.isfinite(numbers) & (np.abs(numbers) < _LARGEST)
    wrong = known & ~fits & ~np.isnan(numbers)
    scaled = np.rint(np.where(fits, numbers, 0) * MICRO).astype(np.int64)
    # Above, one product of floats may be off by a millionth from the decimal that was meant.
    for row in np.flatnonzero(fits & (np.abs(numbers) > 2.0**31)).tolist():
        scaled[row] = int((Decimal(repr(float(numbers[row]))) * MICRO).to_integral_value())
    return Parsed(scaled, known & fits, wrong)


def _filled(column: pa.Array) -> Any:
    return column.fill_null(0).to_numpy(zero_copy_only=False)


def _of_text(column: pa.Array, mark: DecimalMark) -> Parsed:
    values, state = np.zeros(len(column), np.int64), np.zeros(len(column), np.uint8)
    if len(column):
        _numbers(*buffers(column), ord(_MARKS[mark]), values, state)
    there = valid(column)
    known = there & (state == 1)
    left = np.flatnonzero(there & (state == 0))
    if len(left):
        _slowly(column, left, mark, values, known)
    return Parsed(np.where(known, values, 0), known, there & ~known & (state != 2))


def _slowly(column: pa.Array, rows: Ints, mark: DecimalMark, values: Ints, known: Flags) -> None:
    coded = column.take(pa.array(rows)).dictionary_encode()
    parsed = [parse_micros(text, mark) for text in coded.dictionary.to_pylist()]
    codes = coded.indices.to_numpy()
    values[rows] = np.array([number or 0 for number in parsed], np.int64)[codes]
    known[rows] = np.array([number is not None for number in parsed])[codes]


@kernel(
    "void(Array(int32, 1, 'C', readonly=True), Array(uint8, 1, 'C', readonly=True), int64,"
    " int64[::1], uint8[::1])"
)
def _numbers(bounds: Any, data: Any, mark: int, values: Ints, state: Any) -> None:
    """Plain numbers only: state 1 is read, 2 is blank, 0 is left to the slow way."""
    for row in range(len(values)):
        at, stop = bounds[row], bounds[row + 1]
        while at < stop and data[at] == 32:
            at += 1
        while at < stop and data[stop - 1] == 32:
            stop -= 1
        if at == stop:
            state[row] = 2
            continue
        minus = data[at] == 45
        at += minus or data[at] == 43
        number, digits, decimals, marked = 0, 0, 0, False
        while at < stop:
            char = data[at]
            if 48 <= char <= 57:
                number = number * 10 + (char - 48)
                digits += not marked
                decimals += marked
            elif char == mark and not marked and digits:
                marked = True
            else:
                break
            at += 1
        if at == stop and 0 < digits <= 12 and decimals <= 6:
            for _ in range(6 - decimals):
                number *= 10
            values[row] = -number if minus else number
            state[row] = 1
