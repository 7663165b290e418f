"""Which links count, and where they lead: rules that give the same in whatever order links became known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from parcours.shop.links import Flags, Ints, Links, LinkTable
from parcours.touchpoints import DAY


@dataclass(frozen=True)
class Limit:
    """How many identifiers of one kind a person may bring within some days."""

    most: int
    days: int


LIMITS: Final = (Limit(50, 7), Limit(5, 365), Limit(5, 365))
"""By the kind of the weaker identifier (`identities.KINDS`): browsers, addresses, accounts of before.

Who has more is no person but a number that stands for many: a till, a test, a value written into a page.
"""
MOST_TARGETS: Final = 100
"""An identifier that led to more persons than these is nobody's, and is looked at no further."""
_ROUNDS = 16
_BROWSER = 0


@dataclass(frozen=True)
class Refused:
    """What people decided against: pairs that are not one person, and identifiers that are nobody's."""

    leaf: Ints
    target: Ints
    nobody: Ints

    def of(self, links: Links) -> Flags:
        """Return which links do not count."""
        away = np.isin(links.leaf, self.nobody) | np.isin(links.target, self.nobody)
        if len(self.leaf):
            there = links.find(self.leaf, self.target)
            away[there[there >= 0]] = True
        return away


def counting(links: Links, table: LinkTable, refused: Refused) -> Flags:
    """Return which links count; given are all links of their leaves."""
    kept = ~refused.of(links)
    _, place, counts = np.unique(links.leaf, return_inverse=True, return_counts=True)
    kept &= counts[place] <= MOST_TARGETS
    if kept.any():
        around = table.leading_to(np.unique(links.target[kept]))
        crowded = crowds(around)
        there = np.flatnonzero(kept)
        kept[there] = ~crowded[around.find(links.leaf[there], links.target[there])]
    return kept


def crowds(links: Links) -> Flags:
    """Return the links of which one target got too many of a kind at once; given are all of each target.

    What browsers say is counted apart: whoever has the public key takes nothing away from what the shop said.
    """
    found = np.zeros(len(links), np.bool_)
    told = links.trust == _BROWSER
    order = np.lexsort((links.at, told, links.kind, links.target))
    target, at = links.target[order], links.at[order]
    sort = links.kind[order].astype(np.int64) * 2 + told[order]
    for kind, limit in enumerate(LIMITS):
        if len(links) <= limit.most:
            continue
        near = (target[limit.most :] == target[: -limit.most]) & (sort[limit.most :] == sort[: -limit.most])
        near &= (at[limit.most :] - at[: -limit.most] < limit.days * DAY) & (sort[limit.most :] // 2 == kind)
        # Each near pair stands for the whole run between its ends.
        begun = np.cumsum(np.pad(near, (0, limit.most)).astype(np.int64))
        ended = np.pad(begun, (limit.most + 1, 0))[: len(begun)]
        found[order] |= begun > ended
    return found


def solve(leaves: Ints, links: Links, outer: Callable[[Ints], Ints]) -> Ints:
    """Return the root of each leaf: that of its targets where they have one in common, else itself.

    ``leaves`` ascend, ``links`` are theirs that count; ``outer`` gives the roots of other targets. Leaves
    that lead to each other in circles stay themselves.
    """
    while True:
        now, later = _rounds(leaves, links, outer)
        unstable = now != later
        if not unstable.any():
            return now
        circles = np.intersect1d(leaves[unstable], now[unstable])
        links = links.take(~np.isin(links.leaf, circles))


def _rounds(leaves: Ints, links: Links, outer: Callable[[Ints], Ints]) -> tuple[Ints, Ints]:
    """Return the roots after the last round but one and after the last: they differ where circles are."""
    if not len(links):
        return leaves, leaves
    place = np.minimum(np.searchsorted(leaves, links.target), len(leaves) - 1)
    inside, ends = leaves[place] == links.target, outer(links.target)
    sources, starts = np.unique(links.leaf, return_index=True)
    at = np.searchsorted(leaves, sources)
    now, later = leaves, leaves
    for _ in range(_ROUNDS):
        ends = np.where(inside, now[place], ends)
        low, high = np.minimum.reduceat(ends, starts), np.maximum.reduceat(ends, starts)
        later = leaves.copy()
        later[at] = np.where(low == high, low, sources)
        if np.array_equal(now, later):
            break
        now, later = later, now
    return now, later
