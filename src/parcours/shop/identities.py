"""Who is who: leaf ids from identifiers, and the links that join visitors to persons.

The log keeps the leaf that a touchpoint was given for ever. Joining is a map from leaf to root beside
it, so a link changes no row and can be taken back.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.eventlog.siphash import siphash_strings

Ints = npt.NDArray[np.int64]
Links = npt.NDArray[np.void]
Kind = Literal["anonymous", "email", "user"]
KINDS: tuple[Kind, ...] = ("anonymous", "email", "user")
"""From the weakest to the strongest: a link leads from a weaker identifier to a stronger one."""

FILE = "links"
_LINK = np.dtype([("leaf", "<i8"), ("target", "<i8")])


@dataclass(frozen=True, eq=False)
class Roots:
    """The leaves that resolve to another one: ``roots[i]`` is the root of ``leaves[i]``, sorted by leaf."""

    leaves: Ints
    roots: Ints
    ambiguous: Ints
    """Leaves linked to several persons, such as a tablet that a family shares: they stay their own root."""

    def of(self, leaves: Ints) -> Ints:
        """Return the root of each leaf; a leaf without a link is its own."""
        if not len(self.leaves):
            return leaves
        at = np.minimum(np.searchsorted(self.leaves, leaves), len(self.leaves) - 1)
        return np.where(self.leaves[at] == leaves, self.roots[at], leaves)

    def leaves_of(self, roots: Ints) -> Ints:
        """Return every leaf that resolves to one of the roots, the roots included."""
        return np.union1d(self.leaves[np.isin(self.roots, roots)], roots)


class Identities:
    """The identifiers of one shop's profiles.

    Links lie in one file of 16-byte records, appended and synced before the touchpoints that told
    them are: a crash loses no link of a touchpoint that is in the log. A torn last record is cut off.
    """

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.path = folder / FILE
        self._secret = secret
        self._links = _read(self.path)

    def leaf(self, kind: Kind, value: str) -> int:
        """Return the profile id of one identifier."""
        return int(self.leaves(kind, [value])[0])

    def leaves(self, kind: Kind, values: Iterable[str] | pa.Array) -> Ints:
        """Return the profile ids of identifiers: a keyed hash of kind and value, never stored in clear."""
        texts = values if isinstance(values, pa.Array) else pa.array(values, pa.string())
        return siphash_strings(_normalised(kind, texts), self._secret).view(np.int64)

    def link(self, leaves: Ints, targets: Ints) -> int:
        """Join weaker identifiers to stronger ones, pair by pair; return how many links are new."""
        pairs = np.empty(len(leaves), _LINK)
        pairs["leaf"], pairs["target"] = leaves, targets
        pairs = np.unique(pairs[pairs["leaf"] != pairs["target"]])
        at = np.searchsorted(self._links, pairs)
        new = ~self._holds(pairs, at)
        if new.any():
            _append(self.path, pairs[new])
            self._links = np.insert(self._links, at[new], pairs[new])
        return int(new.sum())

    def roots(self) -> Roots:
        """Resolve the links: a leaf with exactly one target gets that target's root."""
        leaves, targets = self._links["leaf"], self._links["target"]
        resolved = Roots(*[np.empty(0, np.int64)] * 3)
        for _ in KINDS[1:]:
            resolved = _resolve(leaves, resolved.of(targets))
        return resolved

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
            _replace(self.path, self._links)
        return int(gone.sum())

    def refresh(self) -> None:
        """Read links that another process has added."""
        self._links = _read(self.path)

    def _holds(self, pairs: Links, at: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        if not len(self._links):
            return np.zeros(len(pairs), np.bool_)
        return np.asarray(self._links[np.minimum(at, len(self._links) - 1)] == pairs)


def _normalised(kind: Kind, values: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    trimmed = pc.utf8_trim_whitespace(values)
    plain = pc.utf8_lower(trimmed) if kind == "email" else trimmed
    return pc.binary_join_element_wise(kind, plain, ":")


def _resolve(leaves: Ints, targets: Ints) -> Roots:
    pairs = (
        np.unique(np.stack([leaves, targets], axis=1), axis=0) if len(leaves) else np.empty((0, 2), np.int64)
    )
    unique, first, counts = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    single = counts == 1
    return Roots(unique[single], pairs[first[single], 1], unique[~single])


def _read(path: Path) -> Links:
    if not path.exists():
        return np.empty(0, _LINK)
    whole = path.stat().st_size // _LINK.itemsize
    return np.unique(np.fromfile(path, _LINK, count=whole))


def _append(path: Path, links: Links) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("ab") as file:
        file.truncate(file.tell() // _LINK.itemsize * _LINK.itemsize)
        file.seek(0, os.SEEK_END)
        file.write(links.tobytes())
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, links: Links) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(links.tobytes())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
