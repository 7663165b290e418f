"""The lines of orders and of what came back: which products, how many pieces, at what price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

LINED = ("Order Completed", "Return Requested", "Return Received", "Order Refunded")
"""The events whose lines an index keeps; all others tell of one product at most."""


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of some touchpoints that name a product, sorted by position; one array element a line.

    ``product`` are codes of ``names``; ``price`` is that of one piece. An unknown price or number is 1.
    """

    position: Ints
    product: npt.NDArray[np.int32]
    pieces: Numbers
    price: Numbers
    names: npt.NDArray[np.object_]

    @classmethod
    def read(cls, positions: Ints, items: pa.Array) -> Lines:
        """Return the lines of touchpoints at these positions, given in order, as the log holds them."""
        lines = pc.list_flatten(items)
        words = pc.dictionary_encode(pc.fill_null(pc.struct_field(lines, "product_id"), ""))
        named = words.dictionary.to_numpy(zero_copy_only=False)
        codes = words.indices.to_numpy().astype(np.int32)
        known = (named != "")[codes] if len(named) else np.zeros(0, np.bool_)
        parents = pc.list_parent_indices(items).to_numpy()
        pieces, price = _numbers(lines, "quantity"), _numbers(lines, "price")
        return cls(positions[parents], codes, pieces, price, named).where(known)

    def of(self, positions: Ints) -> tuple[Lines, Ints]:
        """Return the lines of some touchpoints, given in order, and which of them each is of."""
        place = np.searchsorted(positions, self.position)
        place[place == len(positions)] = 0
        mine = positions[place] == self.position if len(positions) else np.zeros(len(place), np.bool_)
        return self.where(mine), place[mine]

    def between(self, first: int, stop: int) -> Lines:
        """Return those from one position to before another; nothing is copied."""
        return self.where(slice(*np.searchsorted(self.position, (first, stop))))

    def moved(self, sources: npt.NDArray[np.integer]) -> Lines:
        """Return the lines where they stand in a selection of touchpoints, given the place each was at."""
        order = np.argsort(sources, kind="stable")
        found, place = self.of(sources[order].astype(np.int64))
        return found.at(order[place])

    def at(self, positions: Ints) -> Lines:
        """Return the same lines at other positions."""
        order = np.argsort(positions, kind="stable")
        there = self.where(order)
        return Lines(positions[order], there.product, there.pieces, there.price, self.names)

    def joined(self, other: Lines) -> Lines:
        """Return both, wherever each stands."""
        names, codes = np.unique(np.concatenate([self.names, other.names]), return_inverse=True)
        product = codes[np.concatenate([self.product, other.product + len(self.names)])].astype(np.int32)
        pieces = np.concatenate([self.pieces, other.pieces])
        price = np.concatenate([self.price, other.price])
        position = np.concatenate([self.position, other.position])
        return Lines(position, product, pieces, price, names).at(position)

    def where(self, kept: npt.NDArray[np.bool_] | Ints | slice) -> Lines:
        """Return some of the lines."""
        numbers = self.pieces[kept], self.price[kept]
        return Lines(self.position[kept], self.product[kept], *numbers, self.names)


def _numbers(lines: pa.StructArray, name: str) -> Numbers:
    if lines.type.get_field_index(name) < 0:
        return np.ones(len(lines))
    return pc.fill_null(pc.struct_field(lines, name).cast(pa.float64()), 1.0).to_numpy(zero_copy_only=False)
