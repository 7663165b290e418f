"""Timelines: what one person did and what befell them, the latest first, in words of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from parcours.eventlog import EventLog
from parcours.journeys import Journeys
from parcours.people import masking
from parcours.people.models import Identity
from parcours.people.people import Entry, Timeline
from parcours.people.reading import Ints
from parcours.people.stages import sequence_of
from parcours.state.actor import Actor
from parcours.touchpoints import HOUR, SCHEMA

_COLUMNS = (
    *("timestamp", "event", "origin", "channel", "device", "page_path", "page_title", "search_query"),
    *("items", "order_id", "checkout_step", "total", "revenue", "refund", "currency", "score", "text"),
)
_SCHEMA = pa.schema([SCHEMA.field(name) for name in _COLUMNS])
_NEAR = 12 * HOUR
"""Touchpoints less than half a day apart stand near each other in the log: they are read at once."""


def timeline(
    actor: Actor, profile: int, journeys: Journeys, log: EventLog, *, before: int | None, limit: int
) -> Timeline:
    """Return the touchpoints of a profile before a moment, or the last ones: see `selectors.timeline`."""
    times = _times(journeys, profile, before)
    if not len(times):
        return Timeline((), None)
    first = times[-limit] if len(times) > limit else times[0]
    shown = times[np.searchsorted(times, first) :]
    leaves = np.array(list(Identity.objects.filter(profile=profile).values_list("leaf", flat=True)), np.int64)
    rows = pa.concat_tables(_read(log, leaves, shown)).sort_by([("timestamp", "descending")])
    personal = actor.may("see_personal")
    entries = tuple(_entry(row, personal=personal) for row in rows.to_pylist())
    return Timeline(entries, int(first) if first > times[0] else None)


def _times(journeys: Journeys, profile: int, before: int | None) -> Ints:
    """Return when the touchpoints of a profile happened, ascending."""
    piece = sequence_of(journeys, profile)
    if piece is None:
        return np.empty(0, np.int64)
    times = piece.times[piece.offsets[0] : piece.offsets[-1]]
    return times if before is None else times[: np.searchsorted(times, before)]


def _read(log: EventLog, leaves: Ints, times: Ints) -> Iterator[pa.Table]:
    """Yield the rows of those moments: a short stretch of the log for each visit."""
    snapshot = log.snapshot()
    starts = np.flatnonzero(np.diff(times, prepend=times[0] - 2 * _NEAR) > _NEAR)
    for start, stop in zip(starts, np.append(starts[1:], len(times)), strict=True):
        span = {"since": int(times[start]), "until": int(times[stop - 1]) + 1}
        batches = log.read(_COLUMNS, profiles=leaves, snapshot=snapshot, **span)
        yield pa.Table.from_batches(list(batches), _SCHEMA)


def _entry(row: dict[str, Any], *, personal: bool) -> Entry:
    amount = next((row[name] for name in ("total", "revenue", "refund") if row[name] is not None), None)
    return Entry(
        at=row["timestamp"],
        event=row["event"],
        origin=row["origin"],
        channel=row["channel"] or "",
        device=row["device"] or "",
        page=(row["page_title"] or row["page_path"] or "") if personal else (row["page_title"] or ""),
        query=_shown(row["search_query"], personal=personal),
        products=tuple(line["product_id"] or line["sku"] or "" for line in row["items"] or ()),
        order_id=row["order_id"] or "",
        step=row["checkout_step"] or "",
        amount=amount,
        currency=row["currency"] or "",
        score=row["score"],
        text=_shown(row["text"], personal=personal),
    )


def _shown(value: str | None, *, personal: bool) -> str:
    return (value or "") if personal else masking.text(value or "")


def moment(microseconds: int) -> datetime:
    """Return a moment of the log."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
