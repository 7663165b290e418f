"""How far an import has come, kept beside the log so that it goes on where it was interrupted.

Written before each chunk is appended, with the counts as they are without and with that chunk:
which of the two hold is what the log says of its last chunk. So a crash between any two steps
leaves nothing to guess.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from parcours.collect.importing.rejects import storing
from parcours.collect.importing.report import Counts

FORMAT = 1


@dataclass(frozen=True)
class Standing:
    """Counts up to and with a chunk; ``rejects`` is the length of the file of rejected rows."""

    chunk: int = -1
    counts: Counts = field(default_factory=Counts)
    reasons: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    rejects: int = 0

    def after(
        self, counts: Counts, reasons: Mapping[str, int], findings: Mapping[str, int], rejects: int
    ) -> Standing:
        """Return where the import stands with one chunk more."""
        return Standing(
            self.chunk + 1,
            self.counts + counts,
            dict(Counter(self.reasons) + Counter(reasons)),
            dict(Counter(self.findings) + Counter(findings)),
            rejects,
        )


@dataclass(frozen=True)
class State:
    """What is known of an import: when it began, where it stands without and with the chunk under way."""

    path: str
    began: int
    before: Standing = field(default_factory=Standing)
    after: Standing = field(default_factory=Standing)
    complete: bool = False

    def standing(self, last: int) -> Standing:
        """Return the standing that fits the last chunk in the log."""
        return self.after if self.after.chunk <= last else self.before


class StateFile:
    """The state of one import on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> State | None:
        """Return the state; ``None`` where there is none or where it is damaged."""
        try:
            plain = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if plain.pop("format", 0) != FORMAT:
            return None
        return State(**{**plain, "before": _standing(plain["before"]), "after": _standing(plain["after"])})

    def write(self, state: State) -> None:
        """Replace the state, durably."""
        fresh = self.path.with_suffix(".new")
        with storing(self.path):
            with fresh.open("w", encoding="utf-8") as file:
                json.dump({"format": FORMAT, **asdict(state)}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)


def _standing(plain: dict[str, Any]) -> Standing:
    return Standing(**{**plain, "counts": Counts(**plain["counts"])})
