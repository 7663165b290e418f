"""How people of each language say a day."""

from __future__ import annotations

from datetime import date

from parcours.words.phrasebook import Phrasebook

_BOOK = Phrasebook("parcours.words")


def weekday(day: date, language: str) -> str:
    """Say a day and its month as one does of the coming weeks.

    >>> weekday(date(2026, 11, 24), "en"), weekday(date(2026, 11, 24), "fr")
    ('Tuesday 24 November', 'mardi 24 novembre')
    """
    return _said("days.weekday", day, language, "months")


def full(day: date, language: str) -> str:
    """Say a day in a sentence.

    >>> full(date(2026, 3, 1), "en"), full(date(2026, 3, 1), "fr")
    ('1 March 2026', '1er mars 2026')
    """
    return _said("days.full", day, language, "months")


def short(day: date, language: str) -> str:
    """Say a day where room is scarce.

    >>> short(date(2026, 11, 24), "en"), short(date(2026, 11, 24), "fr")
    ('24 Nov 2026', '24 nov. 2026')
    """
    return _said("days.full", day, language, "short_months")


def month(day: date, language: str) -> str:
    """Say the month of a day where room is scarce.

    >>> month(date(2026, 11, 1), "en"), month(date(2026, 11, 1), "fr")
    ('Nov 2026', 'nov. 2026')
    """
    return _said("days.month", day, language, "short_months")


def _said(key: str, day: date, language: str, months: str) -> str:
    return _BOOK.say(
        key,
        language,
        weekday=_BOOK.several("days.weekdays", language)[day.weekday()],
        day="1er" if day.day == 1 and language == "fr" else day.day,
        month=_BOOK.several(f"days.{months}", language)[day.month - 1],
        year=str(day.year),
    )
