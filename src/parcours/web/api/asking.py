"""What endpoints of numbers share: the days they speak of, answers that take a while, who is behind."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, TypeVar

import numpy as np
from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from parcours.journeys.sequences import Ints
from parcours.web.api.fields import Asked, Cut, Day, Definitions, Id, Instant, Told
from parcours.web.api.refusals import ConflictError, NotReadyError
from parcours.web.explore import journeys, screen
from parcours.web.explore.answers import Answer, Question
from parcours.web.explore.people import seen
from parcours.web.explore.who import piece
from parcours.web.period import PRESETS, Comparison, Period

T = TypeVar("T")

PATIENCE: Final = 10.0
_AGAIN: Final = 2
_USUAL: Final = 90


def _preset(days: int) -> int:
    if days not in PRESETS:
        raise ValueError(f"One of {', '.join(map(str, PRESETS))} was expected")
    return days


Preset = Annotated[
    int,
    AfterValidator(_preset),
    WithJsonSchema({"type": "integer", "enum": list(PRESETS), "default": _USUAL}),
]


class Days(Asked):
    """The days that are asked about, as the addresses of the screens name them."""

    period: Preset = Field(_USUAL, description="so many days up to the last one of the log")
    first: Day | None = Field(None, alias="from", description="a day of the shop's zone; needs `to`")
    last: Day | None = Field(None, alias="to", description="the last day, included; needs `from`")

    @model_validator(mode="after")
    def _both_or_neither(self) -> Days:
        if (self.first is None) != (self.last is None):
            raise ValueError("`from` and `to` are given together")
        if self.first and self.last and self.first > self.last:
            raise ValueError("`from` is not after `to`")
        return self

    def words(self) -> dict[str, str]:
        """Return them as an address has them."""
        days = {"from": self.first, "to": self.last} if self.first else {"period": self.period}
        return {name: str(value) for name, value in days.items()}


class ComparedDays(Days):
    """Days, and what they are compared with."""

    compare: Comparison = Field("previous", description="the days before, the same days a year ago, or none")

    def words(self) -> dict[str, str]:
        """Return them as an address has them."""
        return {**super().words(), "compare": self.compare}


class CutDays(Days, Cut):
    """Days, and which piece of a list."""


class Span(Told):
    """Some days in a row, both ends included."""

    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")


class Analysis(Told):
    """What every answer of an analysis says of itself."""

    as_of: Instant = Field(description="the moment of the last touchpoint that it knows")
    is_current: bool = Field(description="false while a newer answer is being computed")
    days: Span
    definitions: Definitions


class Behind(Told):
    """A profile behind a number."""

    profile: Id
    first_seen: Instant
    last_seen: Instant
    touchpoints: int


class People(Told):
    """The profiles behind a number, by their ids."""

    total: int
    items: list[Behind]
    next: str | None


def asked(days: Days) -> screen.Asked:
    """Return what a request asks about.

    Raises
    ------
    ConflictError
        The log is empty.
    """
    opened = journeys.opened()
    if opened.is_empty:
        raise ConflictError("Nothing has happened in this shop yet.", advice="Import its orders first.")
    return screen.told(days.words(), opened, patience=PATIENCE)


def found(about: screen.Asked, question: Question[T]) -> Answer[T]:
    """Return the answer that the screens show, from the same cache.

    Raises
    ------
    NotReadyError
        It takes longer than a request may.
    """
    answer = about.ask(question)
    if answer is None:
        raise NotReadyError(_AGAIN)
    return answer


def told(answer: Answer[Any], days: Period) -> dict[str, Any]:
    """Return what an answer says of itself."""
    return {"as_of": answer.as_of, "is_current": answer.is_current, "days": days}


def people(about: screen.Asked, question: Question[Ints], cut: Cut) -> dict[str, Any]:
    """Return a piece of the profiles that a question finds."""
    ids = np.unique(found(about, question).value)
    shown, more = piece(ids, cut.cursor, cut.limit)
    items = [
        {
            "profile": each.profile,
            "first_seen": each.first,
            "last_seen": each.last,
            "touchpoints": each.touchpoints,
        }
        for each in seen(about.opened.journeys, shown)
    ]
    return {"total": len(ids), "items": items, "next": str(shown[-1]) if more else None}
