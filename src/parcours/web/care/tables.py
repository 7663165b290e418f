"""Tables of processes, jobs and backups."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from parcours.stream.heartbeat import Heartbeat
from parcours.stream.selectors import JobStatus
from parcours.web.care.selectors import Backup
from parcours.web.design import formats
from parcours.web.design.books import books, language, say
from parcours.web.design.components import Badge, Column, Empty, Row, Table, Tone

_TONES: dict[str, Tone] = {"done": "good", "failed": "danger", "stopped": "warn", "running": "info"}


def processes_table(beat: Heartbeat | None, *, is_alive: bool, intake: bool | None) -> Table:
    """Say of each process whether it works."""
    columns = (Column(say("care.process")), Column(say("care.state")), Column(say("care.about")))
    rows = (
        Row((say("care.processes.web"), _works(works=True), "")),
        Row(
            (
                say("care.processes.worker"),
                _works(works=is_alive),
                _told(beat) if is_alive else say("care.start_it"),
            )
        ),
        Row(
            (
                say("care.processes.collect"),
                _works(works=intake),
                "" if intake is not False else say("care.start_it"),
            )
        ),
    )
    return Table(say("care.processes.title"), columns, rows, _nothing())


def jobs_table(jobs: Sequence[JobStatus]) -> Table:
    """List jobs."""
    columns = (
        Column(say("care.job")),
        Column(say("care.state")),
        Column(say("care.share"), "number"),
        Column(say("care.by")),
        Column(say("care.asked")),
    )
    rows = [
        Row(
            (
                _job(job.kind),
                Badge(say(f"care.states.{job.state}"), _TONES.get(job.state, "plain")),
                formats.now().share(job.share),
                job.asked_by,
                formats.instant(job.asked_at),
            )
        )
        for job in jobs
    ]
    return Table(
        say("care.jobs.title"), columns, rows, Empty(say("care.jobs.none"), say("care.jobs.none_why"))
    )


def backups_table(backups: Sequence[Backup]) -> Table:
    """List backups."""
    columns = (Column(say("care.file")), Column(say("care.made")), Column(say("care.megabytes"), "number"))
    rows = [
        Row(
            (each.path.name, formats.instant(each.made_at), formats.now().number(round(each.size / 1e6, 1))),
            reverse("care:download", args=[each.path.name]),
        )
        for each in backups
    ]
    empty = Empty(say("care.backups.none"), say("care.backups.none_why"))
    return Table(say("care.tabs.backups"), columns, rows, empty)


def _works(*, works: bool | None) -> Badge:
    word = {True: "works", False: "silent", None: "unknown"}[works]
    tone: Tone = "plain" if works is None else "good" if works else "danger"
    return Badge(say(f"care.{word}"), tone)


def _told(beat: Heartbeat | None) -> str:
    return say("care.trouble", why=beat.trouble) if beat and beat.trouble else ""


def _job(kind: str) -> str:
    """Return what a kind of job is called; one of a room without a phrase keeps its name."""
    known = any(f"jobs.kinds.{kind}" in book.phrases(language()) for book in books("care"))
    return say(f"care.jobs.kinds.{kind}") if known else kind


def _nothing() -> Empty:
    return Empty("", "")
