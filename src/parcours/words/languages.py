"""The languages that Parcours speaks, and the direction of each."""

from __future__ import annotations

from typing import Literal

from parcours.errors import InputError

Language = Literal["en", "fr", "he"]
LANGUAGES: tuple[Language, ...] = ("en", "fr", "he")


def checked(language: str) -> str:
    """Return the language if Parcours speaks it, else say which it does."""
    if language not in LANGUAGES:
        raise InputError(f"There are no words in {language!r}.", advice=f"Use one of {', '.join(LANGUAGES)}.")
    return language


def is_rtl(language: str) -> bool:
    """Return whether a language is written from right to left."""
    return checked(language) == "he"


def direction(language: str) -> str:
    """Return the ``dir`` attribute of a language.

    >>> direction("he"), direction("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if is_rtl(language) else "ltr"
