"""Many texts at once, with the truth about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from parcours.demo.texts.compose import Order, compose
from parcours.demo.texts.nouns import NO_CATEGORY
from parcours.demo.texts.topics import NO_TOPIC
from parcours.demo.words import LANGUAGES, Language

Ints = npt.NDArray[np.int64]
MOST_TOPICS: Final = 3
_STRIDES: Final = np.sqrt(np.array([2.0, 3.0, 5.0, 7.0, 11.0, 13.0]))
"""Multiples of irrational numbers, modulo 1, are spread evenly: dice for examples."""


@dataclass(frozen=True)
class Written:
    """Texts, and what they say.

    Attributes
    ----------
    texts
        Shape (n,), str.
    topics
        Shape (n, 3), numbers in `TOPICS` in the order of the text, -1 where there are fewer.
    polarities
        Shape (n, 3), what is said on each topic: -1, 0 or 1; 0 where there is none.
    polarity
        Shape (n,), of the whole text: the sign of its tone.
    """

    texts: npt.NDArray[np.object_]
    topics: npt.NDArray[np.int8]
    polarities: npt.NDArray[np.int8]
    polarity: npt.NDArray[np.int8]


def write(
    kind: str, *, language: Ints, tone: Ints, topic: Ints, category: Ints, dice: npt.NDArray[np.float64]
) -> Written:
    """Write a text of one kind for each row.

    Parameters
    ----------
    kind
        One of `KINDS`.
    language
        Shape (n,), places in `LANGUAGES`.
    tone
        Shape (n,), from -2 (awful) to 2 (great); 0 is mixed, or a plain question.
    topic
        Shape (n,), places in `TOPICS`: what it is about in the first place; -1 leaves it open. A mixed text
        says the bad of it. Where nothing is said on it (a taste of lamps) the text stays general: the truth
        is in what comes back.
    category
        Shape (n,), places in `CATEGORIES` of the catalogue; -1 is nothing in particular.
    dice
        Shape (n, 6), uniform in [0, 1). The same numbers give the same texts.

    Examples
    --------
    >>> import numpy as np
    >>> from parcours.demo.texts import TOPICS
    >>> two = np.array([0, 1])
    >>> written = write("review", language=two, tone=np.array([2, -2]), topic=two * 0, category=two,
    ...                 dice=np.full((2, 6), 0.25))
    >>> written.polarity.tolist(), [TOPICS[first] for first in written.topics[:, 0]]
    ([1, -1], ['size', 'size'])
    """
    orders = zip(
        language.tolist(), tone.tolist(), topic.tolist(), category.tolist(), dice.tolist(), strict=True
    )
    texts = np.empty(len(dice), object)
    topics = np.full((len(dice), MOST_TOPICS), NO_TOPIC, np.int8)
    polarities = np.zeros((len(dice), MOST_TOPICS), np.int8)
    for row, (spoken, how, about, of, numbers) in enumerate(orders):
        texts[row], said = compose(Order(kind, LANGUAGES[spoken], how, about, of), numbers)
        for place, fragment in enumerate(part for part in said if part.topic != NO_TOPIC):
            topics[row, place], polarities[row, place] = fragment.topic, fragment.polarity
    return Written(texts, topics, polarities, np.sign(tone).astype(np.int8))


def example(language: Language, kind: str, tone: int, number: int, category: int = NO_CATEGORY) -> str:
    """Return the `number`-th example of a kind of text; the same number, the same text.

    Examples
    --------
    >>> example("en", "review", 2, 7) == example("en", "review", 2, 7)
    True
    """
    row = (_STRIDES * (number + 1)) % 1.0
    text, _ = compose(Order(kind, language, tone, NO_TOPIC, category), row.tolist())
    return text
