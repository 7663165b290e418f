"""What touchpoints say of people: under which names they came, and what was done under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.shop.evidence import Names, Telling, believed, members
from parcours.shop.identities import Identities, Kind

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_NONE = pa.scalar(None, pa.string())
_LONGEST = 40
"""Letters of a country, language or channel: indexes hold these, and senders may write anything."""


@dataclass(frozen=True, eq=False)
class Named:
    """Which identifiers rows name, pair by pair, and what each identifier is by its leaf."""

    rows: Ints
    leaves: Ints
    texts: dict[int, tuple[Kind, str]]


@dataclass(frozen=True, eq=False)
class Reading:
    """Some rows of the log, in its order."""

    rows: pa.Table
    identities: Identities

    @cached_property
    def leaves(self) -> Ints:
        """Whose each row is."""
        return self.rows["profile_id"].to_numpy()

    @cached_property
    def times(self) -> Ints:
        """When each row happened, microseconds UTC."""
        return self.rows["timestamp"].cast(pa.int64()).to_numpy()

    @cached_property
    def names(self) -> Names:
        """The names in each row that may be believed."""
        properties = self.column("properties")
        says = pc.fill_null(pc.match_substring(properties, '"email"'), fill_value=False)
        coded = pc.if_else(says, properties, _NONE).dictionary_encode()
        found = pa.array([_email(text) for text in coded.dictionary.to_pylist()], pa.string())
        told = Names(self.column("user_id"), found.take(coded.indices), self.column("anonymous_id"))
        how = Telling(self.column("trust"), self.column("event"), self.column("landing"))
        return believed(told, how)

    @cached_property
    def named(self) -> Named:
        """Which identifiers each row names, its own leaf among them."""
        texts: dict[int, tuple[Kind, str]] = {}
        pairs = [self._pairs(kind, column, texts) for kind, column in self._identifiers()]
        rows, leaves = (np.concatenate(part) for part in zip(*pairs, strict=True))
        lost = np.flatnonzero(~np.isin(self.leaves, leaves))
        texts |= dict.fromkeys(self.leaves[lost].tolist(), ("anonymous", ""))
        return Named(np.concatenate([rows, lost]), np.concatenate([leaves, self.leaves[lost]]), texts)

    def column(self, name: str) -> pa.Array:
        """Return a column in one piece."""
        return self.rows[name].combine_chunks()

    def only(self, rows: Ints) -> Reading:
        """Return some of the rows."""
        return Reading(self.rows.take(pa.array(rows)), self.identities)

    def identified(self) -> pa.Table:
        """Return a row an identifier, by leaf: what it is, when it was named, and what was done under it."""
        named = self.named
        order = np.lexsort((self.times[named.rows], named.leaves))
        leaves, starts, counts = _runs(named.leaves[order])
        times = self.times[named.rows[order]]
        told = [named.texts[leaf] for leaf in leaves.tolist()]
        seen = {
            "leaf": leaves,
            "kind": pa.array([kind for kind, _ in told], pa.string()),
            "value": pa.array([value for _, value in told], pa.string()),
            "first_seen": times[starts],
            "last_seen": times[starts + counts - 1],
        }
        return pa.table(seen | self._touched(leaves))

    def _touched(self, leaves: Ints) -> dict[str, pa.Array]:
        """Return what the rows that are a leaf's own add up to."""
        order = np.lexsort((self.times, self.leaves))
        own, starts, counts = _runs(self.leaves[order])
        place, times = np.searchsorted(leaves, own), self.times[order]
        found: dict[str, pa.Array] = {
            "touchpoints": pc.fill_null(_spread(counts, place, len(leaves)), 0),
            "first_touch": _spread(times[starts], place, len(leaves)),
            "last_touch": _spread(times[starts + counts - 1], place, len(leaves)),
        }
        for name, first in (("channel", True), ("country", False), ("language", False)):
            found |= self._noted(name, leaves, order, first=first)
        return found

    def _noted(self, name: str, leaves: Ints, order: Ints, *, first: bool) -> dict[str, pa.Array]:
        """Return the first or the last value of a column, and when that was."""
        column = pc.utf8_slice_codeunits(self.column(name), 0, _LONGEST)
        rows = order[valid(column)[order]]
        own, starts, counts = _runs(self.leaves[rows])
        chosen = rows[starts if first else starts + counts - 1]
        place = np.searchsorted(leaves, own)
        taken = _spread(chosen, place, len(leaves))
        return {name: column.take(taken), f"{name}_at": _spread(self.times[chosen], place, len(leaves))}

    def _identifiers(self) -> Iterator[tuple[Kind, pa.Array]]:
        user, email, anonymous = self.names.user, self.names.email, self.names.anonymous
        yield "user", user
        yield "email", email
        yield "anonymous", anonymous
        # A visit, or an order, stands for somebody only where nothing else does.
        nobody = pc.is_null(pc.coalesce(user, email, anonymous))
        session, order = self.column("session_id"), self.column("order_id")
        yield "anonymous", _prefixed("session:", pc.if_else(nobody, session, _NONE))
        alone = pc.and_(nobody, pc.is_null(session))
        yield "anonymous", _prefixed("order:", pc.if_else(alone, order, _NONE))

    def _pairs(self, kind: Kind, column: pa.Array, texts: dict[int, tuple[Kind, str]]) -> tuple[Ints, Ints]:
        coded = pc.utf8_trim_whitespace(column.drop_null()).dictionary_encode()
        leaves = self.identities.leaves(kind, coded.dictionary)
        for leaf, text in zip(leaves.tolist(), coded.dictionary.to_pylist(), strict=True):
            texts[leaf] = (kind, text)
        return np.flatnonzero(valid(column)), leaves[coded.indices.to_numpy()]


def valid(column: pa.Array) -> Flags:
    """Return where a column has a value."""
    return np.asarray(column.is_valid().to_numpy(zero_copy_only=False))


def _runs(ordered: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the values of a sorted array, where each begins, and how often it is there."""
    return np.unique(ordered, return_index=True, return_counts=True)


def _spread(values: Ints, place: Ints, size: int) -> pa.Array:
    """Return values at their places, nulls elsewhere."""
    spread, missing = np.zeros(size, np.int64), np.ones(size, np.bool_)
    spread[place], missing[place] = values, False
    return pa.array(spread, mask=missing)


def _prefixed(prefix: str, column: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(prefix, column, "")


def _email(properties: str) -> str | None:
    address = members(properties).get("email")
    return address.strip().lower() or None if isinstance(address, str) else None
