"""Hand-written fragments, read from the YAML files of one language.

A file holds banks; a bank holds topics (`any`: nothing in particular), a topic polarities, a polarity
fragments. A fragment may begin with the tags that it needs, `(wear woman) I'm tall ...`: a sort or gender of
its noun (nouns.yaml), who speaks; and have slots: `<product>`, `<the>`, `<this>` (the noun), `<few>`,
`<many>` (3 to 5, 11 to 19). It is typed with plain keys and typeset when read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from parcours.demo.texts.topics import NO_TOPIC, TOPICS
from parcours.demo.words import Language
from parcours.demo.world.typography import typeset

FOLDER: Final = Path(__file__).parent / "words"
POLARITIES: Final = {"bad": -1, "plain": 0, "good": 1}
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster, absent from a few builds


@dataclass(frozen=True, slots=True)
class Fragment:
    """A sentence or two that say one thing; `needs` are the tags without which it would be out of place."""

    text: str
    topic: int
    polarity: int
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Noun:
    """A category's product: bare, with its article, pointed at; tags say its sort and gender."""

    product: str
    the: str
    this: str
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Habits:
    """How people of one language join and spell: bridges by polarity of what follows, usual misspellings."""

    bridges: dict[int, tuple[str, ...]]
    typos: dict[str, str]


@dataclass(frozen=True)
class Words:
    """Everything written by hand in one language."""

    banks: dict[str, tuple[Fragment, ...]]
    nouns: dict[str, Noun]
    habits: Habits


@cache
def words(language: Language) -> Words:
    """Read a language's files: habits.yaml, nouns.yaml, and one file or more of banks."""
    banks: dict[str, list[Fragment]] = {}
    for path in sorted((FOLDER / language).glob("*.yaml")):
        if path.stem not in ("habits", "nouns"):
            for bank, topics in _typeset(path, language).items():
                banks.setdefault(bank, []).extend(_fragments(topics))
    nouns = _typeset(FOLDER / language / "nouns.yaml", language)
    habits = yaml.load((FOLDER / language / "habits.yaml").read_text("utf-8"), _LOADER)  # noqa: S506 - safe
    return Words(
        {bank: tuple(fragments) for bank, fragments in banks.items()},
        {code: _noun(noun) for code, noun in nouns.items()},
        Habits({POLARITIES[k]: tuple(v) for k, v in habits["bridges"].items()}, habits["typos"]),
    )


def _typeset(path: Path, language: Language) -> Any:
    """Read a file with its texts as printers type them; who types otherwise undoes it (see manners.py)."""
    text = path.read_text("utf-8")
    return yaml.load(typeset(text, text, text).of(language), _LOADER)  # noqa: S506 - safe


def _fragments(topics: dict[str, dict[str, list[str]]]) -> Iterator[Fragment]:
    for topic, by_polarity in topics.items():
        code = NO_TOPIC if topic == "any" else TOPICS.index(topic)
        for polarity, lines in by_polarity.items():
            for line in lines:
                tags, text = _tags_and_text(line)
                yield Fragment(text, code, POLARITIES[polarity], tags)


def _tags_and_text(line: str) -> tuple[frozenset[str], str]:
    if not line.startswith("("):
        return frozenset(), line
    tags, _, text = line[1:].partition(") ")
    return frozenset(tags.split()), text


def _noun(forms: dict[str, str]) -> Noun:
    return Noun(forms["product"], forms["the"], forms["this"], frozenset(forms["tags"].split()))
