"""The stream's own jobs: import a file, make the state again, erase a person, back up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from parcours.errors import ParcoursError
from parcours.shop import Person
from parcours.stream import erasing
from parcours.stream.backup import back_up
from parcours.stream.jobs import JobKind, Work
from parcours.stream.models import Position


def _import(work: Work) -> Mapping[str, Any]:
    """Import a file: ``path``, ``options`` as of `importing.Options`."""
    from parcours.collect.importing import Options, Progress, import_file

    def told(progress: Progress) -> None:
        work.stream.look_again()
        work.progress(progress.done / max(progress.size, 1), asdict(progress.counts))

    path = Path(work.params["path"])
    options = Options(**work.params.get("options", {}))
    report = import_file(work.stream.shop, path, options, clock=lambda: _micros(work), progress=told)
    work.stream.look_again()
    if path.is_relative_to(work.stream.shop.folder / erasing.UPLOADS):
        path.unlink()
    return report.to_dict()


def _rebuild(work: Work) -> Mapping[str, Any]:
    """Make the state again from the log. The worker follows it in this job's pauses."""
    if not _remaking():
        work.stream.drain()
        work.stream.restart()
    rows = work.stream.shop.log.snapshot().rows
    while (position := Position.objects.get()).version < 0:
        work.progress(position.rows / max(rows, 1), {"rows": position.rows, "of": rows})
    return {"rows": rows}


def _remaking() -> bool:
    return Position.objects.filter(version__lt=0, target__isnull=False).exists()


def _erase(work: Work) -> Mapping[str, Any]:
    """Erase a person: ``email``, ``user``, ``anonymous`` or ``profile``."""
    report = erasing.erase(work.stream, work.actor, Person(**work.params), now=work.clock())
    return report.to_dict()


def _backup(work: Work) -> Mapping[str, Any]:
    """Back the shop up: ``path`` of the file to write."""
    path = Path(work.params["path"])
    try:
        kept = back_up(work.stream.shop, path, now=work.clock(), progress=work.progress)
    except ParcoursError:
        path.unlink(missing_ok=True)
        raise
    return {"path": str(path), "touchpoints": kept.touchpoints, "bytes": path.stat().st_size}


def _micros(work: Work) -> int:
    return round(work.clock().timestamp() * 1_000_000)


JOBS = (
    JobKind("import", "import", _import),
    JobKind("rebuild", "manage", _rebuild),
    JobKind("erase", "erase_people", _erase, personal=True),
    JobKind("backup", "manage", _backup),
)
