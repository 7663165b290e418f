"""The tables of the state, as this version of Parcours wants them."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from parcours.shop import Shop


def bring_up_to_date(shop: Shop) -> None:
    """Make or change the tables, unless they are as they should be.

    Raises
    ------
    BusyError
        Another process uses the shop while its tables must change.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with shop.lock():
            call_command("migrate", verbosity=0, interactive=False)
