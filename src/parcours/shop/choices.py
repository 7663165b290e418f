"""What people decided about identities: profiles joined by hand, and identifiers that join nobody.

One file of 24-byte records, appended and synced; what is decided last of a pair holds, and taking a
decision back is one more record.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from parcours.journeys.index.roots import Roots
from parcours.shop.records import append, read, replace

Ints = npt.NDArray[np.int64]

_CHOICE = np.dtype([("what", "<i8"), ("leaf", "<i8"), ("target", "<i8")])


class What(IntEnum):
    """What was decided."""

    JOINED = 1
    PARTED = 2
    CUT = 3
    MENDED = 4


_UNDONE: dict[int, int] = {What.PARTED: What.JOINED, What.MENDED: What.CUT}


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

    def made(self, what: What, leaf: int, target: int) -> Choices:
        """Return the choices with one more, which is on the disk by then."""
        append(self.path, np.array([(what, leaf, target)], _CHOICE))
        return Choices.read(self.path)

    def without(self, leaves: Ints) -> Choices:
        """Return the choices that name none of these leaves; the file names them no more."""
        kept = [each for each in self.held if not np.isin(each[1:], leaves).any()]
        if self.path.exists():
            replace(self.path, np.array(kept, _CHOICE))
        return Choices(self.path, tuple(kept))

    @property
    def cut(self) -> Ints:
        """The leaves that join nobody, whatever links there are."""
        return np.array([leaf for what, leaf, _ in self.held if what == What.CUT], np.int64)

    def over(self, roots: Roots) -> Roots:
        """Return the roots after what was joined by hand."""
        joins = [each[1:] for each in self.held if each[0] == What.JOINED]
        if not joins:
            return roots
        ends = roots.of(np.array(joins, np.int64))
        into: dict[int, int] = {}
        for loser, winner in ends.tolist():
            lost, won = _end(into, loser), _end(into, winner)
            if lost != won:
                into[lost] = won
        moved = np.array(sorted(into), np.int64)
        by_hand = Roots(moved, np.array([_end(into, leaf) for leaf in moved.tolist()], np.int64))
        leaves = np.union1d(roots.leaves, moved)
        return Roots(leaves, by_hand.of(roots.of(leaves)))


def _end(into: dict[int, int], leaf: int) -> int:
    while leaf in into:
        leaf = into[leaf]
    return leaf
