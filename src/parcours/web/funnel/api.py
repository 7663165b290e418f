"""The funnel explorer over the API: any steps, who is lost at each of them, and what that costs."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import QueryDict
from ninja import Query
from pydantic import Field

from parcours.errors import InputError
from parcours.journeys.drop_offs import PURCHASE
from parcours.journeys.drop_offs.result import NOTHING
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api import asking
from parcours.web.api.asking import Analysis, ComparedDays
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Cut, Id, Money, OneOf, Text, Told, estimated, exact
from parcours.web.design.place import this_shop
from parcours.web.explore import journeys, screen
from parcours.web.explore.selections import Selection
from parcours.web.funnel.query import BREAKDOWNS, FILTERS, MOST_STEPS, WINDOWS, Asking, parse
from parcours.web.funnel.selectors import CountEvents, CountFunnel, FindDrop, FindPeople

Within = Annotated[str, OneOf(WINDOWS)]
By = Annotated[str, OneOf(("", *BREAKDOWNS))]

endpoints = Endpoints("funnel")


class FunnelQuery(ComparedDays):
    """A funnel, as the address of its screen has it."""

    step: list[Text] = Field(
        [], max_length=MOST_STEPS, description="events in order, two or more; none: the way to the order"
    )
    within: Within = Field("7d", description="how long after the first step the last one may come")
    by: By = Field("", description="a column to break it down by")
    channel: Text = ""
    device: Text = ""
    country: Text = ""


class DropQuery(FunnelQuery):
    """A drop-off of a funnel."""

    lost: int | None = Field(
        None, ge=1, lt=MOST_STEPS, description="after which step, from 1; by default where most are lost"
    )


class BehindQuery(FunnelQuery, Cut):
    """Who is behind a number of a funnel."""

    reached: int = Field(1, ge=1, le=MOST_STEPS, description="who came to a step, from 1")
    lost: int | None = Field(
        None, ge=1, lt=MOST_STEPS, description="instead: who was lost after a step, from 1"
    )


class PassageOut(Told):
    """One step; shares and times are null where there is nobody."""

    name: str
    count: int
    of_first: float | None
    of_previous: float | None
    median_seconds: float | None
    p90_seconds: float | None


class BreakdownOut(Told):
    """The profiles with one value at their first step, and how many of them reached each step."""

    value: str
    counts: list[int]
    share: float | None


class CountedOut(Told):
    """A funnel's numbers."""

    passages: list[PassageOut]
    groups: list[BreakdownOut]
    share: float | None


class FunnelOut(Analysis):
    """A funnel, and the same of the days before."""

    steps: list[str]
    within: str
    now: CountedOut
    before: CountedOut | None


class NextOut(Told):
    """What some of the profiles lost did next; null where they left the shop."""

    event: str | None
    profiles: int


class ContrastOut(Told):
    """A value of a trait that the profiles lost have more, or less, often than completers."""

    trait: str
    value: str
    odds_ratio: float
    low: float
    high: float
    lost: int
    completed: int


class DropOut(Analysis):
    """The profiles that reached one step and not the next, and what that costs."""

    step: str
    missed: str
    reached: int
    lost: int
    share: float | None
    too_recent: int
    at_risk: Money | None
    recoverable: int | None
    later: int
    completers: int
    following: list[NextOut]
    contrasts: list[ContrastOut]
    examples: list[Id]
    currency: str


class EventOut(Told):
    """An event of the log, and how often it happened."""

    name: str
    count: int


class EventsOut(Told):
    """The events of the log, the most frequent first."""

    items: list[EventOut]


@endpoints.reads("/events", EventsOut)
def events(request: StaffRequest) -> dict[str, Any]:
    """List the events that a funnel can have as steps."""
    about = screen.told({}, journeys.opened(), patience=asking.PATIENCE)
    found = asking.found(about, CountEvents()).value
    return {"items": [{"name": name, "count": n} for name, n in found]}


@endpoints.reads("/funnel", FunnelOut)
def funnel(request: StaffRequest, asked: Query[FunnelQuery]) -> dict[str, Any]:
    """Count how many profiles reached each step."""
    about = asking.asked(asked)
    shown = _asking(asked, about)
    days = (about.period, about.before) if about.before else (about.period,)
    questions = [CountFunnel(shown, Selection.of_days(each, about.opened, shown.where)) for each in days]
    about.begin(*questions)
    now, *before = (asking.found(about, each) for each in questions)
    return {
        **asking.told(now, about.period),
        "steps": shown.steps,
        "within": shown.within,
        "now": now.value,
        "before": before[0].value if before else None,
        "definitions": exact(passages="funnel.how"),
    }


@endpoints.reads("/funnel/drop-off", DropOut)
def drop_off(request: StaffRequest, asked: Query[DropQuery]) -> dict[str, Any]:
    """Say who is lost after a step, and what that costs."""
    about = asking.asked(asked)
    shown = _asking(asked, about)
    days = _days(shown, about)
    step = asked.lost or asking.found(about, CountFunnel(shown, days)).value.largest_loss
    _check_step(step, len(shown.steps) - 1)
    found = asking.found(about, FindDrop(shown, days, step))
    drop = found.value
    risk = {"value": drop.at_risk, "low": drop.low, "high": drop.high}
    return {
        **vars(drop),
        **asking.told(found, about.period),
        "share": drop.share,
        "at_risk": None if drop.at_risk is None else risk,
        "following": [
            {"event": None if name == NOTHING else name, "profiles": n} for name, n in drop.following
        ],
        "currency": this_shop().settings.currency,
        "definitions": estimated(at_risk="funnel.lost.how"),
    }


@endpoints.reads("/funnel/people", asking.People)
def people(request: StaffRequest, asked: Query[BehindQuery]) -> dict[str, Any]:
    """List who came to a step, or who was lost after it."""
    about = asking.asked(asked)
    shown = _asking(asked, about)
    lost, step = asked.lost is not None, asked.lost or asked.reached
    _check_step(step, len(shown.steps) - (1 if lost else 0))
    return asking.people(about, FindPeople(shown, _days(shown, about), step, lost=lost), asked)


def _asking(asked: FunnelQuery, about: screen.Asked) -> Asking:
    """Return the funnel; its screen leaves out what makes no sense, here it is an error."""
    known = {*about.opened.journeys.parts[0].names, *PURCHASE}
    if unknown := [step for step in asked.step if step not in known]:
        raise InputError(f"There is no event '{unknown[0]}'.", expected="One of the list at /events.")
    if len(asked.step) == 1:
        raise InputError("A funnel has two steps or more.")
    query = QueryDict(mutable=True)
    query.setlist("step", asked.step)
    query.update({name: getattr(asked, name) for name in ("within", "by", *FILTERS)})
    return parse(query, known)


def _days(shown: Asking, about: screen.Asked) -> Selection:
    return Selection.of_days(about.period, about.opened, shown.where)


def _check_step(step: int, last: int) -> None:
    if step > last:
        raise InputError(f"There is no step {step}.", expected=f"From 1 to {last}.")
