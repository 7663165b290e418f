"""The stages over the API: who is where, who moves, why, and by which rules."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Query
from pydantic import Field

from parcours.errors import InputError
from parcours.journeys.stages import Template
from parcours.touchpoints import STAGES
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api import asking
from parcours.web.api.asking import Analysis, ComparedDays, CutDays
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import OneOf, Told, exact
from parcours.web.people.query import FLAGS
from parcours.web.stages.rules import told
from parcours.web.stages.selectors import FindInStage, ReadStages

Stage = Annotated[str, OneOf(STAGES)]
Flag = Annotated[str, OneOf(FLAGS)]

endpoints = Endpoints("stages")


class InStageQuery(CutDays):
    """Who is in a stage at the end of the last day, who bears a flag, or both."""

    stage: Stage | None = None
    flag: Flag | None = None


class StageOut(Told):
    """One stage at the end of the last day; `course` has a count for each of `course_days`."""

    name: str
    now: int
    share: float | None
    median_seconds: float | None
    before: int | None
    course: list[int]


class FlagOut(Told):
    """How many customers bear a flag."""

    name: str
    customers: int
    share: float | None


class ReasonOut(Told):
    """What brought some profiles from a stage to another; `event` is null where a rule ran out."""

    event: str | None
    rule: str
    profiles: int


class MoveOut(Told):
    """Changes from one stage to another; from null: seen for the first time."""

    from_stage: str | None
    to_stage: str
    count: int
    median_stay: float | None = Field(description="seconds in the stage before")
    reasons: list[ReasonOut]


class RuleOut(Told):
    """A rule, in the order in which they are asked: the stage that it leads to, and what it asks for."""

    stage: str
    name: str
    asks: list[str] = Field(description="one of these, in words")
    off: bool = Field(description="whether it is not in use")


class StagesOut(Analysis):
    """The stages at the end of some days, and the moves in them."""

    n: int
    stages: list[StageOut]
    customers: int
    flags: list[FlagOut]
    moves: list[MoveOut]
    course_days: list[date]
    rules: list[RuleOut]


@endpoints.reads("/stages", StagesOut)
def stages(request: StaffRequest, asked: Query[ComparedDays]) -> dict[str, Any]:
    """Say who is in which stage, who moved, why, and by which rules."""
    about = asking.asked(asked)
    found = asking.found(about, ReadStages.of(about))
    return {
        **vars(found.value),
        **asking.told(found, about.period),
        "course_days": found.value.days,
        "rules": told(Template.load(about.opened.journeys.templates.stages)),
        "definitions": exact(stages="stages.how", flags="stages.flags_how", moves="stages.moves_how"),
    }


@endpoints.reads("/stages/people", asking.People)
def people(request: StaffRequest, asked: Query[InStageQuery]) -> dict[str, Any]:
    """List who is in a stage, or bears a flag."""
    if asked.stage is None and asked.flag is None:
        raise InputError("Neither a stage nor a flag is named.")
    about = asking.asked(asked)
    return asking.people(about, FindInStage(about.period.last, asked.stage or "", asked.flag or ""), asked)
