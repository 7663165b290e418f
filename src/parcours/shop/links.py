"""Links between identifiers, as touchpoints told them: each leads from a weaker one to a stronger one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from parcours.shop.records import Records

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

RECORD: Final = np.dtype(
    {
        "names": ["leaf", "target", "at", "kind", "trust"],
        "formats": ["<i8", "<i8", "<i8", "u1", "u1"],
        "itemsize": 32,
    }
)
_FEW = 8192
"""Fresh links beside the many sorted ones: few enough to sort them again with each batch."""


@dataclass(frozen=True, eq=False)
class Links:
    """Links in order of leaf and target, each pair once.

    ``at`` is when a touchpoint first told of it, in microseconds UTC; ``kind`` numbers the leaf's in
    `identities.KINDS`, ``trust`` the highest of those who told it in `touchpoints.TRUSTS`.
    """

    leaf: Ints
    target: Ints
    at: Ints
    kind: Bytes
    trust: Bytes

    def __len__(self) -> int:
        return len(self.leaf)

    @classmethod
    def of(cls, leaf: Ints, target: Ints, at: Ints, kind: Bytes, trust: Bytes) -> Links:
        """Return links in order; of those of one pair the earliest moment and the highest trust."""
        order = np.lexsort((target, leaf))
        leaf, target = leaf[order], target[order]
        first = np.ones(len(leaf), np.bool_)
        first[1:] = (leaf[1:] != leaf[:-1]) | (target[1:] != target[:-1])
        starts = np.flatnonzero(first)
        if not len(starts):
            return NOTHING
        earliest = np.minimum.reduceat(at[order], starts)
        highest = np.maximum.reduceat(trust[order], starts)
        return cls(leaf[starts], target[starts], earliest, kind[order][starts], highest)

    @classmethod
    def read(cls, records: Records) -> Links:
        """Return the links of records."""
        return cls.of(*(np.ascontiguousarray(records[field.name]) for field in fields(cls)))

    def records(self) -> Records:
        """Return the links as they lie in the file."""
        written = np.zeros(len(self), RECORD)
        for field in fields(self):
            written[field.name] = getattr(self, field.name)
        return written

    def take(self, rows: Ints | Flags) -> Links:
        """Return some of them; ``rows`` ascend."""
        return Links(*(getattr(self, field.name)[rows] for field in fields(self)))

    def __add__(self, other: Links) -> Links:
        if not len(other):
            return self
        columns = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Links.of(*(np.concatenate(pair) for pair in columns))

    def find(self, leaf: Ints, target: Ints) -> Ints:
        """Return where each pair stands, -1 where it does not."""
        low, stop = np.searchsorted(self.leaf, leaf, "left"), np.searchsorted(self.leaf, leaf, "right")
        high = stop
        while (open_ := low < high).any():
            middle = (low + high) // 2
            below = open_ & (self.target[np.minimum(middle, len(self) - 1)] < target)
            low, high = np.where(below, middle + 1, low), np.where(open_ & ~below, middle, high)
        there = low < stop
        there[there] = self.target[low[there]] == target[there]
        return np.where(there, low, -1)


_NO_IDS, _NO_MARKS = np.empty(0, np.int64), np.empty(0, np.uint8)
NOTHING: Final = Links(_NO_IDS, _NO_IDS, _NO_IDS, _NO_MARKS, _NO_MARKS)


class _Part:
    """Links in both orders."""

    def __init__(self, links: Links) -> None:
        self.links = links

    @cached_property
    def _by_target(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.links.target, kind="stable")
        return order, self.links.target[order]

    def leading_from(self, leaves: Ints) -> Links:
        return self.links.take(_ranges(self.links.leaf, leaves))

    def leading_to(self, targets: Ints) -> Links:
        order, sorted_targets = self._by_target
        return self.links.take(np.sort(order[_ranges(sorted_targets, targets)]))


class LinkTable:
    """All links of a shop. What a batch asks and adds costs as much as it concerns, not as there are."""

    def __init__(self, links: Links) -> None:
        self._many, self._few = _Part(links), _Part(NOTHING)

    def put(self, told: Links) -> Links:
        """Take links in; return those that are new, or told earlier or by somebody of more trust."""
        news = told.take(self._says_more(self._many.links, told) & self._says_more(self._few.links, told))
        if len(news):
            few = self._few.links + news
            if len(few) > max(_FEW, len(self._many.links) // 16):
                self._many, few = _Part(self._many.links + few), NOTHING
            self._few = _Part(few)
        return news

    def leading_from(self, leaves: Ints) -> Links:
        """Return the links of some leaves, which ascend."""
        return self._many.leading_from(leaves) + self._few.leading_from(leaves)

    def leading_to(self, targets: Ints) -> Links:
        """Return the links to some targets, which ascend."""
        return self._many.leading_to(targets) + self._few.leading_to(targets)

    def whole(self) -> Links:
        """Return all links."""
        return self._many.links + self._few.links

    @staticmethod
    def _says_more(known: Links, told: Links) -> Flags:
        at = known.find(told.leaf, told.target)
        there = np.flatnonzero(at >= 0)
        more = np.ones(len(told), np.bool_)
        held = known.take(at[there])
        more[there] = (told.at[there] < held.at) | (told.trust[there] > held.trust)
        return more


def _ranges(column: Ints, keys: Ints) -> Ints:
    """Return the rows of an ascending column that hold one of the keys."""
    starts, stops = np.searchsorted(column, keys, "left"), np.searchsorted(column, keys, "right")
    lengths = stops - starts
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
