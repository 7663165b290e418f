"""The committed terms are the ones that are said; words that were decided against are not."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

import parcours
from parcours.words import Phrasebook

ROOT = Path(parcours.__file__).parent
GLOSSARY = ROOT.parents[1] / "docs" / "reference" / "glossary.md"
# The storefront is a shop of its own: its words are the trade's, not ours.
FOLDERS = sorted(path.parents[1] for path in ROOT.rglob("words/en.yaml") if "demo" not in path.parts)
_STEM = 3
# The step of a checkout where the order is looked over.
ELSEWHERE = {"checkout_steps.review"}
# A caisse is the till of a shop in the street; the others are translations that nobody in the trade says.
NEVER = (
    ("checkout", "fr", "caisse"),
    ("pain point", "fr", "douleur"),
    ("awareness", "fr", "conscience"),
    ("advocacy", "fr", "plaidoyer"),
    ("retention", "fr", "rétention"),
    ("cart", "he", "עגל"),
)


def _terms() -> dict[str, tuple[set[str], set[str]]]:
    """Return what each English term of the tables may be called in French and in Hebrew."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    return dict(chain.from_iterable(_pairs(*map(str.strip, row)) for row in rows if "---" not in row[0]))


def _pairs(english: str, french: str, hebrew: str) -> list[tuple[str, tuple[set[str], set[str]]]]:
    """A row may hold several terms in one order, or one term with several words for it."""
    many = [cell.split(", ") for cell in (english, french, hebrew)]
    if len(many[0]) > 1:
        return [(en, ({fr}, {he})) for en, fr, he in zip(*many, strict=True)]
    return [(english, (set(many[1]), set(many[2])))]


def _book(folder: Path) -> Phrasebook:
    return Phrasebook(".".join(("parcours", *folder.relative_to(ROOT).parts)))


def _texts(phrase: object) -> list[str]:
    if isinstance(phrase, dict):
        return list(map(str, phrase.values()))
    return list(map(str, phrase)) if isinstance(phrase, list) else [str(phrase)]


every_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(ROOT)))


def test_the_glossary_has_terms() -> None:
    assert _terms()["journey map"] == ({"carte du parcours client"}, {"מפת מסע הלקוח"})
    assert _terms()["lapsed"] == ({"inactif"}, {"רדום"})


@every_folder
def test_a_term_by_itself_is_called_what_the_glossary_calls_it(folder: Path) -> None:
    english, french, hebrew = (_book(folder).phrases(language) for language in ("en", "fr", "he"))
    wrong = []
    for key, phrase in english.items():
        if key not in ELSEWHERE and isinstance(phrase, str) and (term := _terms().get(phrase.casefold())):
            said = (str(french[key]), str(hebrew[key]))
            wrong += [(key, word) for word, known in zip(said, term, strict=True) if not _is_one(word, known)]
    assert wrong == []


def _is_one(said: str, known: set[str]) -> bool:
    """Whether it is one of the words, in whatever number, perhaps a part of it."""
    return any(said.casefold()[:_STEM] == word.casefold()[:_STEM] for word in known)


@every_folder
@pytest.mark.parametrize("term", ["artificial shop", "journey map", "pain point"])
def test_a_term_is_called_so_in_sentences(folder: Path, term: str) -> None:
    english, french, hebrew = (_book(folder).phrases(language) for language in ("en", "fr", "he"))
    meant = [key for key, phrase in english.items() if term in " ".join(_texts(phrase)).casefold()]
    for said, known in zip((french, hebrew), _terms()[term], strict=True):
        assert [key for key in meant if not _says(" ".join(_texts(said[key])).casefold(), known)] == []


def _says(text: str, known: set[str]) -> bool:
    """Whether the first two words of one of the terms are in it, in whatever form."""
    return any(all(re.search(_begins(word), text) for word in _weighty(term)[:2]) for term in known)


def _begins(word: str) -> str:
    """Hebrew words carry their articles and prepositions before them."""
    stem = re.escape(word[:_STEM])
    return stem if re.match("[\u0590-\u05ff]", word) else rf"\b{stem}"


def _weighty(term: str) -> list[str]:
    return [word for word in term.casefold().split() if len(word) >= _STEM]


@every_folder
@pytest.mark.parametrize(("term", "language", "wrong"), NEVER)
def test_what_was_decided_against_is_not_said(folder: Path, term: str, language: str, wrong: str) -> None:
    english, said = _book(folder).phrases("en"), _book(folder).phrases(language)
    meant = [key for key, phrase in english.items() if term in " ".join(_texts(phrase)).casefold()]
    assert [key for key in meant if wrong in " ".join(_texts(said[key])).casefold()] == []
