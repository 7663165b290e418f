"""What a folder of the index was made from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from parcours.eventlog import DataFile, Snapshot
from parcours.journeys.index.store import save_text
from parcours.journeys.index.vocabulary import Vocabulary

FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """The log's files, whose rows are numbered through, and what was found in them.

    Parameters
    ----------
    snapshot
        The version of the log up to which it was read, and the files that hold what was read.
    words
        Event name and whether it is the system's, by code.
    last
        Time of the last touchpoint, microseconds since 1970 UTC.
    """

    snapshot: Snapshot
    words: tuple[tuple[str, bool], ...]
    last: int

    @property
    def vocabulary(self) -> Vocabulary:
        """The event names, to which others may be added."""
        return Vocabulary(self.words)

    def write(self, folder: Path) -> None:
        """Keep the manifest in a folder of the index."""
        save_text(folder / FILE, json.dumps(asdict(self)))

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest of a folder."""
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        files = tuple(DataFile(**file) for file in told["snapshot"]["files"])
        words = tuple((name, system) for name, system in told["words"])
        return cls(Snapshot(told["snapshot"]["version"], files), words, told["last"])
