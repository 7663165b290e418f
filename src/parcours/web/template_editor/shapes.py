"""Templates as the API asks for them and tells of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from parcours.shop.templates import Kind
from parcours.web.api.asking import Span
from parcours.web.api.fields import LARGEST_NUMBER, Asked, Instant, Told, Whether

LONGEST = 64_000

VersionNumber = Annotated[int, Field(ge=0, le=LARGEST_NUMBER, description="0 is the one that ships")]
Yaml = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class TemplateOut(Told):
    """The template that holds, as YAML and in words."""

    kind: Kind
    text: str
    digest: str
    is_own: bool = Field(description="whether it is the shop's own, or the one that ships")
    newer_ships: bool = Field(description="whether a newer one ships than the shop's own was made from")
    problem: str = Field(description="what is wrong with it, where somebody broke it by hand")
    parts: list[PartOut]
    follows: PaceOut | None = Field(description="of the stages: how far the list of people follows the rules")


class PartOut(Told):
    """A rule in the order in which they are asked, or a step with its events; `name` is in words."""

    stage: str
    name: str
    says: list[str]
    off: bool = Field(description="whether the rule is not in use")


class PaceOut(Told):
    """How far the list of people follows the rules that hold."""

    is_there: bool
    done: int
    due: int


class VersionListed(Told):
    """A text that held from a moment on; without an author it was changed in its file."""

    number: int
    author: str
    at: Instant
    digest: str
    holds: bool


class VersionsOut(Told):
    """What was saved, the newest first."""

    items: list[VersionListed]


class DifferenceOut(Told):
    """A line that differs, or stands around one that does; a `gap` is where lines were left out."""

    change: Literal["gone", "new", "same", "gap"]
    text: str


class VersionOut(Told):
    """A version beside what holds now."""

    number: int
    text: str
    holds: bool
    lines: list[DifferenceOut]


class Change(Asked):
    """What to look at: a `text`, a `version` to go back to, or `keep`: one's own beside a newer one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"version": 0}]})

    text: Yaml | None = None
    version: Annotated[VersionNumber, Field(strict=True)] | None = None
    keep: Whether = False
    base: str = Field(
        "", max_length=32, pattern="^[0-9a-f]*$", description="`digest` of what was read; empty: what holds"
    )

    @model_validator(mode="after")
    def _one_thing(self) -> Change:
        if (self.text is not None) + (self.version is not None) + self.keep != 1:
            raise ValueError("One of `text`, `version` and `keep` is given")
        return self


class DraftMade(Told):
    """The name of a change that waits for a week to be saved."""

    token: str


class DraftOut(Told):
    """A change beside what holds."""

    text: str
    is_current: bool = Field(description="false: somebody else saved since, so it cannot be saved as it is")
    is_same: bool
    lines: list[DifferenceOut]


class StageMove(Told):
    """How many profiles would be in `then` instead of `now`, and what they brought until now."""

    now: str
    then: str
    profiles: int
    revenue: int = Field(description="in minor units of the shop's currency")


class CountOut(Told):
    """A count by what holds and by the change; null where one of them has no such thing."""

    name: str
    now: int | None
    then: int | None


class PlaceMove(Told):
    """A place of the map that would stand at another step."""

    place: str
    now: str
    then: str


class MovesOut(Told):
    """What a change would move: of stages `stages` and `flags`, of steps `steps` and `places`."""

    as_of: Instant
    is_current: bool
    days: Span
    n: int = Field(description="profiles, or purchase journeys by the change")
    moved: int | None = Field(description="profiles that would be in another stage")
    stages: list[StageMove]
    flags: list[CountOut]
    steps: list[CountOut]
    places: list[PlaceMove]


class Saved(Told):
    """The number of the version that holds now."""

    number: int


TemplateOut.model_rebuild()
