"""Dates with month names, in English, French and Hebrew."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_MONTHS = (
    ("jan", "janv", "ינואר", "ינו"),
    ("feb", "fév", "fev", "févr", "fevr", "פברואר", "פבר"),
    ("mar", "mars", "מרץ", "מרס"),
    ("apr", "avr", "אפריל", "אפר"),
    ("may", "mai", "מאי"),
    ("jun", "juin", "יוני", "יונ"),
    ("jul", "juil", "יולי", "יול"),
    ("aug", "août", "aou", "aoû", "אוגוסט", "אוג"),
    ("sep", "sept", "ספטמבר", "ספט"),
    ("oct", "אוקטובר", "אוק"),
    ("nov", "נובמבר", "נוב"),
    ("dec", "déc", "דצמבר", "דצמ"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WORD = re.compile(r"[^\W\d_]{3,}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?\s*([AaPp])?\.?[Mm]?\.?")
_ZONED = re.compile(r"(?:[+-]\d{4}|GMT|UTC)\s*(?:\(.*\))?$")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def parse_moment(text: str) -> tuple[int, bool] | None:
    """Return microseconds since 1970 and whether the text names its zone; ``None``: no date.

    Examples
    --------
    >>> parse_moment("5 janvier 2026 10:00")
    (1767607200000000, False)
    >>> parse_moment("Mon, 05 Jan 2026 11:00:00 +0100")
    (1767607200000000, True)
    """
    if not _ZONED.search(text):
        return _spelled(text)
    try:
        stamp = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return (stamp.replace(tzinfo=stamp.tzinfo or dt.UTC) - _EPOCH) // _MICROSECOND, True


def _spelled(text: str) -> tuple[int, bool] | None:
    month = next((n for word in _WORD.findall(text.casefold()) if (n := _month(word))), 0)
    clock = _TIME.search(text)
    numbers = re.findall(r"\d+", text[: clock.start()] + text[clock.end() :] if clock else text)
    years, days = [n for n in numbers if len(n) == 4], [n for n in numbers if len(n) <= 2]
    if not month or len(years) != 1 or len(days) != 1:
        return None
    try:
        stamp = dt.datetime(int(years[0]), month, int(days[0]), *_clock(clock), tzinfo=dt.UTC)
    except ValueError:
        return None
    return (stamp - _EPOCH) // _MICROSECOND, False


def _month(word: str) -> int:
    plain = word.removeprefix("ב")
    exact = _NUMBERS.get(word) or _NUMBERS.get(plain)
    return exact or next((_NUMBERS[plain[:n]] for n in (5, 4, 3) if plain[:n] in _NUMBERS), 0)


def _clock(found: re.Match[str] | None) -> tuple[int, int, int, int]:
    if not found:
        return 0, 0, 0, 0
    hour, half = int(found[1]), (found[5] or "").lower()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return hour, int(found[2]), int(found[3] or 0), int((found[4] or "").ljust(6, "0") or 0)
