"""Files of records of one length: appended and synced, a torn last record cut off by the next writer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

Records = npt.NDArray[np.void]


def read(path: Path, kind: np.dtype[np.void], skip: int = 0) -> Records:
    """Return the whole records of a file behind the first ``skip``; none where there is no file."""
    if not path.exists():
        return np.empty(0, kind)
    whole = path.stat().st_size // kind.itemsize
    return np.fromfile(path, kind, count=whole - skip, offset=skip * kind.itemsize)


def append(path: Path, records: Records) -> None:
    """Add records; they are on the disk when this returns."""
    path.parent.mkdir(exist_ok=True)
    size = records.dtype.itemsize
    with path.open("ab") as file:
        file.truncate(file.tell() // size * size)
        file.seek(0, os.SEEK_END)
        _synced(file, records)


def replace(path: Path, records: Records) -> None:
    """Write a file anew, all at once."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        _synced(file, records)
    fresh.replace(path)


def stamp(path: Path) -> tuple[int, int, int]:
    """Return what changes whenever the file does."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return about.st_ino, about.st_size, about.st_mtime_ns


def _synced(file: BinaryIO, records: Records) -> None:
    file.write(records.tobytes())
    file.flush()
    os.fsync(file.fileno())
