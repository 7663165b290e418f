"""How people type: carefully, without capitals, without stops, in haste, loudly, with a small picture."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from parcours.demo.texts.bank import words
from parcours.demo.texts.kinds import Manner
from parcours.demo.words import Language
from parcours.demo.world.typography import NARROW, WIDE

_PICTURES: Final = {
    -1: ("😕", "😡", "👎", "🙄", "😞", "😤"),
    0: ("🤔", "🤷", "😐", "🙂"),
    1: ("😍", "❤️", "👍", "🥰", "👌", "🙏", "😊", "✨"),
}
_PLAIN_KEYS: Final = ((NARROW, " "), (WIDE, " "), ("’", "'"), ("׳", "'"), ("״", '"'))
_SPACED: Final = re.compile(r" (?=[!?:;])")
_STOPS: Final = re.compile(r"(?<!\d)[.,;!]|[.,;!](?!\d)")


def spell(text: str, language: Language, manner: Manner, polarity: int, number: int) -> str:
    """Type a carefully typed text in one of the manners; `number` chooses among several ways."""
    if manner == "careful":
        return text
    for typeset, typed in _PLAIN_KEYS:
        text = text.replace(typeset, typed)
    if manner == "everyday":
        return text
    text = _SPACED.sub("", text)
    if manner == "casual":
        return text.lower().removesuffix(".")
    if manner == "bare":
        return _folded(_STOPS.sub("", text).lower())
    if manner == "hasty":
        return _mistyped(text, language)
    if manner == "loud":
        return text.rstrip(".!") + "!" * (2 + number % 3) if polarity and text[-1] in ".!" else text
    pictures = _PICTURES[polarity]
    return f"{text} {pictures[number % len(pictures)]}"


def _folded(text: str) -> str:
    """Leave out accents, as thumbs do."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _mistyped(text: str, language: Language) -> str:
    typos = words(language).habits.typos
    return _typos(language).sub(lambda word: typos[word[0]], text)


@cache
def _typos(language: Language) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words(language).habits.typos)) + r")\b")
