"""The templates of stages and steps over the API: read, change, look at what would move, save, go back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Query, Status

from parcours.journeys.document import DocumentError
from parcours.shop.templates import Kind, digest
from parcours.touchpoints import STAGES
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api import asking
from parcours.web.api.asking import Days
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Text
from parcours.web.api.refusals import ConflictError, NotFoundError
from parcours.web.explore.journeys import keeper
from parcours.web.template_editor import errors, selectors, services
from parcours.web.template_editor.moving import LookAtStages, StepsLooked, question
from parcours.web.template_editor.reading import differences, kept_edition, pair, parsed
from parcours.web.template_editor.selectors import Looked
from parcours.web.template_editor.shapes import (
    Change,
    DraftMade,
    DraftOut,
    MovesOut,
    Saved,
    TemplateOut,
    VersionNumber,
    VersionOut,
    VersionsOut,
)
from parcours.web.template_editor.shown import parts

endpoints = Endpoints("template_editor")


@endpoints.reads("/templates/{kind}", TemplateOut)
def template(request: StaffRequest, kind: Kind) -> dict[str, Any]:
    """Return the template that holds: the rules of the stages, or the steps of the purchase journey."""
    held, told, problem = selectors.held(kind), [], ""
    try:
        told = list(parts(parsed(kind, held.text)))
    except DocumentError as error:
        problem = str(error)
    return {
        "kind": kind,
        "text": held.text,
        "digest": held.digest,
        "is_own": held.is_own,
        "newer_ships": selectors.newer_shipped(held),
        "problem": problem,
        "parts": told,
        "follows": selectors.pace() if kind == "stages" else None,
    }


@endpoints.reads("/templates/{kind}/versions", VersionsOut)
def versions(request: StaffRequest, kind: Kind) -> dict[str, Any]:
    """List what was saved, the newest first."""
    held = selectors.held(kind)
    return {
        "items": [{**vars(each), "holds": each.digest == held.digest} for each in selectors.versions(kind)]
    }


@endpoints.reads("/templates/{kind}/versions/{number}", VersionOut)
def version(request: StaffRequest, kind: Kind, number: VersionNumber) -> dict[str, Any]:
    """Return a version beside what holds."""
    held, text = selectors.held(kind), _text(kind, number)
    holds = held.digest == digest(text)
    return {"number": number, "text": text, "holds": holds, "lines": _lines(kind, held.text, text)}


@endpoints.writes("POST /templates/{kind}/drafts", DraftMade, needs="edit_shop", status=201)
def look_at(request: StaffRequest, kind: Kind, told: Change) -> Status[dict[str, str]]:
    """Keep a change to look at: it holds nowhere, and the same one has the same name."""
    held = selectors.held(kind)
    if told.text is not None:
        text = told.text
    else:
        text = kept_edition(kind, held.text) if told.version is None else _text(kind, told.version)
    token = services.look_at(request.actor, kind, text, told.base or held.digest, now=timezone.now())
    return Status(201, {"token": token})


@endpoints.reads("/templates/{kind}/drafts/{token}", DraftOut)
def draft(request: StaffRequest, kind: Kind, token: Text) -> dict[str, Any]:
    """Return a change beside what holds."""
    found, held = _draft(kind, token), selectors.held(kind)
    return {
        "text": found.text,
        "is_current": held.digest == found.base,
        "is_same": held.digest == digest(found.text),
        "lines": _lines(kind, held.text, found.text),
    }


@endpoints.reads("/templates/{kind}/drafts/{token}/moves", MovesOut)
def moves(request: StaffRequest, kind: Kind, token: Text, asked: Query[Days]) -> dict[str, Any]:
    """Say what a change would move: who would be in another stage, or come to another step."""
    then, about = _draft(kind, token).text, asking.asked(asked)
    asks = question(about, *pair(kind, selectors.held(kind).text, then))
    found = asking.found(about, asks)
    told = _stages(found.value) if isinstance(asks, LookAtStages) else _steps(found.value)
    return {**_NOTHING, **told, **asking.told(found, about.period)}


@endpoints.writes("POST /templates/{kind}/drafts/{token}/save", Saved, needs="edit_shop")
def save(request: StaffRequest, kind: Kind, token: Text) -> dict[str, int]:
    """Let a change hold from now on."""
    try:
        number = services.save(request.actor, kind, token, now=timezone.now())
    except errors.GoneError as error:
        raise NotFoundError(error.what, advice=error.advice) from error
    except errors.ConflictError as error:
        raise ConflictError(error.what, advice=error.advice) from error
    keeper().open_newer()
    return {"number": number}


def _text(kind: Kind, number: int) -> str:
    text = selectors.text_of(kind, number)
    if text is None:
        raise NotFoundError("There is no such version.")
    return text


def _draft(kind: Kind, token: str) -> Looked:
    found = selectors.looked(kind, token)
    if found is None:
        raise NotFoundError("This change is not there any more.", advice="Make it again.")
    return found


def _lines(kind: Kind, before: str, after: str) -> list[dict[str, str]]:
    return [{"change": change, "text": text} for change, text in differences(kind, before, after)]


def _stages(found: Any) -> dict[str, Any]:
    moved = [
        {"now": now, "then": then, "profiles": n, "revenue": int(found.revenue[at, to])}
        for at, now in enumerate(STAGES)
        for to, then in enumerate(STAGES)
        if (n := int(found.profiles[at, to]))
    ]
    flags = zip(found.now.flags().rows(), found.then.flags().rows(), strict=True)
    counts = [
        {"name": one["flag"], "now": one["customers"], "then": other["customers"]} for one, other in flags
    ]
    return {"n": int(found.profiles.sum()), "moved": found.moved, "stages": moved, "flags": counts}


def _steps(found: StepsLooked) -> dict[str, Any]:
    places = [{"place": place, "now": now, "then": then} for place, now, then in found.places]
    return {"n": found.journeys_then, "steps": found.steps, "places": places}


_NOTHING: dict[str, Any] = {"moved": None, "stages": [], "flags": [], "steps": [], "places": []}
