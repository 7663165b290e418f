"""What is done with files: brought, said how to read, imported, stopped, taken up again, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.stream.selectors import job as job_of
from parcours.stream.services import request_job, resume_job, stop_job
from parcours.web.imports.arriving import Arrived, place_of
from parcours.web.imports.errors import ImportsError
from parcours.web.imports.models import Upload

_LASTS = timedelta(days=7)
"""How long a file waits to be imported."""


def bring(actor: Actor, file: Arrived, *, now: datetime) -> int:
    """Keep a file that came; return its number. Those that waited for too long go."""
    actor.check("import")
    # The number of a token may be that of a user, too.
    made_by = actor.id if actor.kind == "user" else None
    with transaction.atomic():
        for old in Upload.objects.filter(job=None, made_at__lt=now - _LASTS):
            place_of(old.token).unlink(missing_ok=True)
            old.delete()
        upload = Upload.objects.create(
            token=file.token, name=file.shown_name, size=file.size or 0, made_by=made_by, made_at=now
        )
        record(actor, "upload.brought", f"upload:{upload.pk}", now=now, details={"bytes": upload.size})
    file.kept = True
    return upload.pk


def read_as(actor: Actor, number: int, options: Mapping[str, Any], *, now: datetime) -> None:
    """Say how a file is to be read."""
    actor.check("import")
    with transaction.atomic():
        if not Upload.objects.filter(pk=number, job=None).update(options=dict(options)):
            raise ImportsError("gone", f"There is no file {number} that waits.")
        record(actor, "upload.read_as", f"upload:{number}", now=now)


def start(actor: Actor, number: int, *, now: datetime) -> None:
    """Import a file."""
    actor.check("import")
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(pk=number, job=None).first()
        if upload is None or not place_of(upload.token).exists():
            raise ImportsError("gone", f"There is no file {number} that waits.")
        params = {"path": str(place_of(upload.token)), "options": upload.options}
        upload.job = request_job(actor, "import", params, now=now)
        upload.save(update_fields=["job"])


def stop(actor: Actor, number: int, *, now: datetime) -> None:
    """Stop an import: what is in stays in."""
    stop_job(actor, _job(number), now=now)


def resume(actor: Actor, number: int, *, now: datetime) -> None:
    """Let an import go on where it stopped."""
    upload = Upload.objects.filter(pk=number).first()
    if upload is None or not place_of(upload.token).exists():
        raise ImportsError("gone", f"The file {number} is not there any more.")
    resume_job(actor, _job(number), now=now)


def throw_away(actor: Actor, number: int, *, now: datetime) -> None:
    """Delete a file that is not being imported; what is in the log stays there."""
    actor.check("import")
    with transaction.atomic():
        upload = Upload.objects.filter(pk=number).first()
        if upload is None or (upload.job and job_of(upload.job).state in ("queued", "running", "stopping")):
            raise ImportsError("gone", f"There is no file {number} that can go.")
        place_of(upload.token).unlink(missing_ok=True)
        if upload.job is None:
            upload.delete()
        record(actor, "upload.thrown_away", f"upload:{number}", now=now)


def _job(number: int) -> int:
    job = Upload.objects.filter(pk=number).values_list("job", flat=True).first()
    if job is None:
        raise ImportsError("gone", f"There is no import {number}.")
    return job
