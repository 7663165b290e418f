"""One text: fragments chosen by dice and joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple, TypeVar

from parcours.demo.texts.bank import POLARITIES, Fragment, words
from parcours.demo.texts.kinds import KINDS, Kind
from parcours.demo.texts.manners import spell
from parcours.demo.texts.nouns import Context, context, fill
from parcours.demo.texts.topics import NO_TOPIC, akin
from parcours.demo.words import Language

DICE: Final = 6
_SHAPE, _MAIN, _OTHER, _FRAME, _MANNER, _SLOT = range(DICE)
_SPEAKERS: Final = ("woman", "man")
_UNBENDING: Final = re.compile(r"I\b|Tilia|<|[A-Z]{2}")
_NUMBERS: Final = range(1000)
_GENERAL: Final = frozenset({NO_TOPIC})
_One = TypeVar("_One")


class Throws:
    """The dice of one text, one for each purpose, each good for a few choices."""

    __slots__ = ("_left",)

    def __init__(self, row: list[float]) -> None:
        self._left = list(row)

    def pick(self, of: Sequence[_One], purpose: int) -> _One:
        """Take one of them, and keep of the number what was not needed for it."""
        scaled = self._left[purpose] * len(of)
        place = int(scaled)
        self._left[purpose] = scaled - place
        return of[place]


class Order(NamedTuple):
    """What is asked of one text; `topic` may be left open."""

    kind: str
    language: Language
    tone: int
    topic: int
    category: int


class Part(NamedTuple):
    """A place in a text: where its fragment comes from, whether it says something, and after a turn."""

    bank: str
    polarity: int
    general: bool
    says: bool
    turns: bool


def compose(order: Order, row: list[float]) -> tuple[str, list[Fragment]]:
    """Write one text; return it with the fragments that say something (frames do not)."""
    dice = Throws(row)
    place = context(order.language, order.category, dice.pick(_SPEAKERS, _SLOT))
    said: list[Fragment] = []
    text = ""
    for part in dice.pick(_shapes(order.kind, order.tone, order.topic == NO_TOPIC), _SHAPE):
        fragment = _fragment(part, order, place, said, dice)
        text = _join(text, fragment.text, _bridge(part, order.language, dice) if part.turns else "")
        if part.says:
            said.append(fragment)
    manner = dice.pick(KINDS[order.kind].manners, _MANNER)
    filled = fill(text, place, dice.pick(_NUMBERS, _SLOT))
    return spell(filled, order.language, manner, _sign(order.tone), dice.pick(_NUMBERS, _MANNER)), said


@cache
def _shapes(kind: str, tone: int, about_anything: bool) -> tuple[tuple[Part, ...], ...]:  # noqa: FBT001 - a cache's key
    """Return the shapes in place; who is asked about something says the worst of it that the tone allows."""
    shapes = tuple(
        tuple(_part(name, KINDS[kind], _sign(tone)) for name in shape) for shape in KINDS[kind].shapes[tone]
    )
    if about_anything:
        return shapes
    said_first = {shape: next(part for part in shape if part.says) for shape in shapes}
    specific = [shape for shape in shapes if not said_first[shape].general]
    worst = min(said_first[shape].polarity for shape in specific)
    return tuple(shape for shape in specific if said_first[shape].polarity == worst)


def _part(name: str, kind: Kind, whole: int) -> Part:
    if name in ("opening", "closing"):
        return Part(f"{name}.{kind.frames}", whole, general=True, says=False, turns=False)
    if name == "short":
        return Part(kind.bank, whole, general=True, says=True, turns=False)
    polarity = POLARITIES[name.removeprefix("+").removeprefix("but:")]
    return Part(kind.bank, polarity, general=False, says=True, turns=name.startswith("but:"))


def _fragment(part: Part, order: Order, place: Context, said: list[Fragment], dice: Throws) -> Fragment:
    if part.general:
        return dice.pick(_pool(part.bank, place, part.polarity, _GENERAL), _MAIN if part.says else _FRAME)
    if said:
        others = _others(order.kind, tuple(fragment.topic for fragment in said))
        return dice.pick(_pool(part.bank, place, part.polarity, others), _OTHER)
    wanted = KINDS[order.kind].topics if order.topic == NO_TOPIC else frozenset({order.topic})
    pool = _pool(part.bank, place, part.polarity, wanted)
    return dice.pick(pool or _pool(part.bank, place, part.polarity, _GENERAL), _MAIN)


@cache
def _others(kind: str, said: tuple[int, ...]) -> frozenset[int]:
    beside = KINDS[kind].beside or KINDS[kind].topics
    return beside - frozenset[int]().union(*map(akin, said))


@cache
def _pool(bank: str, place: Context, polarity: int, topics: frozenset[int]) -> tuple[Fragment, ...]:
    return tuple(
        fragment
        for fragment in words(place.language).banks[bank]
        if fragment.polarity == polarity and fragment.topic in topics and fragment.needs <= place.tags
    )


def _bridge(part: Part, language: Language, dice: Throws) -> str:
    return dice.pick(words(language).habits.bridges[part.polarity], _FRAME)


def _join(text: str, sentence: str, bridge: str = "") -> str:
    """Put a sentence behind others; a bridge begins with the sign that takes the place of a full stop."""
    if not text:
        return sentence
    if not bridge:
        text += "," if text[-1].isalnum() else ""
        return f"{text} {_inside(sentence) if text.endswith(',') else sentence}"
    if text.endswith(".") and not text.endswith(".."):
        return text[:-1] + bridge + _inside(sentence)
    opener = bridge.lstrip(",. ")
    return f"{text} {opener[0].upper()}{opener[1:]}{_inside(sentence)}"


def _inside(sentence: str) -> str:
    """Begin without a capital what no longer begins a sentence."""
    return sentence if _UNBENDING.match(sentence) else sentence[0].lower() + sentence[1:]


def _sign(tone: int) -> int:
    return (tone > 0) - (tone < 0)
