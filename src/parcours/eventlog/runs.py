"""Sorted runs of ids on disk: a header, then 16 bytes an id, mapped when read."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from parcours.errors import NewerFormatError, StorageError
from parcours.eventlog.ids import merge_into
from parcours.eventlog.place import storing, sync_folder
from parcours.eventlog.siphash import Words

_MAGIC = b"PARCIDS\0"
_VERSION = 1
_HEADER = struct.Struct("<8sII")
_CHUNK = 1 << 20


@dataclass(frozen=True, eq=False)
class Run:
    """One sorted run: where it lies and its ids, shape (n, 2)."""

    path: Path
    ids: Words

    def __len__(self) -> int:
        return len(self.ids)


def open_run(path: Path) -> Run:
    """Map a run."""
    with storing("read the ids of the log"):
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
            size = path.stat().st_size - _HEADER.size
        if len(header) < _HEADER.size or not header.startswith(_MAGIC) or size % 16:
            raise StorageError(f"{path} is damaged.", advice="Delete it: it is rebuilt from the log.")
        if _HEADER.unpack(header)[1] > _VERSION:
            raise NewerFormatError(f"{path} was written by a newer Parcours.", advice="Upgrade Parcours.")
        if not size:
            return Run(path, np.empty((0, 2), dtype=np.uint64))
        mapped = np.memmap(path, dtype="<u8", mode="r", offset=_HEADER.size, shape=(size // 16, 2))
        return Run(path, mapped.view(np.ndarray))


def write_run(path: Path, parts: Iterator[Words]) -> Run:
    """Write sorted ids durably; the file appears whole or not at all."""
    unfinished = path.with_suffix(".tmp")
    with storing("write the ids of the log"):
        try:
            _write(unfinished, parts)
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    return open_run(path)


def merged(older: Run, newer: Run) -> Iterator[Words]:
    """Yield the ids of two runs in order, each once, in bounded memory."""
    places = np.zeros(2, dtype=np.int64)
    while True:
        out = np.empty((_CHUNK, 2), dtype=np.uint64)
        count = merge_into(older.ids, newer.ids, places, out)
        if not count:
            return
        yield out[:count]


def _write(path: Path, parts: Iterator[Words]) -> None:
    with path.open("wb") as file:
        file.write(_HEADER.pack(_MAGIC, _VERSION, 0))
        for part in parts:
            file.write(part.astype("<u8", copy=False).data)
        file.flush()
        os.fsync(file.fileno())
