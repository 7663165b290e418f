"""How days and numbers are written in each language."""

from __future__ import annotations

from datetime import date

from parcours.demo.storefront.words import say, several


def day(moment: date, language: str) -> str:
    """Write a day as people say it.

    >>> day(date(2026, 11, 24), "en"), day(date(2026, 11, 24), "fr")
    ('Tuesday 24 November', 'mardi 24 novembre')
    """
    return say(
        "date.day",
        language,
        weekday=several("date.weekdays", language)[moment.weekday()],
        day="1er" if moment.day == 1 and language == "fr" else moment.day,
        month=several("date.months", language)[moment.month - 1],
    )


def decimal(value: float, language: str) -> str:
    """Write a number with one decimal.

    >>> decimal(4.5, "fr")
    '4,5'
    """
    return f"{value:.1f}".replace(".", "," if language == "fr" else ".")
