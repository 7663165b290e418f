"""Where a text stands: who speaks of what; and the slots that this fills."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from parcours.demo.texts.bank import Noun, words
from parcours.demo.words import Language
from parcours.demo.world.catalogue import CATEGORIES

NO_CATEGORY: Final = -1
_GENDERS: Final = frozenset({"m", "f", "mp"})
_SLOT: Final = re.compile(r"<(\w+)>")


@dataclass(frozen=True, eq=False)
class Context:
    """A language, a category's noun, the tags that fragments may need. One of each, so identity compares."""

    language: Language
    noun: Noun
    tags: frozenset[str]


@cache
def context(language: Language, category: int, speaker: str) -> Context:
    """Return where somebody stands; without a category, everything the shop sells may be spoken of."""
    nouns = words(language).nouns
    if category == NO_CATEGORY:
        sorts = frozenset[str]().union(*(noun.tags for noun in nouns.values())) - _GENDERS
        noun = nouns["any"]
        return Context(language, noun, sorts | noun.tags | {speaker})
    noun = nouns[CATEGORIES[category].code]
    return Context(language, noun, noun.tags | {speaker})


def fill(text: str, place: Context, number: int) -> str:
    """Fill the slots of a text; `number` chooses the numbers in it."""
    if "<" in text:
        text = _SLOT.sub(lambda slot: _filling(slot[1], place.noun, number), text)
    return text[0].upper() + text[1:]


def _filling(slot: str, noun: Noun, number: int) -> str:
    if slot == "few":
        return str(3 + number % 3)
    if slot == "many":
        return str(11 + number % 9)
    form: str = getattr(noun, slot.lower())
    return form if slot.islower() else form[0].upper() + form[1:]
