"""The shop's secret: keys the hashes of identities, so that nobody outside can recompute them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from parcours.errors import StorageError

FILE = "secret.key"
_BYTES = 16


def create_secret(folder: Path) -> None:
    """Write a fresh key that only its owner can read, unless the folder has one."""
    if (folder / FILE).exists():
        return
    fresh = folder / f"{FILE}.new"
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES))
        file.flush()
        os.fsync(handle)
    fresh.replace(folder / FILE)


def read_secret(folder: Path) -> bytes:
    """Return the key."""
    try:
        key = bytes.fromhex((folder / FILE).read_text("ascii"))
    except (OSError, ValueError) as error:
        raise _unreadable(folder) from error
    if len(key) != _BYTES:
        raise _unreadable(folder)
    return key


def _unreadable(folder: Path) -> StorageError:
    return StorageError(
        f"The shop's key {folder / FILE} is missing or damaged.",
        advice="Restore it from a backup: without it, nobody is recognised again.",
    )
