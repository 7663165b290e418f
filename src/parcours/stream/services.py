"""What others ask of the stream."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from parcours.errors import InputError
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.stream.jobs import JobKind
from parcours.stream.models import Job, Quarantined
from parcours.stream.registry import rooms
from parcours.stream.worker_jobs import JOBS


def job_kinds() -> tuple[JobKind, ...]:
    """Return all kinds of jobs: the stream's own, and those of the rooms."""
    return (*JOBS, *rooms().jobs)


@transaction.atomic
def request_job(actor: Actor, kind: str, params: Mapping[str, Any], *, now: datetime) -> int:
    """Ask the worker for a long piece of work; return its number.

    Raises
    ------
    InputError
        There is no such kind.
    DeniedError
        The actor may not ask for it.
    """
    known = next((each for each in job_kinds() if each.name == kind), None)
    if known is None:
        raise InputError(f"There is no kind of job '{kind}'.")
    actor.check(known.permission)
    job = Job.objects.create(
        kind=kind,
        params=dict(params),
        asked_at=now,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        actor_role=actor.role,
    )
    record(actor, "job.requested", f"job:{job.pk}", now=now, details={"kind": kind})
    return job.pk


@transaction.atomic
def stop_job(actor: Actor, number: int, *, now: datetime) -> None:
    """Stop a job: what it has done stays."""
    job = _job(actor, number)
    if job.state == Job.State.QUEUED:
        Job.objects.filter(pk=number).update(state=Job.State.STOPPED, ended_at=now)
    elif job.state == Job.State.RUNNING:
        Job.objects.filter(pk=number).update(state=Job.State.STOPPING)
    else:
        raise InputError(f"The job is {job.state} already.")
    record(actor, "job.stopped", f"job:{number}", now=now)


@transaction.atomic
def resume_job(actor: Actor, number: int, *, now: datetime) -> None:
    """Let a job go on that was stopped or failed."""
    job = _job(actor, number)
    if job.state not in (Job.State.STOPPED, Job.State.FAILED) or not job.complete:
        raise InputError(f"The job is {job.state}: it cannot go on.", advice="Ask for a new one.")
    Job.objects.filter(pk=number).update(state=Job.State.QUEUED, starts=0, error="", ended_at=None)
    record(actor, "job.resumed", f"job:{number}", now=now)


@transaction.atomic
def empty_quarantine(actor: Actor, *, now: datetime) -> int:
    """Delete what could not be taken in; return how much it was."""
    actor.check("manage")
    count, _ = Quarantined.objects.all().delete()
    record(actor, "quarantine.emptied", "quarantine", now=now, details={"items": count})
    return count


def _job(actor: Actor, number: int) -> Job:
    job = Job.objects.filter(pk=number).first()
    if job is None:
        raise InputError(f"There is no job {number}.")
    kind = next((each for each in job_kinds() if each.name == job.kind), None)
    actor.check(kind.permission if kind else "manage")
    return job
