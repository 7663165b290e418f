"""A check-up of the state: whether the database answers and the audit log is as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import OperationalError, connection

from parcours.eventlog import Finding
from parcours.state import append_only, trigrams
from parcours.state.audit import verify


def findings() -> Iterator[Finding]:
    """Return what is wrong."""
    try:
        tables = connection.introspection.table_names()
    except OperationalError as error:
        yield Finding("database", f"The database does not answer: {error}", "Start it, or set `database`.")
        return
    if append_only.TABLE in tables:
        yield from _audit()
    if trigrams.is_missing():
        yield Finding(
            "trigrams",
            f"PostgreSQL has no extension {trigrams.EXTENSION}: finding people by a piece of a name is slow.",
            f"Let its administrator run: CREATE EXTENSION {trigrams.EXTENSION}; CREATE INDEX ON "
            "people_profile USING gin (words gin_trgm_ops);",
            harmless=True,
        )


def _audit() -> Iterator[Finding]:
    if not append_only.installed(connection):
        yield Finding(
            "audit-open",
            "The triggers that keep the audit log from changes are gone.",
            "Find out who took them away, compare the log with a backup, and restore the database from it.",
        )
    if (broken := verify().broken) is not None:
        yield Finding(
            "audit-changed",
            f"Entry {broken} of the audit log, or the one before it, is not what was written.",
            "Compare it with a backup or an export to see what was changed.",
        )
