"""Settings, health, jobs and backups over the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import FileResponse
from django.utils import timezone
from ninja import Query, Status
from ninja.errors import ValidationError
from pydantic import Field

from parcours.shop import Settings
from parcours.shop.settings import WEEKDAYS
from parcours.stream.selectors import JobStatus, jobs, standing
from parcours.stream.services import stop_job
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.endpoints import Endpoints, File
from parcours.web.api.fields import Asked, Instant, Number, OneOf, Said, Text, Told
from parcours.web.api.jobs import JobOut, job_of
from parcours.web.api.refusals import NotFoundError, conflicting
from parcours.web.care import selectors, services
from parcours.web.design.place import this_shop
from parcours.web.setup.forms import ShopForm, told
from parcours.web.setup.services import change
from parcours.words import LANGUAGES

Weekday = Annotated[str, OneOf(WEEKDAYS)]
Language = Annotated[str, OneOf(LANGUAGES)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]

endpoints = Endpoints("care")


class SettingsOut(Told):
    """What the shop was asked at its set-up."""

    name: str
    zone: str
    currency: str
    first_weekday: str
    language: str


class SettingsChange(Asked):
    """Settings to change; what is not given stays."""

    name: Annotated[Said, Field(max_length=80)] | None = None
    zone: Annotated[Said, Field(max_length=64)] | None = None
    currency: Currency | None = Field(None, description="cannot change once there are amounts")
    first_weekday: Weekday | None = None
    language: Language | None = None


class ChangedOut(SettingsOut):
    """The settings as they are now."""

    restarts: bool = Field(description="whether the application starts anew with them by itself")


class SpaceOut(Told):
    """Bytes of the shop's disk."""

    free: int
    whole: int


class StandingOut(Told):
    """How far the state is: it covers the log up to `version`."""

    version: int
    remaking: bool
    done: int
    quarantined: int
    timers_due: int


class FindingOut(Told):
    """One thing that is not as it should be."""

    name: str
    what: str
    advice: str
    harmless: bool


class BackupOut(Told):
    """A backup on this machine."""

    name: str
    made_at: Instant
    size: int


class BackupsOut(Told):
    """The backups, the newest first."""

    items: list[BackupOut]


class WorkerOut(Told):
    """What the worker told last."""

    waiting: int
    lag: float
    accepted: int
    duplicates: int
    quarantined: int
    trouble: str


class HealthOut(Told):
    """How Parcours does; null is what nobody knows, or what the doctor is still looking at."""

    worker_is_alive: bool
    worker: WorkerOut | None
    intake_answers: bool | None
    standing: StandingOut
    space: SpaceOut
    last_backup: BackupOut | None
    findings: list[FindingOut] | None


class HealthQuery(Asked):
    """Whether the doctor is asked anew."""

    again: bool = False


class JobsQuery(Asked):
    """Which jobs."""

    kind: Text = ""
    limit: int = Field(20, ge=1, le=200)


class JobsOut(Told):
    """The newest jobs."""

    items: list[JobOut]


@endpoints.reads("/settings", SettingsOut)
def settings(request: StaffRequest) -> Settings:
    """Return the shop's settings."""
    return this_shop().settings


@endpoints.writes("PATCH /settings", ChangedOut, needs="manage")
def change_settings(request: StaffRequest, changes: SettingsChange) -> dict[str, Any]:
    """Change the shop's settings."""
    shop = this_shop()
    given = changes.model_dump(exclude_none=True)
    form = ShopForm({**told(shop.settings), **given})
    if not form.is_valid():
        raise ValidationError(
            [{"loc": ("body", "changes", name), "msg": text} for name, (text, *_) in form.errors.items()]
        )
    with conflicting():
        wanted = {name: form.cleaned_data[name] for name in given}
        restarts = change(request.actor, shop, wanted, now=timezone.now())
    return {**form.cleaned_data, "restarts": restarts}


@endpoints.reads("/health", HealthOut, needs="manage")
def health(request: StaffRequest, asked: Query[HealthQuery]) -> dict[str, Any]:
    """Say how Parcours does: its processes, its disk, its backups, and what the doctor finds."""
    now = timezone.now()
    beat, is_alive = selectors.worker(now)
    return {
        "worker_is_alive": is_alive,
        "worker": beat if is_alive else None,
        "intake_answers": selectors.intake_answers(),
        "standing": standing(now),
        "space": selectors.space(),
        "last_backup": next(map(_backup, selectors.backups()), None),
        "findings": selectors.findings(now, again=asked.again),
    }


@endpoints.reads("/jobs", JobsOut, needs="manage")
def list_jobs(request: StaffRequest, asked: Query[JobsQuery]) -> dict[str, Any]:
    """List the newest jobs, of one kind or of all."""
    return {"items": jobs(asked.kind, most=asked.limit)}


@endpoints.reads("/jobs/{number}", JobOut, needs="manage")
def job(request: StaffRequest, number: Number) -> JobStatus:
    """Return how a job stands."""
    return job_of(number)


@endpoints.writes("POST /jobs/{number}/stop", JobOut, needs="manage", status=202)
def stop(request: StaffRequest, number: Number) -> Status[JobStatus]:
    """Stop a job: what it has done stays."""
    job_of(number)
    with conflicting():
        stop_job(request.actor, number, now=timezone.now())
    return Status(202, job_of(number))


@endpoints.reads("/backups", BackupsOut, needs="manage")
def backups(request: StaffRequest) -> dict[str, Any]:
    """List the backups on this machine."""
    return {"items": map(_backup, selectors.backups())}


@endpoints.writes("POST /backups", JobOut, needs="manage", status=202, idempotent=False)
def back_up(request: StaffRequest) -> Status[JobStatus]:
    """Ask for a backup; follow the job at `/jobs/{number}`."""
    return Status(202, job_of(services.back_up(request.actor, now=timezone.now())))


@endpoints.reads("/backups/{name}", File("application/octet-stream"), needs="manage")
def download(request: StaffRequest, name: Text) -> FileResponse:
    """Hand a backup out; the audit log keeps that it was taken."""
    path = services.hand_out(request.actor, name, now=timezone.now())
    if path is None:
        raise NotFoundError("There is no such backup.")
    return FileResponse(path.open("rb"), filename=name, content_type="application/octet-stream")


def _backup(found: selectors.Backup) -> dict[str, Any]:
    return {"name": found.path.name, "made_at": found.made_at, "size": found.size}
