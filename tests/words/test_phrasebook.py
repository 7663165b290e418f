"""Phrases are found by their dotted names, in the form that fits."""

from __future__ import annotations

import pytest

from parcours.errors import InputError
from parcours.words import LANGUAGES, Phrasebook

BOOK = Phrasebook("parcours.words")


def test_every_language_has_the_same_keys():
    keys = [BOOK.phrases(language).keys() for language in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]


def test_french_counts_nothing_as_one():
    assert BOOK.say("languages.known", "fr", count=0) == "0 langue"
    assert BOOK.say("languages.known", "en", count=0) == "0 languages"


def test_a_language_without_words_is_refused_by_name():
    with pytest.raises(InputError, match="'xx'"):
        BOOK.say("languages.known", "xx", count=1)
