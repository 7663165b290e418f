"""What an import says of itself: before, while and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from parcours.collect.importing.choices import Choice
from parcours.collect.importing.mapping import Plan
from parcours.errors import StorageError


@dataclass(frozen=True)
class Counts:
    """Rows of the file: read = accepted + rejected + duplicates. And touchpoints made of them."""

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0
    touchpoints: int = 0
    orders: int = 0

    def __post_init__(self) -> None:
        if self.read != self.accepted + self.rejected + self.duplicates:
            raise StorageError(f"The import lost count: {asdict(self)}.", advice="Please report this.")

    def __add__(self, other: Counts) -> Counts:
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True)
class Finding:
    """Something worth knowing: what, and how many rows or orders it concerns."""

    text: str
    n: int


@dataclass(frozen=True)
class Progress:
    """How far an import has come; ``done`` and ``size`` in bytes."""

    done: int
    size: int
    counts: Counts


Watcher = Callable[[Progress], None]
"""Called after each chunk; whatever it raises stops the import there, to be resumed later."""


@dataclass(frozen=True)
class ImportReport:
    """What became of a file.

    ``rejects`` is the file of rejected rows, with line and reason; ``reasons`` counts them.
    """

    path: Path
    fingerprint: str
    format: str
    rows: str
    counts: Counts
    findings: tuple[Finding, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    rejects: Path | None = None
    resumed: bool = False
    complete_before: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        plain = asdict(self)
        return {**plain, "path": str(self.path), "rejects": str(self.rejects) if self.rejects else None}


@dataclass(frozen=True)
class Preview:
    """How a file would be read, and what would come of its first rows; nothing is written."""

    path: Path
    kind: str
    plan: Plan
    choices: tuple[Choice, ...]
    counts: Counts
    findings: tuple[Finding, ...]
    reasons: Mapping[str, int]
    touchpoints: tuple[Mapping[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "path": str(self.path),
            "kind": self.kind,
            "format": self.plan.format.name,
            "rows": self.plan.rows,
            "event": self.plan.event,
            "dates": self.plan.dates,
            "decimal": self.plan.decimal,
            "columns": [asdict(choice) for choice in self.choices],
            "counts": asdict(self.counts),
            "findings": [asdict(finding) for finding in self.findings],
            "reasons": dict(self.reasons),
            "touchpoints": list(self.touchpoints),
        }
