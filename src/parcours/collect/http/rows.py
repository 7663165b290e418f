"""What the inbox holds, as rows for the log: the converters of imports do the work."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from typing import Any, TypeVar

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.http.agents import ROBOT
from parcours.collect.http.calls import Kept
from parcours.collect.http.faults import why_not
from parcours.collect.http.items import COLUMNS, SENT, TIMES, record
from parcours.collect.http.mending import mended
from parcours.collect.importing.batch import Batch, Ints
from parcours.collect.importing.convert.context import Context
from parcours.collect.importing.convert.events import convert_events
from parcours.collect.importing.convert.finish import touchpoints
from parcours.collect.importing.convert.person import identify
from parcours.collect.importing.files.nested import columns_of
from parcours.collect.importing.formats import segment
from parcours.collect.importing.mapping import Plan, make_plan
from parcours.collect.importing.options import Options
from parcours.collect.importing.run import make_context
from parcours.collect.importing.values.instants import instants
from parcours.collect.importing.values.parsed import Parsed
from parcours.errors import ParcoursError
from parcours.eventlog.inbox import Received
from parcours.shop import Shop
from parcours.shop.links import NOTHING, Links
from parcours.touchpoints import INSTANT, SCHEMA
from parcours.touchpoints.time.clocks import corrected

_BROKEN = (
    ParcoursError,
    pa.ArrowException,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    RecursionError,
)
"""What a value that nobody thought of may raise on its way through the converters."""
T = TypeVar("T")


@dataclass(frozen=True)
class Poison:
    """An item, or a whole payload (``item`` -1), that cannot become a touchpoint."""

    number: int
    item: int
    source: str
    received_at: int
    reason: str
    body: bytes


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows for the log, links between identities to make before them, and what became none."""

    rows: pa.Table
    links: Links
    poison: tuple[Poison, ...]


@dataclass(frozen=True)
class _Item:
    received: Received
    place: int
    body: bytes
    shared: Mapping[str, Any]

    def poison(self, reason: str) -> Poison:
        payload = self.received.payload
        return Poison(
            self.received.number, self.place, payload.source, payload.received_at, reason, self.body
        )


_Read = tuple[_Item, dict[str, Any]]
_KEPT = msgspec.json.Decoder(Kept)
_TOLD = msgspec.json.Decoder(dict[str, Any])


def rows_of(received: Sequence[Received], inbox: str, shop: Shop) -> Rows:
    """Convert payloads; the same payloads of the inbox of that name give the same rows.

    One item that cannot be read never keeps back the others.
    """
    poison: list[Poison] = []
    read = [pair for each in received for pair in _read(each, inbox, poison)]
    parts = list(_converted(read, lambda some: _rows(some, shop, poison), poison))
    if not parts:
        return Rows(SCHEMA.empty_table(), NOTHING, tuple(poison))
    tables, links = zip(*parts, strict=True)
    return Rows(pa.concat_tables(tables), reduce(operator.add, links), tuple(poison))


def _read(received: Received, inbox: str, poison: list[Poison]) -> Iterator[_Read]:
    for item in _items(received, poison):
        if why := why_not(item.body, item.shared["type"] or ""):
            poison.append(item.poison(why.reason))
            continue
        try:
            known = record(_told(item.body), item.shared)
        except _BROKEN as error:
            poison.append(item.poison(f"not a call: {type(error).__name__}"))
            continue
        known.setdefault("messageId", f"{inbox}-{received.number}-{item.place}")
        yield item, known


def _told(body: bytes) -> dict[str, Any]:
    try:
        return _TOLD.decode(body)
    except msgspec.ValidationError:  # a number that is too large to be one
        return _TOLD.decode(mended(body))


def _items(received: Received, poison: list[Poison]) -> Iterator[_Item]:
    body = received.payload.body
    try:
        batch = _KEPT.decode(body)
    except _BROKEN as error:
        poison.append(_Item(received, -1, body, {}).poison(f"not a batch: {type(error).__name__}"))
        return
    shared = {"type": batch.type, "sentAt": batch.sentAt, "context": batch.context}
    for place, raw in enumerate(batch.batch):
        yield _Item(received, place, bytes(raw), shared)


