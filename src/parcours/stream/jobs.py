"""Long work that people ask for: the worker does one at a time, in whose pauses the stream goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import Error as DatabaseError

from parcours.errors import ParcoursError
from parcours.state.access import Permission, Role
from parcours.state.actor import Actor
from parcours.stream.models import Job

if TYPE_CHECKING:
    from parcours.stream.stream import Stream

_STARTS = 3
"""A job under which the worker died so often is not begun again."""
_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


class StoppedError(Exception):
    """Somebody stopped the job, or the worker ends: what is done stays, what is left can go on."""


@dataclass(frozen=True)
class Work:
    """A job under way. ``progress`` (a share and figures) is called often: it lets the stream go on,
    and raises StoppedError where the job must stop.
    """

    stream: Stream
    actor: Actor
    params: Mapping[str, Any]
    clock: Clock
    progress: Callable[[float, Mapping[str, Any]], None]


@dataclass(frozen=True)
class JobKind:
    """One kind of job: who may ask for it, and what does it; it must be able to begin again.

    ``personal`` parameters are deleted when the job ends.
    """

    name: str
    permission: Permission
    run: Callable[[Work], Mapping[str, Any]]
    personal: bool = False


class Jobs:
    """The worker's side of jobs. ``breathe`` lets the stream go on; it raises StoppedError at the end."""

    def __init__(
        self, stream: Stream, kinds: Sequence[JobKind], clock: Clock, breathe: Callable[[], None]
    ) -> None:
        self._stream = stream
        self._kinds = {kind.name: kind for kind in kinds}
        self._clock = clock
        self._breathe = breathe

    def recover(self) -> None:
        """Queue again what a killed worker was doing, unless that is what kills it."""
        left = Job.objects.filter(state__in=(Job.State.RUNNING, Job.State.STOPPING))
        for job in left.filter(starts__gte=_STARTS):
            self._ended(job, Job.State.FAILED, error=f"The worker died {job.starts} times doing this.")
        left.filter(state=Job.State.STOPPING).update(state=Job.State.STOPPED, ended_at=self._clock())
        left.update(state=Job.State.QUEUED)

    def run_next(self) -> bool:
        """Do the job that waits longest; return whether there was one."""
        job = Job.objects.filter(state=Job.State.QUEUED).order_by("pk").first()
        if job is None:
            return False
        job.state, job.starts, job.started_at = Job.State.RUNNING, job.starts + 1, self._clock()
        job.save()
        self._run(job)
        return True

    def _run(self, job: Job) -> None:
        try:
            result = self._do(job)
        except DatabaseError:
            raise  # no fault of the job: it is queued again when the worker has recovered
        except StoppedError:
            self._stopped(job)
        except ParcoursError as error:
            self._ended(job, Job.State.FAILED, error=str(error))
        except Exception as error:  # noqa: BLE001 - the outermost loop of a job
            _log.exception("a job failed", extra={"job": job.pk, "kind": job.kind})
            self._ended(
                job, Job.State.FAILED, error=f"This should not have happened: {type(error).__name__}."
            )
        else:
            self._ended(job, Job.State.DONE, result=result)

    def _do(self, job: Job) -> Mapping[str, Any]:
        kind = self._kinds.get(job.kind)
        if kind is None:
            raise ParcoursError(f"No part of Parcours does '{job.kind}' any more.")
        actor = Actor(cast("Any", job.actor_kind), job.actor_name, cast("Role", job.actor_role), job.actor_id)
        return kind.run(Work(self._stream, actor, job.params, self._clock, self._progress(job)))

    def _progress(self, job: Job) -> Callable[[float, Mapping[str, Any]], None]:
        def progress(share: float, figures: Mapping[str, Any]) -> None:
            here = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
            if not here.update(share=min(share, 1.0), figures=dict(figures)):
                raise StoppedError
            self._breathe()

        return progress

    def _stopped(self, job: Job) -> None:
        """Tell a job that somebody stopped from one whose worker ends, which goes on with the next one."""
        if Job.objects.filter(pk=job.pk, state=Job.State.STOPPING).exists():
            self._ended(job, Job.State.STOPPED)
        else:
            Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED, starts=job.starts - 1)

    def _ended(
        self, job: Job, state: Job.State, *, result: Mapping[str, Any] | None = None, error: str = ""
    ) -> None:
        told: dict[str, Any] = {"state": state, "error": error, "ended_at": self._clock()}
        if result is not None:
            told |= {"result": dict(result), "share": 1.0}
        kind = self._kinds.get(job.kind)
        if kind is None or (kind.personal and state != Job.State.STOPPED):
            told |= {"params": {}, "complete": False}
        Job.objects.filter(pk=job.pk).update(**told)
        _log.info("a job ended", extra={"job": job.pk, "kind": job.kind, "state": str(state)})
