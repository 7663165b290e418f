"""The kinds of texts: which topics fit, how parts follow one another, in which manner people type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from parcours.demo.texts.topics import GOODS, PARCEL, TOPICS

Manner = Literal["careful", "everyday", "casual", "bare", "hasty", "loud", "warm"]
Shape = tuple[str, ...]
"""Parts in their order. `bad`, `plain`, `good`: a statement of this polarity; `+good`: another one, about
something else; `but:bad`: the same after a word that turns; `short`: a statement about nothing in
particular; `opening`, `closing`: a frame in the tone of the whole."""
_TONES: Final = {"awful": -2, "poor": -1, "mixed": 0, "fine": 1, "great": 2}


@dataclass(frozen=True)
class Kind:
    """One kind of text: the bank of its statements, the family of its frames, how it is built and typed.

    `topics` are what it is about when nobody asks for one; what else is said is about those of `beside`, or
    of `topics` again.
    """

    bank: str
    frames: str
    topics: frozenset[int]
    shapes: dict[int, tuple[Shape, ...]]
    manners: tuple[Manner, ...]
    beside: frozenset[int] = frozenset()


def _shapes(**by_tone: str) -> dict[int, tuple[Shape, ...]]:
    return {
        _TONES[name]: tuple(tuple(shape.split()) for shape in text.split("|"))
        for name, text in by_tone.items()
    }


def _manners(**times: int) -> tuple[Manner, ...]:
    return tuple(manner for manner, often in times.items() for _ in range(often))  # type: ignore[misc]


def _about(*topics: str) -> frozenset[int]:
    return frozenset(TOPICS.index(topic) for topic in topics)


_OPINION: Final = _shapes(
    awful="bad +bad closing|opening bad +bad|bad closing|bad|bad +bad +bad closing|short|short closing",
    poor="bad|bad but:good|opening bad|opening bad but:good|bad +bad|bad closing|short|opening short",
    mixed="good but:bad|bad but:good|opening bad but:good|plain|plain but:bad|opening good but:bad|short",
    fine="good|good closing|good but:bad|opening good but:bad|good +good but:bad|short|short closing",
    great="good|good +good|opening good closing|good +good +good|opening good +good|short|short +good"
    "|opening short",
)
_MESSAGE: Final = _shapes(
    awful="opening bad closing|bad closing|opening bad closing|opening short closing",
    poor="opening bad closing|opening bad|bad closing|opening short closing",
    mixed="opening plain closing|opening plain|plain closing|opening short closing",
    fine="opening good|good closing|good|opening short closing",
    great="opening good closing|opening good|good|opening short closing",
)
_CHAT: Final = _shapes(
    awful="bad|bad closing|opening bad|opening short",
    poor="bad|opening bad|bad closing|short",
    mixed="plain|opening plain|plain closing|opening short",
    fine="good|opening good|short",
    great="good|good closing|short",
)
_ANSWER: Final = _shapes(
    awful="opening bad closing|opening bad|opening short closing",
    poor="opening bad closing|opening bad|opening short closing",
    mixed="opening plain closing|plain closing|opening plain|opening short closing",
    fine="opening good closing|opening good|opening short closing",
    great="opening good closing|good closing|opening short closing",
)
_COMPLAINT: Final = _shapes(
    awful="opening bad +bad closing|opening bad closing|bad +bad closing",
    poor="opening bad closing|bad closing|opening bad",
    mixed="opening bad but:good|bad but:good closing",
    fine="opening bad but:good|bad but:good closing",
    great="opening bad but:good closing",
)
_MENTION: Final = _shapes(
    awful="opening bad closing|bad closing|bad|opening bad|opening short",
    poor="opening bad|bad closing|bad but:good|opening short",
    mixed="plain|opening good but:bad|bad but:good|plain closing|opening short",
    fine="opening good|good closing|good|opening short",
    great="opening good closing|good closing|opening good +good|opening short closing",
)
_LINE: Final = _shapes(
    awful="bad|bad|bad|short",
    poor="bad|bad|bad|short",
    mixed="plain|plain|short",
    fine="good|good|short",
    great="good|good|short",
)

_RELAXED: Final = _manners(careful=3, everyday=6, casual=4, bare=2, hasty=2, loud=2, warm=2)
_TALK: Final = _manners(everyday=3, casual=5, bare=4, hasty=3, loud=1, warm=1)
_PROPER: Final = _manners(careful=5, everyday=5, casual=1, hasty=1)
_POSTED: Final = _manners(everyday=4, casual=3, bare=1, loud=2, warm=5)

_EVERYTHING: Final = _about(*TOPICS)
_GOODS: Final = _about(*GOODS)
_IN_PASSING: Final = _about(*GOODS, "packaging", "delivery_speed", "damage", "service")
_ORDERED: Final = _about(
    "website", "search", "payment", "choice", "delivery_cost", "price", "stock", "description"
)
_DELIVERED: Final = _about(*PARCEL, "service")
_LIVED: Final = _about(*GOODS, *PARCEL, "delivery_cost", "returns", "service", "website", "choice", "loyalty")
_CONCEDED: Final = _about("quality", "packaging", "delivery_speed", "service", "website", "choice", "loyalty")

KINDS: Final = {
    "review": Kind("said", "review", _GOODS, _OPINION, _RELAXED, _IN_PASSING),
    "review_title": Kind("title", "title", frozenset(), _LINE, _RELAXED),
    "survey_order": Kind("said", "survey", _ORDERED, _OPINION, _RELAXED),
    "survey_delivery": Kind("said", "survey", _DELIVERED, _OPINION, _RELAXED),
    "survey_checkout": Kind("hesitation", "survey", _EVERYTHING, _LINE, _TALK),
    "nps_reason": Kind("said", "survey", _LIVED, _OPINION, _RELAXED),
    "contact": Kind("contact", "contact", _EVERYTHING, _MESSAGE, _PROPER),
    "answer": Kind("answer", "answer", _EVERYTHING, _ANSWER, ("careful",)),
    "complaint": Kind("said", "complaint", _LIVED, _COMPLAINT, _PROPER, _CONCEDED),
    "mention": Kind("said", "mention", _LIVED, _MENTION, _POSTED),
    "return_reason": Kind("return", "return", _EVERYTHING, _LINE, _TALK),
    "referral": Kind("referral", "referral", _LIVED, _MESSAGE, _POSTED),
    "chat": Kind("chat", "chat", _EVERYTHING, _CHAT, _TALK),
}
