"""Long work that the worker does, as the API tells of it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from parcours.stream.selectors import JobStatus, job
from parcours.web.api.fields import Instant, Told
from parcours.web.api.refusals import NotFoundError, missing


class JobOut(Told):
    """A piece of long work."""

    number: int
    kind: str
    state: Literal["queued", "running", "stopping", "stopped", "done", "failed"]
    share: float = Field(description="how much of it is done, from 0 to 1")
    figures: dict[str, Any] = Field(description="what it has counted so far")
    result: dict[str, Any] = Field(description="what came of it")
    error: str
    asked_by: str
    asked_at: Instant
    started_at: Instant | None
    ended_at: Instant | None


def job_of(number: int, kind: str = "") -> JobStatus:
    """Return how a job stands, of one kind where that is given.

    Raises
    ------
    NotFoundError
        There is none of that number and kind.
    """
    with missing():
        found = job(number)
    if kind and found.kind != kind:
        raise NotFoundError(f"There is no job {number} of this kind.")
    return found
