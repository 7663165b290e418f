"""Which links count, and where they lead: rules that give the same in whatever order links became known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from parcours.journeys.sets import distinct, within
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
_DEEPEST = 64
"""Links that are followed one after the other: nobody was renamed more often."""
_BROWSER, _ACCOUNT = 0, 2


@dataclass(frozen=True)
class Refused:
    """What people decided against: pairs that are not one person, and identifiers that are nobody's."""

    leaf: Ints
    target: Ints
    nobody: Ints

    def of(self, links: Links) -> Flags:
        """Return which links do not count."""
        nobody = distinct(self.nobody)
        away = within(links.leaf, nobody) | within(links.target, nobody)
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
        around = table.leading_to(distinct(links.target[kept]))
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


def without_circles(links: Links) -> Links:
    """Return links without those by which accounts that were renamed lead back to themselves.

    Given are those of some leaves, and of all whose links lead to these.
    """
    rows = np.flatnonzero(links.kind == _ACCOUNT)
    while len(rows):  # what begins or ends nowhere else is in no circle; hardly ever is anything left
        leaf, target = links.leaf[rows], links.target[rows]
        kept = np.isin(target, leaf) & np.isin(leaf, target)
        if kept.all():
            break
        rows = rows[kept]
    targets: defaultdict[int, set[int]] = defaultdict(set)
    for leaf, target in zip(links.leaf[rows].tolist(), links.target[rows].tolist(), strict=True):
        targets[leaf].add(target)
    circles = [
        row for row in rows.tolist() if int(links.leaf[row]) in _reached(int(links.target[row]), targets)
    ]
    return links.take(np.setdiff1d(np.arange(len(links)), circles)) if circles else links


def _reached(leaf: int, targets: Mapping[int, set[int]]) -> set[int]:
    found = edge = {leaf}
    while edge:
        edge = {to for each in edge for to in targets.get(each, ())} - found
        found = found | edge
    return found


def solve(leaves: Ints, links: Links, outer: Callable[[Ints], Ints]) -> Ints:
    """Return the root of each leaf: that of its targets where they have one in common, else itself.

    ``leaves`` ascend, ``links`` are theirs that count, without circles; ``outer`` gives the roots of other
    targets.
    """
    if not len(links):
        return leaves
    place = np.minimum(np.searchsorted(leaves, links.target), len(leaves) - 1)
    inside, ends = leaves[place] == links.target, outer(links.target)
    sources, starts = np.unique(links.leaf, return_index=True)
    at = np.searchsorted(leaves, sources)
    roots, before = leaves.copy(), np.empty(0, np.int64)
    for _ in range(_DEEPEST):
        if np.array_equal(roots, before):
            break
        before, ends = roots, np.where(inside, roots[place], ends)
        low, high = np.minimum.reduceat(ends, starts), np.maximum.reduceat(ends, starts)
        roots = leaves.copy()
        roots[at] = np.where(low == high, low, sources)
    return roots
