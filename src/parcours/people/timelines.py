"""Timelines: what one person did and what befell them, the latest first, in words of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
_NEAR = 12 * HOUR
"""Touchpoints less than half a day apart stand near each other in the log: they are read at once."""


@dataclass(frozen=True)
class Piece:
    """Which touchpoints: so many before a moment, or the last ones; of some events, where any are named."""

    before: int | None = None
    limit: int = 50
    events: frozenset[str] | None = None


def timeline(actor: Actor, profile: int, journeys: Journeys, log: EventLog, piece: Piece) -> Timeline:
    """Return touchpoints of a profile: see `selectors.timeline`."""
    times, limit = _times(journeys, profile, piece), piece.limit
    if not len(times):
        return Timeline((), None)
    first = times[-limit] if len(times) > limit else times[0]
    shown = times[np.searchsorted(times, first) :]
    leaves = np.array(list(Identity.objects.filter(profile=profile).values_list("leaf", flat=True)), np.int64)
    rows = pa.concat_tables(read_near(log, leaves, shown, _COLUMNS)).sort_by([("timestamp", "descending")])
    if piece.events is not None:
        rows = rows.filter(pc.is_in(rows["event"], pa.array(piece.events, pa.string())))
    personal = actor.may("see_personal")
    entries = tuple(_entry(row, personal=personal) for row in rows.to_pylist())
    return Timeline(entries, int(first) if first > times[0] else None)


def _times(journeys: Journeys, profile: int, piece: Piece) -> Ints:
    """Return when the touchpoints wanted of a profile happened, ascending."""
    whole = sequence_of(journeys, profile)
    if whole is None:
        return np.empty(0, np.int64)
    places = slice(int(whole.offsets[0]), int(whole.offsets[-1]))
    times = whole.times[places]
    if piece.events is not None:
        wanted = np.array([name in piece.events for name in whole.names], np.bool_)
        times = times[wanted[whole.events[places]]]
    return times if piece.before is None else times[: np.searchsorted(times, piece.before)]


def read_near(log: EventLog, leaves: Ints, times: Ints, names: tuple[str, ...]) -> Iterator[pa.Table]:
    """Yield the rows of those moments, which ascend: a short stretch of the log for each visit."""
    snapshot, schema = log.snapshot(), pa.schema([SCHEMA.field(name) for name in names])
    starts = np.flatnonzero(np.diff(times, prepend=times[0] - 2 * _NEAR) > _NEAR)
    for start, stop in zip(starts, np.append(starts[1:], len(times)), strict=True):
        span = {"since": int(times[start]), "until": int(times[stop - 1]) + 1}
        batches = log.read(names, profiles=leaves, snapshot=snapshot, **span)
        yield pa.Table.from_batches(list(batches), schema)


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
