"""Asks the worker for what only one process may do, and waits for it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from parcours.cli.output import say
from parcours.errors import BusyError, ParcoursError
from parcours.shop import Shop
from parcours.state.actor import TERMINAL
from parcours.stream import heartbeat, selectors, services
from parcours.stream.selectors import JobStatus

_LOOK_EVERY = 0.5
_ENDED = ("done", "failed", "stopped")


def ask_worker(shop: Shop, kind: str, params: Mapping[str, Any], busy: BusyError) -> JobStatus:
    """Let the running worker do it; where none runs, somebody else has the shop, and ``busy`` is raised."""
    beat = heartbeat.read(shop.folder)
    now = datetime.now(UTC)
    if beat is None or not beat.alive(round(now.timestamp() * 1_000_000)):
        raise busy
    number = services.request_job(TERMINAL, kind, params, now=now)
    say(f"The shop is running: its worker (process {beat.pid}) does it as job {number}.")
    while (job := selectors.job(number)).state not in _ENDED:
        time.sleep(_LOOK_EVERY)
    if job.state != "done":
        raise ParcoursError(f"The job {number} has {job.state}. {job.error}".strip())
    return job
