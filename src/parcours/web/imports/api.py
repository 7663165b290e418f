"""Imports over the API: a file is brought, looked at, said how to read, imported, stopped, taken up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.http import FileResponse
from django.utils import timezone
from ninja import File as Files
from ninja import Query, Status, UploadedFile
from pydantic import Field

from parcours.errors import InputError
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.endpoints import Endpoints, File
from parcours.web.api.fields import Asked, Instant, Number, Text, Told
from parcours.web.api.jobs import JobOut
from parcours.web.api.refusals import ConflictError, NotFoundError, NotReadyError, conflicting
from parcours.web.imports import services
from parcours.web.imports.arriving import REFUSED, Arrived
from parcours.web.imports.looking import look
from parcours.web.imports.selectors import WAITING, Import, find, newest

_PATIENCE = 10.0
_AGAIN = 2
_WHY = {
    "artificial": "The artificial shop takes in nothing.",
    "large": "There is no room for a file of this size.",
    "full": "There is no room left on the disk.",
}

endpoints = Endpoints("imports")


class ImportOut(Told):
    """A file, and the job that reads it where somebody began one."""

    number: int
    name: str
    size: int
    state: str = Field(description="`waiting`, or as its job")
    options: dict[str, Any]
    made_at: Instant
    is_there: bool = Field(description="whether the file itself is there still")
    job: JobOut | None


class ImportsOut(Told):
    """The newest imports."""

    items: list[ImportOut]


class PreviewOut(Told):
    """What is in a file, read as its options say; `error` names what is not clear yet."""

    error: str
    what: str
    columns: list[dict[str, Any]]
    touchpoints: list[dict[str, Any]] = Field(description="the first rows; for those who may see them")
    counts: dict[str, Any]
    reasons: dict[str, Any]
    findings: list[dict[str, Any]]


class Reading(Asked):
    """How a file is to be read where it does not say so itself."""

    columns: dict[Text, Text] = Field(
        {}, max_length=1000, description="which field a column fills; an empty field leaves it out"
    )
    event: Text = Field("", description="that every row tells of, for files that name none")
    dates: Literal["day-first", "month-first"] | None = None
    decimal: Literal["comma", "point"] | None = None
    sheet: Text = ""
    test_orders: bool = False


class NewestQuery(Asked):
    """How many."""

    limit: int = Field(50, ge=1, le=200)


@endpoints.reads("/imports", ImportsOut, needs="import")
def imports(request: StaffRequest, asked: Query[NewestQuery]) -> dict[str, Any]:
    """List the newest imports."""
    return {"items": newest(asked.limit)}


@endpoints.writes("POST /imports", ImportOut, needs="import", status=201)
def bring_import(request: StaffRequest, file: Files[UploadedFile]) -> Status[Import]:
    """Bring a file; nothing of it is imported yet."""
    if not (isinstance(file, Arrived) and file.size):
        why = request.META.get(REFUSED, "")
        if why in _WHY:
            raise ConflictError(_WHY[why])
        raise InputError("The file is empty.")
    number = services.bring(request.actor, file, now=timezone.now())
    return Status(201, _found(number))


@endpoints.reads("/imports/{number}", ImportOut, needs="import")
def one(request: StaffRequest, number: Number) -> Import:
    """Return how an import stands: its job has the progress, and what came of it."""
    return _found(number)


@endpoints.reads("/imports/{number}/preview", PreviewOut, needs="import")
def preview(request: StaffRequest, number: Number) -> dict[str, Any]:
    """Return what would become of a file that waits."""
    found = _found(number)
    if found.state != WAITING or not found.is_there:
        raise NotFoundError("The file does not wait to be imported any more.")
    seen = look(found.token, found.options, patience=_PATIENCE)
    if seen is None:
        raise NotReadyError(_AGAIN)
    shown = seen.get("touchpoints", []) if found.shows_rows_to(request.actor) else []
    columns = (
        seen["columns"]
        if found.shows_rows_to(request.actor)
        else [{**column, "examples": []} for column in seen["columns"]]
    )
    told = {name: seen.get(name, kind()) for name, kind in _SEEN.items()}
    return {**told, "columns": columns, "touchpoints": shown}


@endpoints.writes("PUT /imports/{number}/options", needs="import")
def read_as(request: StaffRequest, number: Number, told: Reading) -> Status[None]:
    """Say how a file is to be read."""
    _found(number)
    options = {name: value for name, value in told.model_dump().items() if value or name == "columns"}
    with conflicting():
        services.read_as(request.actor, number, options, now=timezone.now())
    return Status(204, None)


@endpoints.writes("POST /imports/{number}/start", ImportOut, needs="import", status=202)
def start(request: StaffRequest, number: Number) -> Status[Import]:
    """Import a file."""
    return _done(request, number, services.start)


@endpoints.writes("POST /imports/{number}/stop", ImportOut, needs="import", status=202)
def stop(request: StaffRequest, number: Number) -> Status[Import]:
    """Stop an import: what is in stays in."""
    return _done(request, number, services.stop)


@endpoints.writes("POST /imports/{number}/resume", ImportOut, needs="import", status=202)
def resume(request: StaffRequest, number: Number) -> Status[Import]:
    """Let an import go on where it stopped."""
    return _done(request, number, services.resume)


@endpoints.writes("DELETE /imports/{number}", needs="import")
def throw_away(request: StaffRequest, number: Number) -> Status[None]:
    """Delete a file that is not being imported; what is in the log stays there."""
    _found(number)
    with conflicting():
        services.throw_away(request.actor, number, now=timezone.now())
    return Status(204, None)


@endpoints.reads("/imports/{number}/rejects", File("text/csv"), needs="import")
def rejects(request: StaffRequest, number: Number) -> FileResponse:
    """Return the rows that were rejected, as CSV; for those who may see personal data."""
    found = _found(number)
    if found.rejects is None or not found.shows_rows_to(request.actor):
        raise NotFoundError("There are no rejected rows that this token may see.")
    return FileResponse(found.rejects.open("rb"), filename="rejected.csv", content_type="text/csv")


def _done(request: StaffRequest, number: int, verb: Callable[..., None]) -> Status[Import]:
    _found(number)
    with conflicting():
        verb(request.actor, number, now=timezone.now())
    return Status(202, _found(number))


def _found(number: int) -> Import:
    found = find(number)
    if found is None:
        raise NotFoundError(f"There is no import {number}.")
    return found


_SEEN: dict[str, Callable[[], Any]] = {
    "error": str,
    "what": str,
    "counts": dict,
    "reasons": dict,
    "findings": list,
}
