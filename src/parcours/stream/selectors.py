"""What others may know of the stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parcours.errors import InputError
from parcours.state.actor import Actor
from parcours.stream.models import Job, Position, Quarantined, Timer


@dataclass(frozen=True)
class JobStatus:
    """How a job stands: queued, running, stopping, stopped, done or failed; ``share`` is from 0 to 1."""

    number: int
    kind: str
    state: str
    share: float
    figures: Mapping[str, Any]
    result: Mapping[str, Any]
    error: str
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class Reject:
    """Something received that could not become a touchpoint; its body is for those who may see it."""

    source: str
    received_at: datetime
    reason: str
    body: bytes | None


@dataclass(frozen=True)
class Standing:
    """How far the state is: it covers the log up to ``version``; ``done`` rows of what comes next."""

    version: int
    remaking: bool
    done: int
    quarantined: int
    timers_due: int


def job(number: int) -> JobStatus:
    """Return how a job stands.

    Raises
    ------
    InputError
        There is none of that number.
    """
    found = Job.objects.filter(pk=number).first()
    if found is None:
        raise InputError(f"There is no job {number}.")
    return _status(found)


def jobs(kind: str = "", *, most: int = 20) -> list[JobStatus]:
    """Return the newest jobs, of one kind or of all."""
    found = Job.objects.filter(kind=kind) if kind else Job.objects.all()
    return [_status(each) for each in found.order_by("-pk")[:most]]


def rejects(actor: Actor, *, most: int = 100) -> list[Reject]:
    """Return what could not be taken in, the newest first."""
    may = actor.may("see_personal")
    found = Quarantined.objects.order_by("-received_at", "-pk")[:most]
    return [
        Reject(each.source, each.received_at, each.reason, bytes(each.body) if may else None)
        for each in found
    ]


def standing(now: datetime) -> Standing:
    """Return how far the state is."""
    position = Position.objects.filter(pk=1).first() or Position()
    return Standing(
        version=position.version,
        remaking=position.version < 0 and position.target is not None,
        done=position.rows,
        quarantined=Quarantined.objects.count(),
        timers_due=Timer.objects.filter(due_at__lte=now).count(),
    )


def _status(found: Job) -> JobStatus:
    return JobStatus(
        number=found.pk,
        kind=found.kind,
        state=found.state,
        share=found.share,
        figures=found.figures,
        result=found.result,
        error=found.error,
        asked_by=found.actor_name,
        asked_at=found.asked_at,
        started_at=found.started_at,
        ended_at=found.ended_at,
    )
