"""How Parcours does: its processes, its disk, its backups, and what the doctor finds."""

from __future__ import annotations

import os
import shutil
import time
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooEarlyError
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from parcours.eventlog import Finding
from parcours.messaging import figures
from parcours.stream import doctor, heartbeat
from parcours.stream.heartbeat import Heartbeat
from parcours.web.design.place import this_shop
from parcours.web.setup import handover

_SUFFIX = ".parcours"
_PATIENCE = 1.0
_HOUR = 3_600.0


@dataclass(frozen=True)
class Backup:
    """A backup on this machine."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True)
class Space:
    """Bytes of the shop's disk."""

    free: int
    whole: int

    @property
    def free_gigabytes(self) -> float:
        """What is free, to a tenth."""
        return round(self.free / 1e9, 1)


def worker(now: datetime) -> tuple[Heartbeat | None, bool]:
    """Return what the worker told last, and whether that was not long ago."""
    beat = heartbeat.read(this_shop().folder)
    return beat, beat is not None and beat.alive(round(now.timestamp() * 1_000_000))


def intake_answers() -> bool | None:
    """Return whether the intake takes in touchpoints; None where nobody knows its address."""
    address = os.environ.get(handover.SUPERVISED)
    if not address:
        return None
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=_PATIENCE) as answer:  # noqa: S310 - our own process
            return bool(answer.status == 200)
    except OSError:
        return False


def space() -> Space:
    """Return how full the disk is."""
    usage = shutil.disk_usage(this_shop().folder)
    return Space(usage.free, usage.total)


def backups_folder() -> Path:
    """Return where backups that are asked for here lie."""
    return this_shop().folder / "backups"


def backups() -> list[Backup]:
    """Return the backups, the newest first."""
    found = sorted(backups_folder().glob(f"*{_SUFFIX}"), reverse=True)
    return [_backup(path) for path in found]


def find_backup(name: str) -> Backup | None:
    """Return the backup of a name that is listed; no other file."""
    return next((each for each in backups() if each.path.name == name), None)


def findings(now: datetime, *, again: bool, patience: float = _PATIENCE) -> tuple[Finding, ...] | None:
    """Return what the doctor found in the log within the last hour, and in the stream and the outbox now.

    None while the doctor reads the log.
    """
    if again:
        _examination.cache_clear()
    try:
        found = _examination(int(time.monotonic() // _HOUR)).result(timeout=patience)
    except TooEarlyError:
        return None
    here = (each for each in found if each.name not in ("busy", "terminal"))
    of_now = (*doctor.findings(this_shop(), now), *figures.findings(figures.outbox(now)))
    return tuple(sorted((*here, *of_now), key=lambda each: each.harmless))


@lru_cache(1)
def _examination(hour: int) -> Future[tuple[Finding, ...]]:
    del hour
    return ThreadPoolExecutor(1, thread_name_prefix="parcours-doctor").submit(this_shop().doctor)


def _backup(path: Path) -> Backup:
    about = path.stat()
    return Backup(path, datetime.fromtimestamp(about.st_mtime, UTC), about.st_size)