def _converted(read: list[_Read], convert: Callable[[list[_Read]], T], poison: list[Poison]) -> Iterator[T]:
    """Convert all at once; where that fails, each half by itself, down to the one that fails alone."""
    if not read:
        return
    try:
        yield convert(read)
    except _BROKEN as error:
        if len(read) == 1:
            poison.append(read[0][0].poison(f"cannot be converted: {type(error).__name__}"))
            return
        middle = len(read) // 2
        for half in (read[:middle], read[middle:]):
            yield from _converted(half, convert, poison)


def _rows(read: list[_Read], shop: Shop, poison: list[Poison]) -> tuple[pa.Table, Links]:
    payloads = [item.received.payload for item, _ in read]
    received_at = np.array([payload.received_at for payload in payloads], np.int64)
    context = make_context(shop, _plan(), Options(), int(received_at.max()))
    batch = Batch(columns_of([known for _, known in read]), np.arange(len(read)), 0)
    clocks = _clocks(batch, received_at, context)
    columns = {name: column for name, column in batch.columns.items() if name not in (*TIMES, SENT)}
    converted = convert_events(replace(batch, columns={**columns, "timestamp": clocks["timestamp"]}), context)
    refused = converted.refused.tolist()
    for row, reason in zip(refused, converted.reasons, strict=True):
        poison.append(read[row][0].poison(reason))
    taken = np.delete(np.arange(len(read)), refused)
    trusts = pa.array([payload.trust for payload in payloads])
    sides = {"source": pa.array([payload.source for payload in payloads]), "trust": trusts, **clocks}
    sides = {name: column.take(pa.array(taken)) for name, column in sides.items()}
    identified = identify(converted, sides["trust"], shop.identities)
    rows = _with(touchpoints(converted, converted.message_ids, identified.leaves, context), sides)
    return _with(rows, {"origin": _origins(rows)}), identified.links


def _origins(rows: pa.Table) -> pa.Array:
    """Return who did it: what a robot says that reads pages is kept, and counts nowhere.

    What the shop's server tells is told of a customer, whatever program tells it.
    """
    robots = pc.and_(pc.equal(rows["device"], ROBOT), pc.equal(rows["trust"], "browser"))
    return pc.if_else(pc.fill_null(robots, fill_value=False), "system", rows["origin"])


def _clocks(batch: Batch, received_at: Ints, context: Context) -> dict[str, pa.Array]:
    """Return the four times of each item: a sender's clock tells how long ago, ours tells when."""
    original = _first([_moment(batch, name, context) for name in TIMES])
    sent = _moment(batch, SENT, context)
    both = original.known & sent.known
    waited = corrected(original.values, np.where(both, sent.values, original.values), received_at)
    alone = np.minimum(original.values, received_at)
    times = np.where(both, waited, np.where(original.known, alone, received_at))
    return {
        "timestamp": pa.array(times).cast(INSTANT),
        "original_timestamp": original.array().cast(INSTANT),
        "sent_at": sent.array().cast(INSTANT),
        "received_at": pa.array(received_at).cast(INSTANT),
    }


def _moment(batch: Batch, name: str, context: Context) -> Parsed:
    column = batch.columns.get(name)
    return Parsed.nothing(len(batch)) if column is None else instants(column, context.zone)


def _first(moments: list[Parsed]) -> Parsed:
    first, second = moments
    return Parsed.of(np.where(first.known, first.values, second.values), first.known | second.known)


def _with(rows: pa.Table, columns: Mapping[str, pa.Array]) -> pa.Table:
    for name, column in columns.items():
        place = rows.schema.get_field_index(name)
        rows = rows.set_column(place, SCHEMA.field(name), column.cast(SCHEMA.field(name).type))
    return rows


@cache
def _plan() -> Plan:
    nothing = Batch({}, np.empty(0, np.int64), 0)
    plan = make_plan(nothing, Options(format=segment.CALLS.name), strict_numbers=False)
    fields: dict[str, tuple[str, ...]] = {}
    for column, name in COLUMNS.items():
        fields[name] = (*fields.get(name, ()), column)
    return replace(
        plan, format=replace(plan.format, rest=""), columns={**fields, "timestamp": ("timestamp",)}
    )
