"""What fields of the API hold: parsed here, trusted everywhere else."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from parcours.web.api.refusals import NotFoundError
from parcours.web.design.books import say

_SIZE = 2**63
_ID = r"^-?[0-9]{1,19}$"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
LARGEST_NUMBER = 2**53 - 1
"""The largest whole number that every JSON reader keeps."""

Exactness = Literal["exact", "approximate", "estimated"]


def _id(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not (isinstance(value, str) and re.fullmatch(_ID, value, re.ASCII)):
        raise ValueError("An id is a whole number, written as a text")
    number = int(value)
    if not -_SIZE <= number < _SIZE:
        raise NotFoundError("There is nothing with this id.")
    return number


def _written(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    """Let numbers be no days and no moments, as they would be to the framework."""

    def check(value: Any) -> Any:
        if isinstance(value, int | float) or (isinstance(value, str) and not pattern.fullmatch(value)):
            raise ValueError(f"Something such as {example} was expected")
        return value

    return BeforeValidator(check)


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


Id = Annotated[
    int,
    BeforeValidator(_id),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": _ID}),
]
"""A number of 64 bits, written as a text: JSON readers round numbers of more than 53 bits."""

Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
"""A number that the shop counted itself: of a job, an import, a note."""

Text = Annotated[str, BeforeValidator(_without_nul), Field(max_length=200)]
LongText = Annotated[str, BeforeValidator(_without_nul), Field(max_length=500)]
Said = Annotated[Text, Field(min_length=1, pattern=r"\S")]
"""A text that says something."""


@dataclass(frozen=True)
class OneOf:
    """One of some words: ``Stage = Annotated[str, OneOf(STAGES)]``."""

    words: Collection[str]

    def __get_pydantic_core_schema__(self, *_: Any) -> CoreSchema:
        """Tell pydantic."""
        return core_schema.literal_schema(list(self.words))


Whether = Annotated[bool, Field(strict=True)]
"""True or false in a body, and nothing that could be taken for it."""

Amount = Annotated[
    int, Field(strict=True, ge=0, le=10**15, description="in minor units of the shop's currency")
]
Day = Annotated[date, _written(re.compile(_DAY), "2026-01-31")]
Instant = Annotated[AwareDatetime, _written(re.compile(f"{_DAY}[Tt ].+"), "2026-01-31T09:30:00Z")]


class Asked(BaseModel):
    """What a request says; a name that is not known is an error, so that no filter is lost by a slip."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What an answer says, read from the frozen data that the screens read."""

    model_config: ClassVar[ConfigDict] = ConfigDict(from_attributes=True)


class Definition(Told):
    """How a number is computed."""

    how: str = Field(description="in words, in the language of `Accept-Language`")
    exactness: Exactness


class Estimate(Told):
    """A number that rests on `n` things, with its 95 % interval."""

    n: int
    value: float | None
    low: float | None
    high: float | None


class Money(Told):
    """An estimated amount, in minor units, with its 95 % interval."""

    value: int
    low: int | None
    high: int | None


Definitions = Annotated[
    dict[str, Definition], Field(description="how the numbers of this answer are computed, by their names")
]


class Page(Told):
    """A piece of a list: `next` and `previous` are values of `cursor`, null at the ends."""

    next: str | None
    previous: str | None


class Cut(Asked):
    """Which piece of a list."""

    cursor: Text = Field("", description="`next` or `previous` of another page")
    limit: int = Field(50, ge=1, le=200, description="how many at most")


def exact(**phrases: str) -> dict[str, Definition]:
    """Return how exact numbers are computed: the phrases that stand beside them on the screens."""
    return _told("exact", phrases)


def estimated(**phrases: str) -> dict[str, Definition]:
    """Return how estimated numbers are computed."""
    return _told("estimated", phrases)


def _told(exactness: Exactness, phrases: dict[str, str]) -> dict[str, Definition]:
    return {name: Definition(how=say(key), exactness=exactness) for name, key in phrases.items()}
