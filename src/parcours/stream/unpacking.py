"""A backup unpacked: beside the shop, compared byte by byte, then put in its place."""

from __future__ import annotations

import shutil
import tarfile
from hashlib import file_digest
from pathlib import Path

import msgspec
import numpy as np
from django.db import connection

from parcours.errors import InputError, NewerFormatError, StorageError
from parcours.shop import open_shop
from parcours.shop.identities import Ints
from parcours.shop.settings import FILE as SETTINGS
from parcours.stream.backup import FORMAT, MANIFEST, Manifest


def unpack(file: Path, place: Path) -> Manifest:
    """Unpack a backup into a new folder, and make sure that it is whole.

    Raises
    ------
    InputError
        It is no backup, or damaged.
    NewerFormatError
        A newer Parcours wrote it.
    """
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        with tarfile.open(file) as archive:
            archive.extractall(place, filter="data")
        manifest = msgspec.json.decode((place / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, tarfile.TarError, msgspec.DecodeError) as error:
        raise InputError(f"{file} is no backup of Parcours, or damaged: {error}.") from error
    if manifest.format > FORMAT:
        raise NewerFormatError(
            f"{file} was written by Parcours {manifest.parcours}.", advice="Upgrade Parcours."
        )
    for name, digest in manifest.files.items():
        if _digest(place / name) != digest:
            raise InputError(f"{file} is damaged: {name} is not as it was.", advice="Use another backup.")
    (place / MANIFEST).unlink()
    return manifest


def erased_in(folder: Path) -> Ints:
    """Return the leaf profiles that the shop in a folder has erased; none where there is no shop."""
    if not (folder / SETTINGS).is_file():
        return np.empty(0, np.int64)
    return open_shop(folder).log.erased


def put_in_place(place: Path, folder: Path) -> Path | None:
    """Make the unpacked folder the shop; return where the one lies that was there before."""
    connection.close()
    before = None
    if folder.exists():
        before = folder.with_name(f"{folder.name}.before-restore")
        if before.exists():
            raise StorageError(f"{before} is there already.", advice="Delete it or move it away.")
        folder.rename(before)
    place.rename(folder)
    return before


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
