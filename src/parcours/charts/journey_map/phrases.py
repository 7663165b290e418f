"""The phrases of the journey map, one file of words a language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from parcours.charts.languages import checked


def say(key: str, language: str, **values: Any) -> str:
    """Return a phrase with its values filled in.

    >>> say("interval", "fr", low="1", high="2")
    'de 1 à 2'
    """
    return str(phrases(language)[key]).format(**values)


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
