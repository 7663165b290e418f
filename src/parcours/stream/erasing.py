"""Erasing a person: from the log and all that the shop's folder keeps, and from the state."""

from __future__ import annotations

import shutil
from datetime import datetime

import numpy as np
from django.db import connection, transaction

from parcours.shop import Person
from parcours.shop.erasure import Erasure, leaves_of
from parcours.shop.identities import Ints
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.stream.models import Quarantined
from parcours.stream.stream import Stream

UPLOADS = "uploads"
"""Files that wait to be imported, in the shop's folder."""


def erase(stream: Stream, actor: Actor, person: Person, *, now: datetime) -> Erasure:
    """Erase a person from everything, down to the last byte; cannot be undone.

    Killed half-way, the erasure of the log is ended by whoever writes next, and the state is made again
    from what is left.
    """
    actor.check("erase_people")
    stream.drain()
    leaves = leaves_of(person, stream.shop.identities)
    report = stream.shop.erase(person, now)
    with transaction.atomic():
        forget(stream, leaves)
        record(actor, "profile.erased", "profile", now=now, details=report.to_dict())
    shutil.rmtree(stream.shop.folder / UPLOADS, ignore_errors=True)
    stream.inbox.scrub()
    _leave_no_byte()
    return report


def forget(stream: Stream, leaves: Ints) -> None:
    """Delete from the state what is known of leaf profiles that the log has no more."""
    reactions = stream.rooms.reactions
    for reaction in reactions:
        if reaction.forget is not None and len(leaves):
            reaction.forget(np.asarray(leaves, np.int64))
    Quarantined.objects.all().delete()  # nobody can say whose they are
    if all(reaction.forget is not None for reaction in reactions):
        stream.skip()
    else:
        stream.restart()


def _leave_no_byte() -> None:
    """Write what was deleted out of SQLite's journal, too."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
