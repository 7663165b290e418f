"""Every folder of words in the house says the same things in every language, set as each one sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import parcours
from parcours.words import LANGUAGES, Phrasebook

ROOT = Path(parcours.__file__).parent
FOLDERS = sorted(path.parents[1] for path in ROOT.rglob("words/en.yaml"))
FORMS = {"en": {"one", "other"}, "fr": {"one", "other"}, "he": {"one", "two", "other"}}


def _book(folder: Path) -> Phrasebook:
    return Phrasebook(".".join(("parcours", *folder.relative_to(ROOT).parts)))


def _texts(phrase: object) -> list[str]:
    if isinstance(phrase, dict):
        return [str(form) for form in phrase.values()]
    return [str(each) for each in phrase] if isinstance(phrase, list) else [str(phrase)]


def _blanks(phrase: object) -> set[str]:
    return {name for form in _texts(phrase) for _, name, _, _ in Formatter().parse(form) if name}


def _said(book: Phrasebook, language: str) -> Iterator[tuple[str, str]]:
    for key, phrase in book.phrases(language).items():
        for text in _texts(phrase):
            yield key, text


every_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(ROOT)))


@every_folder
def test_every_language_says_the_same_things(folder: Path) -> None:
    keys = {language: set(_book(folder).phrases(language)) for language in LANGUAGES}
    assert {language: keys["en"] ^ found for language, found in keys.items() if found != keys["en"]} == {}


@every_folder
@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_have_the_same_blanks_and_the_forms_of_their_language(folder: Path, language: str) -> None:
    english = _book(folder).phrases("en")
    for key, phrase in _book(folder).phrases(language).items():
        optional = {"count", "n"}
        assert _blanks(phrase) | optional == _blanks(english[key]) | optional, key
        if isinstance(phrase, dict):
            assert {"one", "other"} <= set(phrase) <= FORMS[language], key


@every_folder
def test_french_is_set_with_its_spaces_and_its_apostrophe(folder: Path) -> None:
    wrong = re.compile(r" [;:?!»%]|« |\w'\w")
    assert [key for key, text in _said(_book(folder), "fr") if wrong.search(text)] == []


@every_folder
def test_nothing_is_left_blank(folder: Path) -> None:
    empty = [
        key for language in LANGUAGES for key, text in _said(_book(folder), language) if not text.strip()
    ]
    assert empty == []
