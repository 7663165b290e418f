"""The copy, in three languages: complete, and set as each language's printers do."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from parcours.demo.words import Text
from parcours.demo.world.calendar import CAMPAIGNS
from parcours.demo.world.catalogue import CATEGORIES, MODELS, PRODUCTS
from parcours.demo.world.checkout import PAYMENT_METHODS
from parcours.demo.world.colours import COLOURS
from parcours.demo.world.content import CONTENT
from parcours.demo.world.delivery import CARRIERS
from parcours.demo.world.typography import typeset

MEASURE = re.compile(r"[\d\u00a0 .,×€XSML⌀]+(?:cm)?")
HEBREW = re.compile(r"[א-ת]")
LATIN = re.compile(r"[A-Za-z]{2,}")


def texts(thing: object) -> Iterator[Text]:
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from texts(each)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))


ALL = tuple(
    dict.fromkeys(
        texts((PRODUCTS, MODELS, CATEGORIES, COLOURS, CAMPAIGNS, CONTENT, CARRIERS, PAYMENT_METHODS))
    )
)


def test_there_is_a_lot_to_read():
    assert len(ALL) > 700


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_nothing_is_left_empty_or_doubly_spaced(language):
    said = [text.of(language) for text in ALL]
    assert all(each and each == each.strip() and "  " not in each for each in said)


def test_french_marks_have_their_spaces():
    for text in ALL:
        assert not re.search(r"[^\u202f;!?][;!?]", text.fr), text.fr
        assert not re.search(r"[^\u00a0]:", text.fr), text.fr
        assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", text.fr), text.fr


def test_apostrophes_are_curly():
    assert not [text for text in ALL if "'" in text.en + text.fr]


def test_hebrew_is_written_in_hebrew():
    words = [text.he for text in ALL if not MEASURE.fullmatch(text.he)]
    assert not [word for word in words if not HEBREW.search(word)]
    assert {latin for word in words for latin in LATIN.findall(word)} <= {"XXL", "XL", "XS"}


def test_hebrew_abbreviations_have_their_own_marks():
    assert not [text.he for text in ALL if re.search(r"[א-ת][\"'’]", text.he)]


def test_french_and_english_are_not_the_same_sentence():
    same = [text for text in ALL if text.en == text.fr and len(text.en) > 30]
    assert not same


def test_typesetting():
    told = typeset("It's 45 cm", "Prêt ? Oui : « vite » !", "45 ס\"מ, ז'קט")
    assert told.en == "It’s 45\u00a0cm"
    assert told.fr == "Prêt\u202f? Oui\u00a0: «\u00a0vite\u00a0»\u202f!"
    assert told.he == "45\u00a0ס״מ, ז׳קט"
