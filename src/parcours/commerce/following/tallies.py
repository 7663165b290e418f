"""Sums by day and month, kept in step with what they sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parcours.commerce.following.arrays import ints
from parcours.commerce.following.tables import with_columns
from parcours.commerce.house import months_of
from parcours.commerce.models import CouponTally, OrderTally, ProductTally, VariantTally
from parcours.commerce.models.products import DAY, EVER, MONTH, Tally
from parcours.state.upsert import Upsert


@dataclass(frozen=True)
class Book:
    """A table of sums: by what beside the day, and of what."""

    model: type[Tally]
    keys: tuple[str, ...]
    measures: tuple[str, ...]

    def change(self, after: pa.Table, before: pa.Table | None = None) -> None:
        """Take off what rows had added before, and add what they add now.

        Rows have a column ``day``, the keys and some of the measures.
        """
        parts = [after] if before is None else [after, self._negative(before)]
        summed = self._summed(pa.concat_tables(parts), "day", "start")
        if not len(summed):
            return
        days = ints(summed["start"])
        for grain, starts in ((DAY, days), (MONTH, months_of(days)), (EVER, np.zeros_like(days))):
            again = with_columns(summed, day=starts).drop_columns(["start"])
            rows = self._summed(again, "day", "start")
            self._put(rows.append_column("grain", pa.array(np.full(len(rows), grain, np.int64))))

    def _negative(self, rows: pa.Table) -> pa.Table:
        for name in self._found(rows):
            rows = rows.set_column(rows.column_names.index(name), name, pa.array(-ints(rows[name])))
        return rows

    def _summed(self, rows: pa.Table, by: str, name: str) -> pa.Table:
        found = self._found(rows)
        sums = rows.group_by([by, *self.keys], use_threads=False).aggregate([(each, "sum") for each in found])
        renamed = sums.rename_columns({by: name, **{f"{each}_sum": each for each in found}})
        some = np.logical_or.reduce([ints(renamed[each]) != 0 for each in found])
        return renamed.filter(pa.array(some))

    def _found(self, rows: pa.Table) -> list[str]:
        return [name for name in self.measures if name in rows.column_names]

    def _put(self, rows: pa.Table) -> None:
        changes = dict.fromkeys(self._found(rows), "add")
        Upsert(self.model, ("grain", "start", *self.keys), changes).put(rows)  # type: ignore[arg-type]


ORDERS = Book(
    OrderTally,
    ("kind_id",),
    ("orders", "unpriced", "gross", "earned", "refunded", "discount", "quantity"),
)
PRODUCTS = Book(
    ProductTally,
    ("product_id",),
    ("views", "carts", "removed", "orders", "returned_orders", "quantity", "returned", "earned", "cost"),
)
VARIANTS = Book(VariantTally, ("product_id", "variant", "sku"), ("orders", "quantity", "returned", "earned"))
COUPONS = Book(CouponTally, ("coupon",), ("orders", "earned", "discount"))
