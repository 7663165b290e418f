"""The search of the shop and the searches of the world agree."""

from __future__ import annotations

import pytest

from parcours.demo.storefront.search import find, popular, suggestions
from parcours.demo.words import LANGUAGES, Language
from parcours.demo.world.searches import queries

EVERY = [query for language in LANGUAGES for query in queries(language)]
_SHOWN = [query for query in EVERY if query.finds]
_OTHER_WORDS = [query for query in EVERY if query.means and not query.finds]
_NOT_SOLD = [query for query in EVERY if not query.means]


def test_what_the_world_finds_is_found_with_and_without_synonyms() -> None:
    assert [query.text for query in _SHOWN if not find(query.text, query.language)] == []
    assert [
        query.text for query in _SHOWN if not find(query.text, query.language, knows_synonyms=False)
    ] == []


def test_other_words_for_what_is_sold_are_found_by_synonyms_alone() -> None:
    assert len(_OTHER_WORDS) > 40
    assert [query.text for query in _OTHER_WORDS if not find(query.text, query.language)] == []
    found = [query.text for query in _OTHER_WORDS if find(query.text, query.language, knows_synonyms=False)]
    assert found == []


def test_what_is_not_sold_is_not_found() -> None:
    assert [query.text for query in _NOT_SOLD if find(query.text, query.language)] == []


def test_nothing_is_found_for_nothing() -> None:
    assert find("", "en") == find("  ?! ", "en") == find("the", "en") == ()


@pytest.mark.parametrize(
    ("query", "language", "name"),
    [
        ("TEAPOT", "en", "teapot"),
        ("theiere", "fr", "théière"),
        ("théières", "fr", "théière"),
        ("הקומקום", "he", "קומקום"),
        ("חולצות", "he", "חולצת"),
    ],
)
def test_accents_endings_and_little_words_do_not_matter(query: str, language: Language, name: str) -> None:
    assert name in find(query, language)[0].name.of(language).lower()


def test_a_slip_of_the_finger_gets_a_suggestion_that_finds_something() -> None:
    (first, *_) = suggestions("tepot", "en")
    assert first == "teapot"
    assert find(first, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_popular_searches_lead_somewhere(language: Language) -> None:
    assert [query for query in popular(language) if not find(query, language)] == []
