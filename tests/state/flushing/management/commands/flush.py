"""Empties the database between tests that commit, the audit log as well."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from parcours.state import append_only


class Command(flush.Command):
    help = "Take the triggers of the audit log away, flush, and set them again."

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        append_only.remove(connection)
        super().handle(**options)
        append_only.install(connection)
