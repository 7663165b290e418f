"""The last step: what the catalogue, the shop and the import itself say of converted touchpoints."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.convert.context import Context, Converted
from parcours.collect.importing.convert.digest import Repeats, digests, message_ids
from parcours.collect.importing.convert.properties import addresses, together
from parcours.collect.importing.values.words import each
from parcours.touchpoints import INSTANT, SCHEMA, channels_of, event

_CHANNEL = ("utm_source", "utm_medium", "utm_campaign", "referrer", "landing", "click_id")


def with_ids(converted: Converted, repeats: Repeats, context: Context) -> pa.Array:
    """Return the message id of each touchpoint: its own, else one made of what it says."""
    given = converted.message_ids
    if not given.null_count:
        return given
    person = converted.person
    says = {
        **converted.columns,
        "user": person.user,
        "email": person.email,
        "anonymous": person.anonymous,
        "session": person.session,
    }
    rows = digests({name: column for name, column in says.items() if name != "revenue_shop"}, context.key)
    made = message_ids(rows, repeats.ordinals(rows))
    return pc.coalesce(given, made)


def touchpoints(converted: Converted, ids: pa.Array, leaves: np.ndarray, context: Context) -> pa.Table:
    """Return rows for the log."""
    size, columns = len(converted), dict(converted.columns)
    person = converted.person
    own = columns.get("properties", pa.nulls(size, pa.string()))
    columns |= {
        "properties": together([own, addresses(person.email), converted.kept], size),
        "message_id": ids,
        "profile_id": pa.array(leaves, pa.int64()),
        "user_id": person.user,
        "anonymous_id": person.anonymous,
        "session_id": person.session,
        "source": _same(f"import:{context.plan.format.name}", size),
        "trust": _same(context.plan.format.trust, size),
        "received_at": _same(context.now, size),
        "stage": _of_event(columns["event"], "stage"),
        "origin": pc.fill_null(_of_event(columns["event"], "origin"), "customer"),
    }
    columns.setdefault("type", _same("track", size))
    if "channel" not in columns and (telling := _telling(columns)):
        columns["channel"] = channels_of(pa.table(telling))
    return pa.table([_fitting(columns.get(field.name), field, size) for field in SCHEMA], schema=SCHEMA)


def _telling(columns: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
    told = {name: columns[name] for name in _CHANNEL if name in columns}
    return {name: column for name, column in told.items() if column.null_count < len(column)}


def _of_event(names: pa.Array, attribute: str) -> pa.Array:
    return each(names, lambda name: getattr(event(name), attribute, None)).cast(pa.string())


def _same(value: object, size: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), size)


def _fitting(column: pa.Array | None, field: pa.Field, size: int) -> pa.Array:
    if column is None:
        return pa.nulls(size, field.type)
    if column.type == field.type:
        return column
    return column.cast(INSTANT) if field.type == INSTANT else column.cast(field.type)
