"""Triggers that make a table one to which rows are only added.

They stand in the database: no code of ours, no console of Django and no tool with a connection gets around
them without taking them away first, and then the chain of the audit log tells.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "state_auditentry"
_REFUSAL = "Entries of the audit log are never changed or deleted."

_SQLITE = {
    f"{TABLE}_no_{deed.lower()}": f"""
        CREATE TRIGGER {TABLE}_no_{deed.lower()} BEFORE {deed} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END
    """
    for deed in ("UPDATE", "DELETE")
}
_POSTGRESQL_INSTALL = (
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()
    """,
)
_POSTGRESQL_REMOVE = (
    f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse changes from now on."""
    _run(connection, _SQLITE.values() if connection.vendor == "sqlite" else _POSTGRESQL_INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Allow changes: for a database of tests, which is emptied after each, and for undoing the migration."""
    sqlite = [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
    _run(connection, sqlite if connection.vendor == "sqlite" else _POSTGRESQL_REMOVE)


def installed(connection: BaseDatabaseWrapper) -> bool:
    """Return whether changes are refused."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            return {name for (name,) in cursor.fetchall()} >= _SQLITE.keys()
        cursor.execute(
            "SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgenabled <> 'D'", [f"{TABLE}_append_only"]
        )
        return cursor.fetchone() is not None


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
