"""Kinds of orders: found, or made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.commerce.deeds import NOT_SOLD, VOID
from parcours.commerce.following.arrays import Flags, Ints, flags, ints, place_of
from parcours.commerce.models import Kind
from parcours.state.upsert import Upsert

NAMES = (
    "status", "channel", "country", "payment_method", "carrier", "buyer", "nth", "punctual", "excluded",
)  # fmt: skip
_PUT = Upsert(Kind, NAMES, {})
_BETWEEN = "\x1f"


@dataclass(frozen=True, eq=False)
class Kinds:
    """All kinds that there are, by id."""

    ids: Ints
    rows: pa.Table

    @classmethod
    def read(cls) -> Kinds:
        """Read them."""
        found = list(Kind.objects.order_by("id").values_list("id", *NAMES))
        columns = list(zip(*found, strict=True)) or [()] * (len(NAMES) + 1)
        texts = [pa.array(column, pa.string()) for column in columns[1:]]
        return cls(np.array(columns[0], np.int64), pa.table(texts, names=list(NAMES)))

    def with_those_of(self, rows: pa.Table) -> Kinds:
        """Return the kinds with those of some rows among them; what is new is made."""
        strange = self._places(rows) < 0
        if not strange.any():
            return self
        fresh = rows.filter(pa.array(strange)).group_by(list(NAMES)).aggregate([]).select(NAMES)
        _PUT.put(fresh.append_column("counts", pa.array(counts(fresh))))
        return self.read()

    def of(self, rows: pa.Table) -> Ints:
        """Return the kinds of some rows."""
        return self.ids[self._places(rows)]

    def sold(self, kinds: Ints) -> Flags:
        """Return whether the goods of orders of some kinds left; none of kind 0 did."""
        status = pc.is_in(self.rows["status"], pa.array(sorted(NOT_SOLD)))
        sold = flags(pc.and_(pc.invert(status), pc.equal(self.rows["excluded"], "")))
        return np.append(sold, False)[place_of(self.ids, kinds)]

    def told(self, kinds: pa.ChunkedArray) -> dict[str, pa.Array]:
        """Return what orders of some kinds have in common, column by column."""
        rows = self.rows.take(pa.array(place_of(self.ids, ints(kinds))))
        return {name: rows[name].combine_chunks() for name in NAMES}

    def _places(self, rows: pa.Table) -> Ints:
        found = pc.index_in(_joined(rows), _joined(self.rows))
        return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), np.int64)


def counts(rows: pa.Table) -> Flags:
    """Return whether orders count: not void, and not excluded."""
    void = pc.is_in(rows["status"], pa.array(sorted(VOID)))
    return flags(pc.and_(pc.invert(void), pc.equal(rows["excluded"], "")))


def _joined(rows: pa.Table) -> pa.Array:
    columns = [rows[name].combine_chunks() for name in NAMES]
    return pc.binary_join_element_wise(*columns, _BETWEEN)
