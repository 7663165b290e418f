"""Backing a shop up: one file that holds all but what can be made again."""

from __future__ import annotations

import contextlib
import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

import msgspec
from django.db import connection

from parcours import __version__
from parcours.errors import InputError, StorageError
from parcours.eventlog.inbox import FILE as INBOX
from parcours.eventlog.inbox import Inbox
from parcours.eventlog.place import is_full
from parcours.shop import Shop

FORMAT = 1
MANIFEST = "manifest.json"
_ALONE = (
    *("parcours.toml", "secret.key", "keys.json", "hooks.json"),
    *("audit.ndjson", "covered", "stages.yaml", "steps.yaml"),
)
_FOLDERS = ("identities", "imports", "log/_delta_log", "log/_parcours")
_Watcher = Callable[[float, Mapping[str, Any]], None]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the log at a version, and the digest of every file.

    ``database`` is ``sqlite`` where the state is among them; that of a PostgreSQL is its own to back up.
    """

    format: int
    parcours: str
    made_at: datetime
    version: int
    touchpoints: int
    database: str
    files: dict[str, str]


def back_up(
    shop: Shop, path: Path, *, now: datetime, progress: _Watcher = lambda _share, _figures: None
) -> Manifest:
    """Write a backup of the shop as it is now.

    Parameters
    ----------
    shop
        Which; its lock is held, and everything that changes is copied, before ``progress`` is called.
    path
        Of the file to write.
    now
        The moment to note.
    progress
        Called between the files of the log, which never change: the stream may go on meanwhile.

    Raises
    ------
    InputError
        The file is there already.
    StorageError
        The disk is full or refuses.
    BusyError
        Another process writes.
    """
    if path.exists():
        raise InputError(f"{path} is there already.", advice="Name another file, or delete it.")
    part = path.with_name(f"{path.name}.part")
    try:
        with _storing(path), shop.lock(), part.open("wb") as file:
            with tarfile.open(fileobj=file, mode="w") as archive:
                manifest = _written(shop, archive, now, progress)
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _written(shop: Shop, archive: tarfile.TarFile, now: datetime, progress: _Watcher) -> Manifest:
    snapshot = shop.log.snapshot()
    digests = dict(_changing(shop, archive))
    done, size = 0, sum(file.size for file in snapshot.files)
    for file in snapshot.files:
        name = f"log/{file.path}"
        digests[name] = _add(archive, shop.folder / name, name)
        done += file.size
        progress(done / size, {"bytes": done, "of": size})
    manifest = Manifest(FORMAT, __version__, now, snapshot.version, snapshot.rows, connection.vendor, digests)
    _add_bytes(archive, MANIFEST, msgspec.json.encode(asdict(manifest)))
    return manifest


def _changing(shop: Shop, archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    """Add everything that later writes would change."""
    with tempfile.TemporaryDirectory(dir=shop.folder, prefix=".backup-") as place:
        for copy in _databases(shop, Path(place)):
            yield copy.name, _add(archive, copy, copy.name)
    rates = (shop.settings.rates_file,) if shop.settings.rates_file else ()
    for name in (*_ALONE, *rates):
        if (shop.folder / name).is_file():
            yield name, _add(archive, shop.folder / name, name)
    for folder in _FOLDERS:
        for path in sorted((shop.folder / folder).rglob("*")):
            if path.is_file():
                name = path.relative_to(shop.folder).as_posix()
                yield name, _add(archive, path, name)


def _databases(shop: Shop, place: Path) -> Iterator[Path]:
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        inbox.copy_to(place / INBOX)
        yield place / INBOX
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        with (
            contextlib.closing(sqlite3.connect(name)) as source,
            contextlib.closing(sqlite3.connect(place / "parcours.db")) as target,
        ):
            source.backup(target)
        yield place / "parcours.db"


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        file.seek(0)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)
    return digest


def _add_bytes(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    about = tarfile.TarInfo(name)
    about.size = len(data)
    archive.addfile(about, io.BytesIO(data))


@contextlib.contextmanager
def _storing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        full = isinstance(error, OSError) and is_full(error)
        raise StorageError(
            f"{path} could not be written: {'the disk is full' if full else error}.",
            advice="Make room or name a file on another disk.",
            retryable=True,
        ) from error
