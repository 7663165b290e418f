"""Which profiles were erased: remembered so that a restored backup can forget them again."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.eventlog.place import storing, sync, sync_folder

Profiles = npt.NDArray[np.int64]
DONE = "erased.arrow"
UNDERWAY = "erasing.arrow"


def load(path: Path) -> Profiles:
    """Return the profile ids of a list, none where there is no list."""
    if not path.exists():
        return np.empty(0, dtype=np.int64)
    with storing("read the erased profiles"), pa.ipc.open_file(path.read_bytes()) as reader:
        return reader.read_all()["profile_id"].to_numpy()


def remember(path: Path, profiles: Profiles) -> None:
    """Add profile ids to a list, durably and all at once."""
    table = pa.table({"profile_id": np.union1d(load(path), profiles)})
    unfinished = path.with_suffix(".tmp")
    with storing("remember the erased profiles"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with pa.ipc.new_file(os.fspath(unfinished), table.schema) as writer:
            writer.write_table(table)
        sync(unfinished)
        unfinished.replace(path)
        sync_folder(path.parent)
