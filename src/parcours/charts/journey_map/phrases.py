"""The phrases of the journey map, one file of words a language."""

from __future__ import annotations

from typing import Any

from parcours.words import Phrasebook

BOOK = Phrasebook("parcours.charts.journey_map")


def say(key: str, language: str, **values: Any) -> str:
    """Return a phrase with its values filled in; of several forms, the one that fits ``n``.

    >>> say("interval", "fr", low="1", high="2")
    'de 1 à 2'
    >>> say("people", "fr", n=0), say("people", "en", n=0)
    ('0 profil', '0 profiles')
    """
    return BOOK.say(key, language, count=values.get("n"), **values)


def friction(kind: str, language: str) -> str:
    """Return the name of a friction; one without a phrase keeps its own name.

    >>> friction("late_delivery", "fr"), friction("lamp_rubbed", "fr")
    ('Livraison en retard', 'lamp rubbed')
    """
    return word("frictions", kind, language).replace("_", " ")


def word(family: str, code: str, language: str) -> str:
    """Return the word for a code of a family; the code itself where there is none."""
    return str(BOOK.phrases(language).get(f"{family}.{code}", code))
