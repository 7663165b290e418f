"""One text: fragments chosen by dice and joined."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple, TypeVar

from parcours.demo.texts.bank import POLARITIES, Fragment, words
from parcours.demo.texts.kinds import KINDS, Kind, Shape
from parcours.demo.texts.manners import spell
from parcours.demo.texts.nouns import Context, context, fill
from parcours.demo.texts.topics import NO_TOPIC
from parcours.demo.words import Language

DICE: Final = 6
_SHAPE, _MAIN, _OTHER, _FRAME, _MANNER, _SLOT = range(DICE)
_SPEAKERS: Final = ("woman", "man")
_UNBENDING: Final = re.compile(r"I\b|Tilia|<|[A-Z]{2}")
_One = TypeVar("_One")


class Dice:
    """A text's random numbers, one for each purpose, each good for a few choices."""

    __slots__ = ("_left",)

    def __init__(self, row: list[float]) -> None:
        self._left = list(row)

    def below(self, end: int, purpose: int) -> int:
        """Take a whole number from 0 to `end` - 1."""
        scaled = self._left[purpose] * end
        number = int(scaled)
        self._left[purpose] = scaled - number
        return number

    def pick(self, of: tuple[_One, ...], purpose: int) -> _One:
        """Take one of them."""
        return of[self.below(len(of), purpose)]


class Order(NamedTuple):
    """What is asked of one text; `topic` may be left open."""

    kind: str
    language: Language
    tone: int
    topic: int
    category: int


def compose(order: Order, row: list[float]) -> tuple[str, list[Fragment]]:
    """Write one text; return it with the fragments that say something (frames do not)."""
    dice = Dice(row)
    place = context(order.language, order.category, dice.pick(_SPEAKERS, _SLOT))
    said: list[Fragment] = []
    text = ""
    for part in dice.pick(_shapes(order.kind, order.tone, order.topic == NO_TOPIC), _SHAPE):
        if part in ("opening", "closing"):
            text = _join(text, _frame(part, order, place, dice).text)
        else:
            said.append(_statement(part, order, place, said, dice))
            text = _join(text, said[-1].text, _bridge(part, order.language, dice))
    manner = dice.pick(KINDS[order.kind].manners, _MANNER)
    filled = fill(text, place, dice.below(1000, _SLOT))
    return spell(filled, order.language, manner, _sign(order.tone), dice.below(1000, _MANNER)), said


@cache
def _shapes(kind: str, tone: int, about_anything: bool) -> tuple[Shape, ...]:  # noqa: FBT001 - a cache's key
    return tuple(shape for shape in KINDS[kind].shapes[tone] if about_anything or "short" not in shape)


def _frame(part: str, order: Order, place: Context, dice: Dice) -> Fragment:
    bank = f"{part}.{KINDS[order.kind].frames}"
    return dice.pick(_pool(bank, place, _sign(order.tone), _NOTHING), _FRAME)


def _statement(part: str, order: Order, place: Context, said: list[Fragment], dice: Dice) -> Fragment:
    kind = KINDS[order.kind]
    if part == "short":
        return dice.pick(_pool(kind.bank, place, _sign(order.tone), _NOTHING), _MAIN)
    polarity = POLARITIES[part.lstrip("+").removeprefix("but:")]
    if said:
        others = kind.topics - {fragment.topic for fragment in said} - _NOTHING
        return dice.pick(_pool(kind.bank, place, polarity, others), _OTHER)
    return dice.pick(_main_pool(kind, order.topic, place, polarity), _MAIN)


def _main_pool(kind: Kind, topic: int, place: Context, polarity: int) -> tuple[Fragment, ...]:
    asked = () if topic == NO_TOPIC else _pool(kind.bank, place, polarity, frozenset({topic}))
    return asked or _pool(kind.bank, place, polarity, kind.topics)


_NOTHING: Final = frozenset({NO_TOPIC})


@cache
def _pool(bank: str, place: Context, polarity: int, topics: frozenset[int]) -> tuple[Fragment, ...]:
    return tuple(
        fragment
        for fragment in words(place.language).banks[bank]
        if fragment.polarity == polarity and fragment.topic in topics and fragment.needs <= place.tags
    )


def _bridge(part: str, language: Language, dice: Dice) -> str:
    if not part.startswith("but:"):
        return ""
    return dice.pick(words(language).habits.bridges[POLARITIES[part[4:]]], _FRAME)


def _join(text: str, sentence: str, bridge: str = "") -> str:
    """Put a sentence behind others; a bridge begins with the sign that takes the place of a full stop."""
    if not text:
        return sentence
    if not bridge:
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
