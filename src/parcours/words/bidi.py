"""Texts that run against the direction of the sentence around them."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from parcours.words.languages import is_rtl

_FIRST_STRONG, _END = "\u2068", "\u2069"
_OVERRIDES = re.compile("[\u202a-\u202e]")


def unturned(text: str) -> str:
    """Return a text without the signs that turn around what stands beside it.

    >>> unturned("cod\u202eexe.txt")
    'codexe.txt'
    """
    return _OVERRIDES.sub("", text)


def apart(text: str, language: str) -> str:
    """Keep a text in one piece within a sentence, where letters of it run the other way.

    >>> apart("Zoé", "en"), len(apart("Zoé", "he"))
    ('Zoé', 5)
    """
    against = {"L"} if is_rtl(language) else {"R", "AL"}
    if not any(bidirectional(letter) in against for letter in text):
        return text
    return f"{_FIRST_STRONG}{unturned(text)}{_END}"
