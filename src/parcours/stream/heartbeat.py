"""What the worker tells of itself, in a file: whoever asks whether it lives and keeps up reads it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

FILE = "worker.json"
STALE_SECONDS = 30
"""A worker that has told nothing for so long is not there, or stuck."""


@dataclass(frozen=True)
class Heartbeat:
    """How the worker does; ``at`` and ``oldest`` are microseconds since 1970 UTC.

    ``oldest`` is when the payload came in that waits longest. ``trouble`` says why nothing moves.
    """

    pid: int
    at: int
    waiting: int = 0
    oldest: int | None = None
    accepted: int = 0
    duplicates: int = 0
    quarantined: int = 0
    followed: int = 0
    fired: int = 0
    job: bool = False
    trouble: str = ""

    @property
    def lag(self) -> float:
        """How long the oldest payload has waited, in seconds."""
        return 0.0 if self.oldest is None else max(0, self.at - self.oldest) / 1_000_000

    def alive(self, now: int) -> bool:
        """Whether the worker told this not long ago; by a clock that was set back since, it told it ahead."""
        return abs(now - self.at) < STALE_SECONDS * 1_000_000


def write(folder: Path, beat: Heartbeat) -> None:
    """Tell."""
    fresh = folder / f"{FILE}.new"
    fresh.write_bytes(msgspec.json.encode(asdict(beat)))
    fresh.replace(folder / FILE)


def clear(folder: Path) -> None:
    """Tell that the worker has ended."""
    (folder / FILE).unlink(missing_ok=True)


def read(folder: Path) -> Heartbeat | None:
    """Return what the worker told last; None where there was none yet."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Heartbeat)
    except (OSError, msgspec.DecodeError):
        return None
