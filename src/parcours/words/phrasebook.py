"""Phrases of one folder: one file of words a language, the same keys in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from parcours.words.bidi import apart
from parcours.words.french import french
from parcours.words.languages import checked
from parcours.words.numbers import written

_FORMS = frozenset({"one", "two", "other"})
_ONE, _TWO = 1, 2


@dataclass(frozen=True)
class Phrasebook:
    """The words of a package's folder ``words``: ``en.yaml``, ``fr.yaml``, ``he.yaml``.

    Sections nest; a key names them with dots. A phrase with several forms (``one``, ``two``, ``other``)
    takes the one that fits ``count``. Values in braces are filled in: whole numbers written out, texts
    that run against the language kept in one piece.

    Parameters
    ----------
    package
        Whose words, such as ``parcours.charts.journey_map``.

    Examples
    --------
    >>> book = Phrasebook("parcours.words")
    >>> book.say("languages.fr", "he"), book.say("languages.known", "en", count=3000)
    ('צרפתית', '3,000 languages')
    """

    package: str

    def say(self, key: str, language: str, **values: Any) -> str:
        """Return a phrase with its values filled in.

        Raises
        ------
        InputError
            There is no such language.
        KeyError
            There is no such phrase.
        """
        phrase = self.phrases(language)[key]
        if isinstance(phrase, Mapping):
            phrase = phrase[_form(values["count"], phrase, language)]
        filled = {blank: _written(value, language) for blank, value in values.items()}
        return str(phrase.format(**filled)) if values else str(phrase)

    def several(self, key: str, language: str) -> tuple[str, ...]:
        """Return a list of words, such as the months.

        >>> Phrasebook("parcours.words").several("days.months", "fr")[0]
        'janvier'
        """
        return tuple(self.phrases(language)[key])

    def phrases(self, language: str) -> Mapping[str, Any]:
        """Return all phrases of a language by their dotted names."""
        return _phrases(self.package, language)


@cache
def _phrases(package: str, language: str) -> Mapping[str, Any]:
    import yaml

    text = (files(package) / "words" / f"{checked(language)}.yaml").read_text("utf-8")
    phrases = _flat(yaml.safe_load(text))
    return {key: _set(phrase, language) for key, phrase in phrases}


def _flat(tree: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        here = (*path, str(name))
        if isinstance(value, Mapping) and not value.keys() <= _FORMS:
            yield from _flat(value, here)
        else:
            yield ".".join(here), value


def _set(phrase: Any, language: str) -> Any:
    """Return a phrase, all of its forms or each of a list as its language sets them."""
    if isinstance(phrase, Mapping):
        return {form: _set(text, language) for form, text in phrase.items()}
    if isinstance(phrase, list):
        return [_set(text, language) for text in phrase]
    return french(str(phrase)) if language == "fr" else str(phrase)


def _written(value: Any, language: str) -> Any:
    if isinstance(value, int):
        return written(value, 0, language)
    return apart(value, language) if isinstance(value, str) else value


def _form(count: float, forms: Mapping[str, str], language: str) -> str:
    if count == _TWO and "two" in forms:
        return "two"
    single = count == _ONE or (count == 0 and language == "fr")
    return "one" if single else "other"
