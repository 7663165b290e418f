"""What is done to keep a shop safe."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.stream.services import request_job
from parcours.web.care.selectors import backups_folder, find_backup


def back_up(actor: Actor, *, now: datetime) -> int:
    """Ask for a backup; return the job's number."""
    actor.check("manage")
    backups_folder().mkdir(mode=0o700, exist_ok=True)
    path = backups_folder() / f"{now:%Y-%m-%d-%H%M%S}.parcours"
    return request_job(actor, "backup", {"path": str(path)}, now=now)


def hand_out(actor: Actor, name: str, *, now: datetime) -> Path | None:
    """Return the file of a backup that somebody takes away; None where there is none."""
    actor.check("manage")
    backup = find_backup(name)
    if backup is None:
        return None
    with transaction.atomic():
        record(actor, "backup.downloaded", f"backup:{name}", now=now)
    return backup.path
