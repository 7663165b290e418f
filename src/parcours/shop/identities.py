"""Who is who: leaf ids from identifiers, and the links that join visitors to persons.

The log keeps the leaf that a touchpoint was given for ever. Joining is a map from leaf to root beside
it, so a link changes no row and can be taken back. What people decide (`choices`) stands over the links
that touchpoints told.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.eventlog.siphash import derive, hash64
from parcours.journeys.index.roots import NO_MERGES, Roots
from parcours.shop.choices import Choices, What
from parcours.shop.person import Kind
from parcours.shop.records import append, read, replace, stamp

__all__ = ["KINDS", "Identities", "Ints", "Kind"]

Ints = npt.NDArray[np.int64]
Links = npt.NDArray[np.void]
KINDS: tuple[Kind, ...] = ("anonymous", "email", "user")
"""From the weakest to the strongest: a link leads from a weaker identifier to a stronger one."""

FILE, CHOICES = "links", "choices"
_LINK = np.dtype([("leaf", "<i8"), ("target", "<i8")])
_UNREAD = (-1, 0, 0)
NO_LINKS = np.empty(0, _LINK)


class Identities:
    """The identifiers of one shop's profiles.

    Links lie in one file of 16-byte records, appended and synced before the touchpoints that told
    them are: a crash loses no link of a touchpoint that is in the log. A torn last record is cut off.
    """

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.path = folder / FILE
        self._key = derive(secret, "identity")
        self._links, self._choices = NO_LINKS, Choices(folder / CHOICES)
        self._stamps = _UNREAD, _UNREAD
        self._known: tuple[Roots, Ints] | None = None
        self.refresh()

    def leaf(self, kind: Kind, value: str) -> int:
        """Return the profile id of one identifier."""
        return int(self.leaves(kind, [value])[0])

    def leaves(self, kind: Kind, values: Iterable[str] | pa.Array) -> Ints:
        """Return the profile ids of identifiers: a keyed hash of kind and value, never stored in clear."""
        texts = values if isinstance(values, pa.Array) else pa.array(values, pa.string())
        return hash64(_normalised(kind, texts), self._key)

    def link(self, leaves: Ints, targets: Ints) -> int:
        """Join weaker identifiers to stronger ones, pair by pair; return how many links are new."""
        pairs = _unique(leaves, targets)
        pairs = pairs[pairs["leaf"] != pairs["target"]]
        at = np.searchsorted(self._links, pairs)
        new = ~self._holds(pairs, at)
        if new.any():
            self._append(pairs[new])
            self._links, self._known = np.insert(self._links, at[new], pairs[new]), None
        return int(new.sum())

    def join(self, loser: int, winner: int) -> None:
        """Take two profiles for one person, by hand; the winner's id stays."""
        self._choose(What.JOINED, loser, winner)

    def part(self, loser: int, winner: int) -> None:
        """Take back that two profiles are one person."""
        self._choose(What.PARTED, loser, winner)

    def cut(self, leaf: int) -> None:
        """Let an identifier join nobody, whatever touchpoints tell."""
        self._choose(What.CUT, leaf, leaf)

    def mend(self, leaf: int) -> None:
        """Let an identifier join whom touchpoints tell again."""
        self._choose(What.MENDED, leaf, leaf)

    def roots(self) -> Roots:
        """Resolve the links: a leaf with exactly one target gets that target's root."""
        return self._resolved()[0]

    def ambiguous(self) -> Ints:
        """Return the leaves linked to several persons, such as a tablet that a family shares.

        They stay profiles of their own.
        """
        return self._resolved()[1]

    def linked_to(self, targets: Ints) -> Ints:
        """Return the leaves that a link joins to one of these."""
        return np.unique(self._links["leaf"][np.isin(self._links["target"], targets)])

    def person(self, leaves: Ints) -> Ints:
        """Return every leaf of the profiles that these leaves belong to."""
        roots = self.roots()
        wanted = roots.of(leaves)
        return np.union1d(roots.leaves[np.isin(roots.roots, wanted)], wanted)

    def forget(self, leaves: Ints) -> int:
        """Remove erased leaves from the links; return how many links are gone.

        A shared visitor keeps a mark (a link to itself), so that what an erased person did on it is
        never taken for another person's.
        """
        links = self._links
        gone = np.isin(links["leaf"], leaves) | np.isin(links["target"], leaves)
        marks = links[gone & ~np.isin(links["leaf"], leaves)]
        marks["target"] = marks["leaf"]
        if gone.any():
            self._links = np.union1d(links[~gone], marks)
            replace(self.path, self._links)
        self._choices, self._known = self._choices.without(leaves), None
        return int(gone.sum())

    def refresh(self) -> None:
        """Read what another process has added."""
        stamps = stamp(self.path), stamp(self._choices.path)
        if stamps != self._stamps:
            self._links, self._choices = np.unique(read(self.path, _LINK)), Choices.read(self._choices.path)
            self._stamps, self._known = stamps, None

    def _append(self, pairs: Links) -> None:
        """Add to the file; where nobody else did, it need not be read again."""
        before, choices = self._stamps
        append(self.path, pairs)
        after = stamp(self.path)
        if before[0] in (0, after[0]) and after[1] == before[1] + pairs.nbytes:
            self._stamps = after, choices

    def _choose(self, what: What, leaf: int, target: int) -> None:
        self._choices, self._known = self._choices.made(what, leaf, target), None

    def _resolved(self) -> tuple[Roots, Ints]:
        if self._known is None:
            self._known = self._resolve()
        return self._known

    def _resolve(self) -> tuple[Roots, Ints]:
        links = self._links[~np.isin(self._links["leaf"], self._choices.cut)]
        leaves, targets = links["leaf"], links["target"]
        roots, ambiguous = NO_MERGES, NO_MERGES.leaves
        for _ in KINDS[1:]:
            roots, ambiguous = _resolve(leaves, roots.of(targets))
        return self._choices.over(roots), ambiguous

    def _holds(self, pairs: Links, at: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        if not len(self._links):
            return np.zeros(len(pairs), np.bool_)
        return np.asarray(self._links[np.minimum(at, len(self._links) - 1)] == pairs)


def _normalised(kind: Kind, values: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(values)
    plain = pc.utf8_lower(trimmed) if kind == "email" else trimmed
    return pc.binary_join_element_wise(kind, plain, ":")


def _resolve(leaves: Ints, targets: Ints) -> tuple[Roots, Ints]:
    pairs = _unique(leaves, targets)
    sources, first, counts = np.unique(pairs["leaf"], return_index=True, return_counts=True)
    single = counts == 1
    return Roots(sources[single], pairs["target"][first[single]]), sources[~single]


def _unique(leaves: Ints, targets: Ints) -> Links:
    pairs = np.empty(len(leaves), _LINK)
    pairs["leaf"], pairs["target"] = leaves, targets
    return np.unique(pairs)
