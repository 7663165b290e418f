"""What the shop says, one file a language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_ONE, _TWO = 1, 2


def say(key: str, language: str, **values: Any) -> str:
    """Return a phrase with its values filled in; of several forms, the one that fits ``count``.

    >>> say("cart.things", "en", count=1), say("cart.things", "fr", count=0)
    ('1 item', '0 article')
    """
    phrase = phrases(language)[key]
    if isinstance(phrase, dict):
        phrase = phrase[_form(values["count"], phrase, language)]
    return str(phrase).format(**values) if values else str(phrase)


def several(key: str, language: str) -> tuple[str, ...]:
    """Return a list of phrases."""
    return tuple(phrases(language)[key])


@cache
def phrases(language: str) -> dict[str, Any]:
    """Return all phrases of a language by their dotted names."""
    text = (files(__name__) / f"{language}.yaml").read_text("utf-8")
    return {
        f"{section}.{name}": phrase
        for section, names in yaml.safe_load(text).items()
        for name, phrase in names.items()
    }


def _form(count: int, forms: dict[str, str], language: str) -> str:
    if count == _TWO and "two" in forms:
        return "two"
    single = count == _ONE or (count == 0 and language == "fr")
    return "one" if single else "other"
