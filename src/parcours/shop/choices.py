"""What people decided about identities: who is one person, who is not, and what names nobody.

One file of 24-byte records, appended and synced; what is decided last of a pair holds, and taking a
decision back is one more record.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from parcours.shop.records import append, read, replace
from parcours.shop.resolving import Refused

Ints = npt.NDArray[np.int64]

_CHOICE = np.dtype([("what", "<i8"), ("leaf", "<i8"), ("target", "<i8")])


class What(IntEnum):
    """What was decided."""

    JOINED = 1
    PARTED = 2
    NOBODY = 3
    SOMEBODY = 4
    DENIED = 5
    ALLOWED = 6


_UNDONE: dict[int, int] = {
    What.PARTED: What.JOINED,
    What.SOMEBODY: What.NOBODY,
    What.ALLOWED: What.DENIED,
}


@dataclass(frozen=True)
class Choices:
    """The decisions that hold, in the order in which they were made."""

    path: Path
    held: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def read(cls, path: Path) -> Choices:
        """Read the file; there need be none."""
        held: dict[tuple[int, int, int], None] = {}
        for what, leaf, target in read(path, _CHOICE).tolist():
            done = _UNDONE.get(what, what)
            held.pop((done, leaf, target), None)
            if done == what:
                held[done, leaf, target] = None
        return cls(path, tuple(held))

    def made(self, what: What, leaf: int, *targets: int) -> Choices:
        """Return the choices with one more for each target, which are on the disk by then."""
        append(self.path, np.array([(what, leaf, target) for target in targets], _CHOICE))
        return Choices.read(self.path)

    def without(self, leaves: Ints) -> Choices:
        """Return the choices that name none of these leaves; the file names them no more."""
        kept = [each for each in self.held if not np.isin(each[1:], leaves).any()]
        if self.path.exists():
            replace(self.path, np.array(kept, _CHOICE))
        return Choices(self.path, tuple(kept))

    @property
    def refused(self) -> Refused:
        """What joins nobody, whatever links there are."""
        denied = self._of(What.DENIED)
        return Refused(denied[:, 0], denied[:, 1], self._of(What.NOBODY)[:, 0])

    @property
    def joins(self) -> Ints:
        """The losers and winners of what was joined by hand, pair by pair."""
        return self._of(What.JOINED)

    def touched(self, now: Choices) -> Ints:
        """Return the identifiers of which something else is refused now."""
        joined = {each for each in (*self.held, *now.held) if each[0] == What.JOINED}
        changed = (set(self.held) ^ set(now.held)) - joined
        return np.unique(np.array([each[1:] for each in changed], np.int64))

    def _of(self, what: What) -> Ints:
        return np.array([each[1:] for each in self.held if each[0] == what], np.int64).reshape(-1, 2)


def led(ends: Ints) -> dict[int, int]:
    """Return where pairs of profiles that were joined one after the other lead, none to itself.

    >>> led(np.array([[30, 20], [20, 10], [10, 30]]))
    {30: 10, 20: 10}
    """
    into: dict[int, int] = {}
    for loser, winner in ends.tolist():
        lost, won = _end(into, loser), _end(into, winner)
        if lost != won:
            into[lost] = won
    return {leaf: _end(into, leaf) for leaf in into}


def _end(into: dict[int, int], leaf: int) -> int:
    while leaf in into:
        leaf = into[leaf]
    return leaf
