"""The journey map over the API, with what people note and assume."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Query, Status
from pydantic import ConfigDict, Field, model_validator

from parcours.charts.journey_map.overlay import Kind
from parcours.charts.journey_map.speech import Speech
from parcours.errors import InputError
from parcours.journeys.purchase_journeys.template import EMOTIONS, LONGEST_CODE
from parcours.touchpoints import GROUPS
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api import asking
from parcours.web.api.asking import CutDays, Days
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Asked, Day, Definition, Instant, LongText, Number, OneOf, Text, Told
from parcours.web.api.refusals import NotFoundError
from parcours.web.design.books import language
from parcours.web.explore import journeys
from parcours.web.explore.selections import Selection
from parcours.web.journey_map import services
from parcours.web.journey_map.models import LONGEST_NOTE
from parcours.web.journey_map.selectors import (
    DrawMap,
    FindAtPlace,
    Note,
    assumptions,
    note,
    notes_of,
    notes_of_days,
)
from parcours.web.journey_map.shapes import MapOut
from parcours.web.period import period_of

Place = Annotated[str, OneOf(tuple(group.name for group in GROUPS))]
Step = Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$", max_length=LONGEST_CODE)]
NoteText = Annotated[LongText, Field(min_length=1, max_length=LONGEST_NOTE)]

endpoints = Endpoints("journey_map")


class PlaceQuery(CutDays):
    """Who met a touchpoint of the map."""

    place: Place


class NotesQuery(Days):
    """The notes of some days, or of one thing of the map."""

    kind: Kind | None = None
    name: Text = Field("", description="of the thing; needs `kind`")


class NoteOut(Told):
    """What somebody noted, of a thing of the map or of a day."""

    number: int = Field(validation_alias="id")
    kind: str
    name: str
    day: date | None
    text: str
    author: str
    at: Instant


class NotesOut(Told):
    """Some notes."""

    items: list[NoteOut]


class Annotation(Asked):
    """A note: of a `day`, or of the thing with a `kind` and a `name`."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"day": "2026-01-31", "text": "New prices"}]}
    )

    text: NoteText
    day: Day | None = None
    kind: Kind | None = None
    name: Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")] = ""

    @model_validator(mode="after")
    def _of_one_thing(self) -> Annotation:
        if (self.day is None) == (self.kind is None) or bool(self.kind) != bool(self.name):
            raise ValueError("A note is of a `day`, or of a `kind` and `name`")
        return self


class Feeling(Asked):
    """How customers are assumed to feel at a step, from 1 to 5."""

    level: int = Field(strict=True, ge=min(EMOTIONS), le=max(EMOTIONS))
    text: LongText = ""


@endpoints.reads("/journey-map", MapOut)
def journey_map(request: StaffRequest, asked: Query[Days]) -> dict[str, Any]:
    """Return the journey map of some days."""
    about = asking.asked(asked)
    found = asking.found(about, DrawMap.of(about.period, about.opened))
    drawn = found.value
    return {
        **vars(drawn),
        **asking.told(found, about.period),
        "within_days": drawn.days,
        "assumed": assumptions().values(),
        "definitions": _definitions(Speech(drawn, language())),
    }


@endpoints.reads("/journey-map/people", asking.People)
def people(request: StaffRequest, asked: Query[PlaceQuery]) -> dict[str, Any]:
    """List who met a touchpoint of the map."""
    about = asking.asked(asked)
    days = Selection.of_days(about.period, about.opened)
    return asking.people(about, FindAtPlace(days, asked.place), asked)


@endpoints.reads("/annotations", NotesOut)
def notes(request: StaffRequest, asked: Query[NotesQuery]) -> dict[str, Any]:
    """List the notes of some days, or of one thing of the map."""
    if asked.kind is not None:
        return {"items": notes_of(asked.kind, asked.name)}
    if asked.name:
        raise InputError("A name without a kind names nothing.", expected="`kind` and `name`.")
    days = period_of(asked.words(), journeys.opened().last)
    return {"items": notes_of_days(days.first, days.last)}


@endpoints.writes("POST /annotations", NoteOut, needs="edit_shop", status=201, idempotent=False)
def annotate(request: StaffRequest, told: Annotation) -> Status[dict[str, Any]]:
    """Note something of a thing of the map, or what happened on a day."""
    now = timezone.now()
    if told.day is not None:
        number = services.note_day(request.actor, told.day, told.text, now=now)
    else:
        assert told.kind is not None  # noqa: S101 - as its model has checked
        number = services.note_thing(request.actor, told.kind, told.name, told.text, now=now)
    return Status(201, asdict(_note(number)))


@endpoints.writes("DELETE /annotations/{number}", needs="edit_shop")
def remove(request: StaffRequest, number: Number) -> Status[None]:
    """Take a note off."""
    _note(number)
    services.remove_note(request.actor, number, now=timezone.now())
    return Status(204, None)


@endpoints.writes("PUT /emotions/{step}", needs="edit_shop")
def assume(request: StaffRequest, step: Step, told: Feeling) -> Status[None]:
    """Say how customers are assumed to feel at a step, until somebody asks them."""
    services.assume(request.actor, step, told.level, told.text, now=timezone.now())
    return Status(204, None)


def _note(number: int) -> Note:
    found = note(number)
    if found is None:
        raise NotFoundError(f"There is no note {number}.")
    return found


def _definitions(speech: Speech) -> dict[str, Definition]:
    """Return how the parts of the map are computed, as the map says it."""
    told = {"places": "how_map", "stages": "how_now", "leaks": "how_leaks", "pains": "how_pains"}
    return {
        name: Definition(
            how=speech.say(key, days=speech.map.days),
            exactness="estimated" if name in ("leaks", "pains") else "exact",
        )
        for name, key in told.items()
    }
