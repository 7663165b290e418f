"""People over the API: the list, one person with everything that is known, and what the shop says of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Status

from parcours.people import services
from parcours.people.people import Person
from parcours.people.selectors import count_people, list_people, root_of
from parcours.people.selectors import profile as read_profile
from parcours.stream.selectors import JobStatus
from parcours.stream.services import request_job
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.endpoints import Endpoints, File
from parcours.web.api.fields import Id, Number, exact
from parcours.web.api.jobs import JobOut, job_of
from parcours.web.api.refusals import NotFoundError, conflicting, missing
from parcours.web.design.place import this_shop
from parcours.web.explore.journeys import opened
from parcours.web.people import services as files
from parcours.web.people.happenings import kind_of
from parcours.web.people.ids import code
from parcours.web.people.shapes import (
    Consent,
    Exclusion,
    Merge,
    Merged,
    PeoplePage,
    PeopleQuery,
    PersonOut,
    TimelineOut,
    TimelineQuery,
    Trait,
    Value,
)
from parcours.web.people.timelines import piece
from parcours.web.people.views.privacy import ERASURE

endpoints = Endpoints("people")


@endpoints.reads("/people", PeoplePage)
def people(request: StaffRequest, asked: Query[PeopleQuery]) -> dict[str, Any]:
    """List people."""
    filters = asked.filters()
    found = list_people(request.actor, filters, sort=asked.sort, cursor=asked.cursor, size=asked.limit)
    return {
        "items": found.page.rows,
        "next": found.page.next or None,
        "previous": found.page.previous or None,
        "total": count_people(request.actor, filters),
        "cut": found.cut,
        "currency": _currency(),
        "definitions": exact(total="people.how", **_NUMBERS),
    }


@endpoints.reads("/people/{profile}", PersonOut)
def person(request: StaffRequest, profile: Id) -> dict[str, Any]:
    """Return everything known of a profile, or of the one that it is one with by now."""
    found = _person(request, profile)
    return {
        **vars(found),
        "currency": _currency(),
        "definitions": exact(history="people.stage.how", consents="people.consent.how", **_NUMBERS),
    }


@endpoints.reads("/people/{profile}/timeline", TimelineOut)
def timeline(request: StaffRequest, profile: Id, asked: Query[TimelineQuery]) -> dict[str, Any]:
    """Return what a profile did and what befell it; of one kind a piece may hold fewer, or none."""
    before = int(asked.cursor) if asked.cursor else None
    found = piece(request.actor, _known(profile), before=before, kind=asked.kind or "")
    items = [{**vars(entry), "kind": kind_of(entry.event)} for entry in found.entries]
    return {"items": items, "next": None if found.before is None else str(found.before)}


@endpoints.writes("POST /people/{profile}/consents", needs="edit_people", idempotent=False)
def set_consent(request: StaffRequest, profile: Id, told: Consent) -> Status[None]:
    """Enter what a person agreed to, or refused: it replaces what was said before."""
    services.set_consent(
        request.actor,
        _known(profile),
        told.purpose,
        given=told.given,
        evidence=told.evidence,
        now=timezone.now(),
    )
    return Status(204, None)


@endpoints.writes("PUT /people/{profile}/traits/{name}", needs="edit_people")
def correct(request: StaffRequest, profile: Id, name: Trait, told: Value) -> Status[None]:
    """Enter what a person is; it counts until the shop tells something newer."""
    services.correct(request.actor, _known(profile), name, told.value, now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /people/{profile}/exclude", needs="edit_shop")
def exclude(request: StaffRequest, profile: Id, told: Exclusion) -> Status[None]:
    """Leave somebody of the shop, or a test, out of numbers."""
    services.exclude(request.actor, _known(profile), told.reason, now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /people/{profile}/include", needs="edit_shop")
def include(request: StaffRequest, profile: Id) -> Status[None]:
    """Let somebody count again."""
    services.include(request.actor, _known(profile), now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /people/{profile}/merges", Merged, needs="edit_people", status=201, idempotent=False)
def merge(request: StaffRequest, profile: Id, told: Merge) -> Status[dict[str, int]]:
    """Join two profiles that are one person; this one's id stays."""
    winner, loser = _known(profile), _known(told.other)
    with conflicting():
        merged = services.merge(request.actor, winner, loser, reason=told.reason, now=timezone.now())
    return Status(201, {"number": merged.number, "profile": merged.profile})


@endpoints.writes("DELETE /people/{profile}/merges/{number}", needs="edit_people")
def undo_merge(request: StaffRequest, profile: Id, number: Number) -> Status[None]:
    """Part two profiles that somebody joined."""
    if number not in (each.number for each in _person(request, profile).merges):
        raise NotFoundError("This profile has no such merge, or it was undone before.")
    services.undo_merge(request.actor, number, now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /people/{profile}/identities/{leaf}/separate", needs="edit_people")
def separate(request: StaffRequest, profile: Id, leaf: Id) -> Status[None]:
    """Take an identifier away from a profile: it gets a profile of its own."""
    if leaf not in (each.leaf for each in _person(request, profile).identities):
        raise NotFoundError("This profile has no such identifier.")
    with conflicting():
        services.separate(request.actor, leaf, now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /people/{profile}/export", File("application/zip"), needs="erase_people")
def export(request: StaffRequest, profile: Id) -> HttpResponse:
    """Return everything that is kept of a person, as packed JSON; the audit log keeps that it was taken."""
    found = _person(request, profile)
    packed = files.export(request.actor, found, now=timezone.now())
    answer = HttpResponse(packed, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="profile-{code(found.listed.id)}.zip"'
    return answer


@endpoints.writes("POST /people/{profile}/erase", JobOut, needs="erase_people", status=202, idempotent=False)
def erase(request: StaffRequest, profile: Id) -> Status[JobStatus]:
    """Erase a person from everything; cannot be undone. Follow the job at `/erasures/{number}`."""
    params = {"profile": _known(profile)}
    number = request_job(request.actor, ERASURE, params, now=timezone.now())
    return Status(202, job_of(number, ERASURE))


@endpoints.reads("/erasures/{number}", JobOut, needs="erase_people")
def erasure(request: StaffRequest, number: Number) -> JobStatus:
    """Return how far an erasure is."""
    return job_of(number, ERASURE)


def _known(leaf: int) -> int:
    with missing():
        return root_of(leaf)


def _person(request: StaffRequest, leaf: int) -> Person:
    with missing():
        return read_profile(request.actor, leaf, opened().journeys, now=timezone.now())


def _currency() -> str:
    return this_shop().settings.currency


_NUMBERS = {name: f"people.stats.{name}_how" for name in ("value", "orders", "touchpoints")}
