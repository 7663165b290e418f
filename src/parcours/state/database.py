"""Where the state is kept: SQLite in the shop's folder, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from parcours.errors import InputError

FILE = "parcours.db"
_BUSY_SECONDS = 20
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; "
    "PRAGMA secure_delete=ON;"  # erasure leaves no byte: what was deleted or replaced is overwritten at once
)


def database(folder: Path, url: str) -> dict[str, Any]:
    """Return Django's settings of the database: the shop's own file where no address is given.

    >>> database(Path("shop"), "postgresql://ana:secret@db.example:5433/shop")["PORT"]
    5433
    """
    return _postgresql(url) if url else _sqlite(folder / FILE)


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # IMMEDIATE: a transaction that reads first and writes later would fail instead of waiting.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": _BUSY_SECONDS, "init_command": _PRAGMAS},
        "TEST": {"NAME": str(file.with_name("test.db"))},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise InputError(
            "The setting 'database' is not an address that Parcours knows.",
            expected="Either nothing (SQLite in the shop's folder) or postgresql://user:password@host/name.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
