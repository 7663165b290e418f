"""Touchpoints that Parcours itself emits: kept with the change that caused them, then put into the log.

They are numbered in the transaction that changes the state. The number is that of the batch in the
log, so that whatever is killed in between, each is in the log once.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from parcours.shop import Shop
from parcours.stream.models import Emitted, Position
from parcours.touchpoints.schema import INSTANT, SCHEMA

SOURCE = "parcours"
_NAMESPACE = uuid.UUID("3c9f1e7a-6a54-5f0e-9d43-5b7a8f0c2d11")
_MOST = 50


@dataclass(frozen=True, eq=False)
class Emission:
    """Touchpoints to emit.

    Parameters
    ----------
    rows
        Any columns of `touchpoints.SCHEMA`; ``event``, ``profile_id`` and ``timestamp`` are needed.
        Ids, source and time of receipt are given here.
    causes
        What caused each row: the id of a touchpoint, or of a timer. The same cause emits the same ids.
    """

    rows: pa.Table
    causes: Sequence[str]


def keep(reaction: str, emissions: Sequence[Emission], now: datetime) -> None:
    """Keep what a reaction emits, in the transaction that it reacts in."""
    tables = [_complete(reaction, each, now) for each in emissions if len(each.rows)]
    if tables:
        Emitted.objects.create(rows=_packed(pa.concat_tables(tables)))


def append(shop: Shop) -> int:
    """Put into the log what is kept; return how many touchpoints are new to it."""
    app = _app()
    Emitted.objects.filter(pk__lte=shop.log.last(app)).delete()
    accepted = 0
    while waiting := list(Emitted.objects.order_by("pk")[:_MOST]):
        rows = pa.concat_tables(_unpacked(bytes(each.rows)) for each in waiting)
        last = waiting[-1].pk
        accepted += shop.log.append(rows, app=app, version=last).accepted
        Emitted.objects.filter(pk__lte=last).delete()
    return accepted


def _app() -> str:
    return f"emitted:{Position.objects.get().name}"


def _complete(reaction: str, emission: Emission, now: datetime) -> pa.Table:
    size = len(emission.rows)
    given = {
        "type": pa.repeat("track", size),
        "origin": pa.repeat("system", size),
        "trust": pa.repeat("server", size),
        **{name: emission.rows[name] for name in emission.rows.column_names},
        "message_id": pa.array(_ids(reaction, emission.causes)),
        "source": pa.repeat(SOURCE, size),
        "received_at": pa.repeat(pa.scalar(now, INSTANT), size),
    }
    columns = [
        given[field.name].cast(field.type) if field.name in given else pa.nulls(size, field.type)
        for field in SCHEMA
    ]
    return pa.table(columns, schema=SCHEMA)


def _ids(reaction: str, causes: Sequence[str]) -> list[str]:
    counts: dict[str, int] = {}
    ids = []
    for cause in causes:
        n = counts[cause] = counts.get(cause, -1) + 1
        ids.append(uuid.uuid5(_NAMESPACE, f"{cause}\n{reaction}\n{n}").hex)
    return ids


def _packed(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue())


def _unpacked(rows: bytes) -> pa.Table:
    with pa.ipc.open_stream(rows) as reader:
        return reader.read_all()
