"""Chunks: what one batch of a file becomes, whole or not at all in the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Batch, Flags
from parcours.collect.importing.convert.context import Context, Converted
from parcours.collect.importing.convert.digest import Repeats, digests
from parcours.collect.importing.convert.events import PLACED, convert_events
from parcours.collect.importing.convert.finish import touchpoints, with_ids
from parcours.collect.importing.convert.orders import Orders
from parcours.collect.importing.convert.person import Identified, identify
from parcours.collect.importing.mapping import Plan
from parcours.collect.importing.rejects import Rejected, rejected
from parcours.collect.importing.report import Counts
from parcours.collect.importing.values.parsed import valid
from parcours.eventlog import EventLog
from parcours.shop import Shop


@dataclass(frozen=True, eq=False)
class Chunk:
    """What one batch became: rows for the log, links between identities, and rows that became none."""

    converted: Converted
    rows: pa.Table
    identified: Identified
    rejected: Rejected
    orders: Flags
    """Which rows place an order that no earlier row of the file did."""
    done: int


def converter(context: Context) -> Callable[[Batch], Converted]:
    """Return what turns batches of a plan into touchpoints."""
    if context.plan.rows == "orders":
        return Orders(context).convert
    return lambda batch: convert_events(batch, context)


class Chunks:
    """Makes chunks of the batches of a file, one after the other: what repeats in it counts on."""

    def __init__(self, context: Context, shop: Shop) -> None:
        self._context = context
        self._shop = shop
        self._rows, self._orders = Repeats(), Repeats()

    def of(self, batch: Batch, converted: Converted) -> Chunk:
        """Return the chunk of a batch and its touchpoints."""
        context = self._context
        trust = pa.repeat(pa.scalar(context.plan.format.trust), len(converted))
        identified = identify(converted, trust, self._shop.identities)
        ids = with_ids(converted, self._rows, context)
        rows = touchpoints(converted, ids, identified.leaves, context)
        wrong = rejected(batch, converted.refused, converted.reasons, column_names(context.plan))
        return Chunk(converted, rows, identified, wrong, self._first_of_orders(rows), batch.done)

    def _first_of_orders(self, rows: pa.Table) -> Flags:
        placed = np.array(pc.equal(rows["event"], PLACED).to_numpy(), np.bool_)
        numbered = np.flatnonzero(placed & valid(rows["order_id"].combine_chunks()))
        if len(numbered):
            told = rows.select(("shop_id", "order_id")).take(pa.array(numbered)).combine_chunks()
            names = {name: told[name].chunk(0) for name in told.column_names}
            placed[numbered] = self._orders.ordinals(digests(names, self._context.key)) == 0
        return placed


def count(chunk: Chunk, new: Flags) -> Counts:
    """Count rows: a row is accepted when any of its touchpoints is new."""
    units, weights = chunk.converted.units, chunk.converted.weights
    present, accepted = np.zeros(len(weights), np.bool_), np.zeros(len(weights), np.bool_)
    present[units] = True
    accepted[units[new]] = True
    taken, known = int(weights[accepted].sum()), int(weights[present].sum())
    return Counts(
        read=known + len(chunk.rejected),
        accepted=taken,
        rejected=len(chunk.rejected),
        duplicates=known - taken,
        touchpoints=int(new.sum()),
        orders=int((chunk.orders & new).sum()),
    )


def new_rows(chunk: Chunk, log: EventLog) -> Flags:
    """Return which rows the log will take."""
    return np.asarray(~log.seen(chunk.rows["source"], chunk.rows["message_id"]))


def column_names(plan: Plan) -> tuple[str, ...]:
    return tuple(choice.column for choice in plan.choices)
