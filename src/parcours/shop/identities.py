"""Who is who: leaf ids from identifiers, and the links that join visitors to persons.

The log keeps the leaf that a touchpoint was given for ever. Joining is a map from leaf to root beside
it, so a link changes no row and can be taken back. What people decide (`choices`) stands over the links
that touchpoints told.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.eventlog.siphash import derive, hash64
from parcours.journeys.index.roots import NO_MERGES, Pairs, Roots
from parcours.journeys.sets import distinct, union, within
from parcours.shop.choices import Choices, What, led
from parcours.shop.links import NOTHING, RECORD, Flags, Ints, Links, LinkTable
from parcours.shop.person import Kind
from parcours.shop.records import append, read, replace, stamp
from parcours.shop.resolving import counting, solve, without_circles
from parcours.touchpoints import TRUSTS

__all__ = ["KINDS", "Identities", "Ints", "Kind"]

KINDS: tuple[Kind, ...] = ("anonymous", "email", "user")
"""From the weakest to the strongest: a link leads from a weaker identifier to a stronger one."""

FILE, CHOICES = "links.2", "choices"
_VISITOR, _BROWSER = KINDS.index("anonymous"), TRUSTS.index("browser")
_UNREAD: Final = (-1, 0, 0)


class Identities:
    """The identifiers of one shop's profiles.

    Links lie in one file of records, appended and synced before the touchpoints that told them are: a crash
    loses no link of a touchpoint that is in the log. A torn last record is cut off.
    """

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.path = folder / FILE
        self._key = derive(secret, "identity")
        self._choices = Choices(folder / CHOICES)
        self._stamps = _UNREAD, _UNREAD
        self._table, self._told = LinkTable(NOTHING), NO_MERGES
        self._known: Roots | None = None
        self.refresh()

    def leaf(self, kind: Kind, value: str) -> int:
        """Return the profile id of one identifier."""
        return int(self.leaves(kind, [value])[0])

    def leaves(self, kind: Kind, values: Iterable[str] | pa.Array) -> Ints:
        """Return the profile ids of identifiers: a keyed hash of kind and value, never stored in clear."""
        texts = values if isinstance(values, pa.Array) else pa.array(values, pa.string())
        return hash64(_normalised(kind, texts), self._key)

    def link(self, links: Links) -> int:
        """Join weaker identifiers to stronger ones; return how many links say something new.

        What a browser says joins no two persons that are known: its key is public.
        """
        told = (links.leaf != links.target) & ((links.kind == _VISITOR) | (links.trust > _BROWSER))
        self.refresh()
        return len(self._put(links.take(told), written=False))

    def join(self, loser: int, winner: int) -> None:
        """Take two profiles for one person, by hand; the winner's id stays."""
        self._choose(What.JOINED, loser, winner)

    def part(self, loser: int, winner: int) -> None:
        """Take back that two profiles are one person."""
        self._choose(What.PARTED, loser, winner)

    def deny(self, leaf: int, *targets: int) -> None:
        """Let an identifier never join others, whatever touchpoints tell of both."""
        self._choose(What.DENIED, leaf, *targets)

    def allow(self, leaf: int, *targets: int) -> None:
        """Take back that an identifier never joins others."""
        self._choose(What.ALLOWED, leaf, *targets)

    def block(self, leaf: int) -> None:
        """Let an identifier name nobody: it joins none, and none joins it."""
        self._choose(What.NOBODY, leaf, leaf)

    def unblock(self, leaf: int) -> None:
        """Let an identifier name somebody again."""
        self._choose(What.SOMEBODY, leaf, leaf)

    def denied(self, leaf: int) -> list[int]:
        """Return whom an identifier never joins."""
        refused = self._choices.refused
        return refused.target[refused.leaf == leaf].tolist()

    def names_nobody(self, leaf: int) -> bool:
        """Return whether somebody decided that an identifier names nobody."""
        return leaf in self._choices.refused.nobody

    def roots(self) -> Roots:
        """Resolve the links: a leaf whose targets have one root in common gets that."""
        if self._known is None:
            self._known = self._told.with_hand(self._by_hand())
        return self._known

    def ambiguous(self) -> Ints:
        """Return the leaves linked to several persons, such as a tablet that a family shares.

        They stay profiles of their own.
        """
        links = self._table.whole()
        links = links.take(counting(links, self._table, self._choices.refused))
        sources, counts = np.unique(links.leaf, return_counts=True)
        several = sources[counts > 1]
        return several[self.roots().of(several) == several]

    def links_of(self, leaves: Ints) -> tuple[Links, Flags]:
        """Return the links of some ascending leaves, and which of them count."""
        links = self._table.leading_from(leaves)
        return links, counting(links, self._table, self._choices.refused)

    def near(self, leaves: Ints) -> Ints:
        """Return these leaves and all whose root a link of theirs may have changed."""
        return self._above(union(leaves, self._linked_to(distinct(leaves))))

    def person(self, leaves: Ints) -> Ints:
        """Return every leaf of the profiles that these leaves belong to."""
        roots = self.roots()
        wanted = distinct(roots.of(leaves))
        joined = distinct(self._told.of(self._choices.joins.ravel()))
        near = self._above(union(wanted, joined[within(roots.of(joined), wanted)]))
        return union(near[within(roots.of(near), wanted)], wanted)

    def forget(self, leaves: Ints) -> int:
        """Remove erased leaves from the links; return how many links are gone.

        A shared visitor keeps a mark (a link to itself), so that what an erased person did on it is
        never taken for another person's.
        """
        links = self._table.whole()
        away = distinct(leaves)
        gone = within(links.leaf, away) | within(links.target, away)
        marks = links.take(gone & ~within(links.leaf, away))
        if gone.any():
            kept = links.take(~gone) + Links(marks.leaf, marks.leaf, marks.at, marks.kind, marks.trust)
            replace(self.path, kept.records())
        self._choices.without(leaves)
        self._stamps = _UNREAD, _UNREAD
        self.refresh()
        return int(gone.sum())

    def refresh(self) -> None:
        """Read what another process has added."""
        links, choices = self._stamps
        now = stamp(self.path)
        if now != links:
            self._read(now)
        if (chosen := stamp(self._choices.path)) != choices:
            self._take(Choices.read(self._choices.path))
            self._stamps = self._stamps[0], chosen

    def _read(self, now: tuple[int, int, int]) -> None:
        """Read the file: what was added to it, or all where it is another one."""
        inode, size, _ = self._stamps[0]
        known = size // RECORD.itemsize if now[0] == inode and now[1] >= size else 0
        links = Links.read(read(self.path, RECORD, known))
        self._stamps = now, self._stamps[1]
        if known:
            self._put(links, written=True)
            return
        self._table, self._told = LinkTable(links), NO_MERGES
        self._settle(distinct(links.leaf))

    def _put(self, links: Links, *, written: bool) -> Links:
        """Take links in, and settle anew whom they concern."""
        news = self._table.put(links)
        if len(news):
            if not written:
                self._append(news)
            self._settle(self._above(union(news.leaf, self._linked_to(distinct(news.target)))))
        return news

    def _append(self, links: Links) -> None:
        """Add to the file; where nobody else did, it need not be read again."""
        before, choices = self._stamps
        records = links.records()
        append(self.path, records)
        after = stamp(self.path)
        if before[0] in (0, after[0]) and after[1] == before[1] + records.nbytes:
            self._stamps = after, choices

    def _choose(self, what: What, leaf: int, *targets: int) -> None:
        self.refresh()
        self._take(self._choices.made(what, leaf, *targets))
        self._stamps = self._stamps[0], stamp(self._choices.path)

    def _take(self, choices: Choices) -> None:
        touched = self._choices.touched(choices)
        self._choices, self._known = choices, None
        if len(touched):
            self._settle(self.near(touched))

    def _above(self, leaves: Ints) -> Ints:
        """Return these leaves and all whose links lead to them."""
        found = edge = distinct(leaves)
        while len(edge):
            near = self._linked_to(edge)
            edge = near[~within(near, found)]
            found = union(found, edge)
        return found

    def _linked_to(self, targets: Ints) -> Ints:
        """Return the leaves that a link joins to one of these, which ascend."""
        return distinct(self._table.leading_to(targets).leaf)

    def _counting(self, leaves: Ints) -> Links:
        """Return the links that count of ascending leaves, among which are all that lead to them."""
        links, count = self.links_of(leaves)
        return without_circles(links.take(count))

    def _settle(self, leaves: Ints) -> None:
        """Find the roots of ascending leaves anew; those of all that lead to them are among them."""
        roots = solve(leaves, self._counting(leaves), self._told.of)
        self._told, self._known = self._told.with_fresh(leaves, roots), None

    def _by_hand(self) -> Pairs:
        """Return where profiles lead that people joined, and whom two of them had shared."""
        into = led(self._told.of(self._choices.joins))
        moved = np.array(sorted(into), np.int64)
        hand = Pairs(moved, np.array([into[leaf] for leaf in moved.tolist()], np.int64))
        if not into:
            return hand
        joined = union(hand.keys, hand.values)
        near = self._above(joined)
        shared = near[(self._told.of(near) == near) & ~within(near, joined)]
        links = self._counting(near)
        links = links.take(within(links.leaf, shared))
        ends = Links(links.leaf, self._told.of(links.target), links.at, links.kind, links.trust)
        roots = solve(shared, ends, lambda leaves: hand.over(leaves, leaves))
        return hand.with_(shared[roots != shared], roots[roots != shared])


def _normalised(kind: Kind, values: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(values)
    plain = pc.utf8_lower(trimmed) if kind == "email" else trimmed
    return pc.binary_join_element_wise(kind, plain, ":")
