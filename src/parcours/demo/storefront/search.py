"""Finds products by what people type, in the language of the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from parcours.demo.storefront import shelf
from parcours.demo.words import Language
from parcours.demo.world.catalogue import PRODUCTS, Product
from parcours.demo.world.searches import Query, empty_queries, meant, queries

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{3})(?:ים|ות|es|s|x|ה)$")
_PREFIX = re.compile(r"^[הולבמכש](?=\w{3})")
_LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "for",
        "in",
        "of",
        "the",
        "with",
        "de",
        "des",
        "du",
        "en",
        "et",
        "la",
        "le",
        "les",
        "pour",
        "un",
        "une",
        "avec",
        "של",
        "עם",
    ]
)
_NAME, _SHELF = 3, 2
_POPULAR = 8
_SHORTEST, _LONGER = 3, 2


def find(query: str, language: Language, *, knows_synonyms: bool = True) -> tuple[Product, ...]:
    """Return the products that have every word of a query, the best fit first, then what else it means.

    >>> [product.product_id for product in find("chemise alba craie", "fr")]
    ['TIL-0001']
    >>> len(find("tisane", "fr")), len(find("tisane", "fr", knows_synonyms=False))
    (16, 0)
    """
    written = _written(_words(query), language)
    known = _meanings(language, knows_synonyms=knows_synonyms).get(_key(query))
    if known is None:
        return written
    return tuple(dict.fromkeys((*(each for each in written if each in known), *known)))


def popular(language: Language) -> tuple[str, ...]:
    """Return what people look for most."""
    found = sorted((query for query in queries(language) if query.finds), key=lambda query: -query.weight)
    return tuple(query.text for query in found[:_POPULAR])


def _written(words: list[str], language: Language) -> tuple[Product, ...]:
    if not words:
        return ()
    scored = ((_score(each, words, language), each) for each in PRODUCTS)
    found = sorted(
        ((score, each) for score, each in scored if score), key=lambda pair: (-pair[0], -pair[1].popularity)
    )
    return tuple(product for _, product in found)


@cache
def _meanings(language: Language, *, knows_synonyms: bool) -> dict[str, tuple[Product, ...]]:
    named = (query for query in queries(language) if query.finds)
    known: tuple[Query, ...] = (*named, *(empty_queries(language) if knows_synonyms else ()))
    return {_key(query.text): meant(query) for query in known}


def _key(text: str) -> str:
    return " ".join(_words(text))


def suggestions(query: str, language: Language) -> tuple[str, ...]:
    """Return words of the catalogue that are written nearly as those of a query."""
    known = _vocabulary(language)
    close = (get_close_matches(word, known, n=2, cutoff=0.72) for word in _words(query))
    return tuple(dict.fromkeys(known[word] for words in close for word in words))


def _score(product: Product, words: list[str], language: Language) -> int:
    index = _index(language)[product.product_id]
    scores = [max(_word_score(each, index) for each in _forms(word, language)) for word in words]
    return sum(scores) if all(scores) else 0


def _word_score(word: str, index: dict[str, int]) -> int:
    return max((weight for text, weight in index.items() if _is_same(word, text)), default=0)


def _is_same(word: str, text: str) -> bool:
    """Tell whether a word begins a text, or is a longer form of it."""
    is_longer = len(text) >= _SHORTEST and 0 < len(word) - len(text) <= _LONGER
    return text.startswith(word) or (is_longer and word.startswith(text))


def _forms(word: str, language: Language) -> tuple[str, ...]:
    """Return a word, and in Hebrew what is left without the little word before it."""
    return (word, _PREFIX.sub("", word)) if language == "he" else (word,)


@cache
def _index(language: Language) -> dict[str, dict[str, int]]:
    return {product.product_id: dict(_weighed(product, language)) for product in PRODUCTS}


def _weighed(product: Product, language: Language) -> Iterator[tuple[str, int]]:
    texts = (
        (shelf.category_of(product).name.of(language), _SHELF),
        (f"{product.name.of(language)} {product.product_id}", _NAME),
    )
    return ((word, weight) for text, weight in texts for word in _words(text))


@cache
def _vocabulary(language: Language) -> dict[str, str]:
    names = " ".join(product.name.of(language) for product in PRODUCTS)
    return {
        stem(word): word.lower()
        for word in _WORD.findall(names)
        if word not in _LITTLE and not word.isdigit()
    }


def _words(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in _LITTLE]


def stem(word: str) -> str:
    """Return a word without accents and the commonest endings.

    >>> stem("Théières"), stem("Teapots"), stem("חולצות")
    ('theier', 'teapot', 'חולצ')
    """
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _ENDING.sub("", plain)
