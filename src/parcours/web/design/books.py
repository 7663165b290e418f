"""What templates and views say: every feature's words, in the language of the request."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language

from parcours.words import Phrasebook

_HOMES = ("parcours.web.{}", "parcours.{}")


def language() -> str:
    """Return the language that is spoken now."""
    return (get_language() or "en")[:2]


def say(key: str, **values: Any) -> str:
    """Say a phrase by the name of its feature and its own: ``people.list.title``.

    A feature's words may stand with its screens (``parcours.web.people``) and with its room
    (``parcours.people``). With the setting ``MARK_PHRASES`` every phrase stands in brackets: what stands
    outside them on a page is not translated.
    """
    feature, _, name = key.partition(".")
    spoken = language()
    found = next((book for book in books(feature) if name in book.phrases(spoken)), None)
    if found is None:
        raise KeyError(f"There is no phrase {key!r} in {spoken}.")
    phrase = found.say(name, spoken, **values)
    marked: bool = settings.MARK_PHRASES  # type: ignore[misc]  # a setting of our own
    return f"⟦{phrase}⟧" if marked else phrase


say_later = lazy(say, str)
"""For what is said before anybody asks, such as the labels of a form."""


@cache
def books(feature: str) -> tuple[Phrasebook, ...]:
    """Return the phrasebooks of a feature."""
    packages = (home.format(feature) for home in _HOMES)
    return tuple(Phrasebook(package) for package in packages if _has_words(package))


def _has_words(package: str) -> bool:
    try:
        return (files(package) / "words" / "en.yaml").is_file()
    except (ModuleNotFoundError, TypeError):  # a module is no package
        return False
