"""An index of trigrams, by which PostgreSQL finds pieces of texts: it needs an extension."""

from __future__ import annotations

from django.db import DatabaseError, connection, transaction

EXTENSION = "pg_trgm"


def install(table: str, column: str) -> bool:
    """Make the index where the database is a PostgreSQL that lets us; return whether it is there."""
    if connection.vendor != "postgresql":
        return False
    quoted = connection.ops.quote_name
    index = f"CREATE INDEX IF NOT EXISTS {quoted(f'{table}_{column}_trigrams')} ON {quoted(table)}"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
            cursor.execute(f"{index} USING gin ({quoted(column)} gin_trgm_ops)")
    except DatabaseError:  # not there, or not allowed: searches read whole tables, as `is_missing` tells
        return False
    return True


def is_missing() -> bool:
    """Whether searches would be faster, had PostgreSQL let us have the extension."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = %s", [EXTENSION])
        return cursor.fetchone() is None
