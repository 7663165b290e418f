"""What is asked of imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parcours.state.actor import Actor
from parcours.stream.selectors import JobStatus, job, jobs
from parcours.web.design.place import this_shop
from parcours.web.imports.arriving import place_of
from parcours.web.imports.models import Upload

WAITING = "waiting"


@dataclass(frozen=True)
class Import:
    """A file, and the job that reads it where somebody began one."""

    number: int
    name: str
    size: int
    token: str
    options: dict[str, object]
    made_by: int | None
    made_at: datetime
    job: JobStatus | None

    @property
    def state(self) -> str:
        """How it stands: waiting, or as its job."""
        return self.job.state if self.job else WAITING

    @property
    def is_there(self) -> bool:
        """Whether the file itself is."""
        return place_of(self.token).exists()

    @property
    def is_going(self) -> bool:
        """Whether it is being read, or about to be."""
        return self.state in ("queued", "running", "stopping")

    @property
    def rejects(self) -> Path | None:
        """The file of rejected rows."""
        told = self.job.result.get("rejects") if self.job else None
        path = Path(told) if told else None
        return path if path and path.is_file() and path.parent == this_shop().imports else None

    def shows_rows_to(self, actor: Actor) -> bool:
        """Whether somebody may see rows of it: who brought it has seen them."""
        brought = actor.kind == "user" and actor.id is not None and actor.id == self.made_by
        return actor.may("see_personal") or brought


def find(number: int) -> Import | None:
    """Return an import."""
    upload = Upload.objects.filter(pk=number).first()
    return _import(upload, job(upload.job) if upload.job else None) if upload else None


def newest(most: int = 50) -> list[Import]:
    """Return the newest imports."""
    known = {each.number: each for each in jobs("import", most=2 * most)}
    return [_import(each, known.get(each.job or 0)) for each in Upload.objects.all()[:most]]


def _import(upload: Upload, status: JobStatus | None) -> Import:
    return Import(
        number=upload.pk,
        name=upload.name,
        size=upload.size,
        token=upload.token,
        options=upload.options,
        made_by=upload.made_by,
        made_at=upload.made_at,
        job=status,
    )
