"""The phrases of the journey map, one file of words a language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from parcours.charts.languages import checked

_SINGULAR = MappingProxyType({"en": (1,), "fr": (0, 1), "he": (1,)})


def say(key: str, language: str, *, count: int | None = None, **values: Any) -> str:
    """Return a phrase with its values filled in; of two forms, the one that fits ``count``.

    >>> say("interval", "fr", low="1", high="2")
    'de 1 à 2'
    >>> say("people", "fr", count=0, n="0"), say("people", "en", count=0, n="0")
    ('0 profil', '0 profiles')
    """
    phrase = phrases(language)[key]
    if isinstance(phrase, dict):
        phrase = phrase["one" if count in _SINGULAR[language] else "other"]
    return str(phrase).format(**values)


def friction(kind: str, language: str) -> str:
    """Return the name of a friction; one without a phrase keeps its own name.

    >>> friction("late_delivery", "fr"), friction("lamp_rubbed", "fr")
    ('Livraison en retard', 'lamp rubbed')
    """
    return word("frictions", kind, language).replace("_", " ")


def word(family: str, code: str, language: str) -> str:
    """Return the word for a code of a family; the code itself where there is none."""
    return str(phrases(language)[family].get(code, code))


@cache
def phrases(language: str) -> dict[str, Any]:
    """Return all phrases of a language."""
    import yaml

    path = files("parcours.charts") / "journey_map" / "words" / f"{checked(language)}.yaml"
    words: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return words
