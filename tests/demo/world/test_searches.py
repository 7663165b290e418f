"""What is searched for, and what is found."""

from __future__ import annotations

import re
import unicodedata

import pytest

from parcours.demo.words import LANGUAGES
from parcours.demo.world.catalogue import CATEGORIES, PRODUCTS
from parcours.demo.world.searches import EMPTY_QUERIES, QUERIES, empty_queries, meant, queries, results

WORD = re.compile(r"\w+")


def _plain(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("׳", "").replace("’", " "))
    return WORD.findall("".join(each for each in letters if not unicodedata.combining(each)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_eighty_queries_a_language_none_twice(language):
    texts = [query.text for query in queries(language)]
    assert 80 <= len(texts) <= 95
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_a_seventh_of_the_searches_find_nothing_that_is_there(language):
    total = sum(query.weight for query in queries(language))
    assert 0.14 < sum(query.weight for query in empty_queries(language)) / total < 0.17


def test_what_is_meant_is_sold():
    assert all(meant(query) for query in QUERIES if query.means)
    assert all(not meant(query) for query in QUERIES if not query.means)


def test_a_search_shows_what_is_meant_or_nothing():
    assert all(results(query) == meant(query) for query in QUERIES if query.finds)
    assert all(results(query) == () for query in EMPTY_QUERIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_find_nothing_are_nowhere_in_the_shop(language):
    told = [each.name.of(language) for each in CATEGORIES]
    for each in PRODUCTS:
        told += [
            each.name.of(language),
            each.description.of(language),
            *(one.of(language) for one in each.details),
        ]
    known = set(_plain(" ".join(told)))
    for query in empty_queries(language):
        words = [word for word in _plain(query.text) if len(word) > 2]
        assert any(not _begins(word, known) for word in words), query.text


def _begins(word: str, known: set[str]) -> bool:
    return any(each.startswith(word) for each in known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_people_look_for_what_the_shop_does_not_sell(language):
    total = sum(query.weight for query in queries(language))
    assert 0.01 < sum(query.weight for query in queries(language) if not query.means) / total < 0.04


def test_hebrew_queries_are_hebrew():
    assert all(re.search("[א-ת]", query.text) for query in queries("he"))
