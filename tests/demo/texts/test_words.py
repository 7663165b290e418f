"""The hand-written fragments keep the rules of their languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest

from parcours.demo.texts.bank import Fragment, words
from parcours.demo.texts.topics import NO_TOPIC, TOPICS
from parcours.demo.words import LANGUAGES, Language
from parcours.demo.world.catalogue import CATEGORIES

SLOTS = {"product", "the", "this", "few", "many"}
FREQUENT = ("size", "quality", "colour", "packaging", "delivery_speed", "price", "service")
SIZES = re.compile(r"\b(?:M|L)\b")
SLOT = re.compile(r"<\w+>")
ENDS_WITHOUT_FINAL_FORM = re.compile(r"(?<!\bהטי)[כמנפצ](?![\w״׳'\"])")  # the loan word "tip" keeps its pe
FRENCH = set("abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûü")


def fragments(language: Language) -> Iterator[tuple[str, Fragment]]:
    for bank, all_of_it in words(language).banks.items():
        for fragment in all_of_it:
            yield bank, fragment


def letters(text: str) -> set[str]:
    return {sign for sign in SLOT.sub("", text).lower() if sign.isalpha()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fragment_is_written_twice_in_a_bank(language: Language) -> None:
    found = Counter((bank, fragment.text, fragment.polarity) for bank, fragment in fragments(language))
    assert [each for each, times in found.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_do_not_say_the_same_on_two_topics(language: Language) -> None:
    for bank, all_of_it in words(language).banks.items():
        texts = Counter(each.text for each in all_of_it if not bank.startswith(("opening", "closing")))
        assert [text for text, times in texts.items() if times > 1] == [], bank


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_is_known(language: Language) -> None:
    for _, fragment in fragments(language):
        assert set(re.findall(r"<(\w+)>", fragment.text)) <= SLOTS, fragment
        assert fragment.text.count("<") == len(SLOT.findall(fragment.text)), fragment


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tag_belongs_to_a_noun_or_a_speaker(language: Language) -> None:
    known = frozenset[str]().union(*(noun.tags for noun in words(language).nouns.values())) | {"woman", "man"}
    for _, fragment in fragments(language):
        assert fragment.needs <= known, fragment


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_of_the_shop_has_a_noun(language: Language) -> None:
    assert set(words(language).nouns) == {category.code for category in CATEGORIES} | {"any"}


def test_english_is_written_in_plain_letters() -> None:
    for _, fragment in fragments("en"):
        assert letters(fragment.text) <= set("abcdefghijklmnopqrstuvwxyz"), fragment


def test_french_is_written_in_french_letters() -> None:
    for _, fragment in fragments("fr"):
        assert letters(fragment.text) <= FRENCH, fragment


def test_hebrew_is_written_in_hebrew_letters_and_sizes() -> None:
    for _, fragment in fragments("he"):
        written = letters(SIZES.sub("", fragment.text))
        assert all("HEBREW LETTER" in unicodedata.name(letter) for letter in written), fragment
        assert written, fragment


def test_hebrew_has_no_points() -> None:
    for _, fragment in fragments("he"):
        assert not any(unicodedata.combining(sign) for sign in fragment.text), fragment


def test_hebrew_words_end_in_final_forms() -> None:
    for _, fragment in fragments("he"):
        assert not ENDS_WITHOUT_FINAL_FORM.search(fragment.text), fragment
        assert not re.search(r"[ךםןףץ](?=[א-ת])", fragment.text), fragment


def test_french_fragments_have_a_no_break_space_before_high_signs() -> None:
    for _, fragment in fragments("fr"):
        assert not re.search(r"(?<![\u202f\u00a0!?])[!?;:](?!\w)", fragment.text), fragment


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("polarity", [-1, 1])
def test_much_can_be_said_on_every_topic(language: Language, polarity: int) -> None:
    found = Counter(each.topic for each in words(language).banks["said"] if each.polarity == polarity)
    for number, topic in enumerate(TOPICS):
        assert found[number] >= (8 if topic in FREQUENT else 4), topic


def test_each_language_has_something_for_the_same_banks_topics_and_polarities() -> None:
    cells = [
        {(bank, fragment.topic, fragment.polarity) for bank, fragment in fragments(language)}
        for language in LANGUAGES
    ]
    assert cells[0] == cells[1] == cells[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_frames_are_about_nothing_in_particular(language: Language) -> None:
    for bank, fragment in fragments(language):
        if bank.startswith(("opening", "closing")):
            assert fragment.topic == NO_TOPIC


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_misspelling_can_happen(language: Language) -> None:
    written = " ".join(fragment.text for _, fragment in fragments(language)).replace("’", "'")
    for right, wrong in words(language).habits.typos.items():
        assert re.search(rf"\b{re.escape(right)}\b", written), right
        assert right != wrong
