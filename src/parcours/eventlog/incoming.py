"""The edge of append: what is not a table of touchpoints is refused here, by the name of its column."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import InputError
from parcours.touchpoints.schema import INSTANT, SCHEMA

_EARLIEST = pa.scalar(datetime.min.replace(tzinfo=UTC), INSTANT)
_LATEST = pa.scalar(datetime.max.replace(tzinfo=UTC), INSTANT)


def checked(rows: pa.Table) -> pa.Table:
    """Return the columns in the order of the schema.

    Raises
    ------
    InputError
        A column is missing, unknown, of another type, or null where it must not be.
    """
    unknown = sorted(set(rows.column_names) - set(SCHEMA.names))
    if unknown:
        raise InputError(f"The log has no column {unknown[0]!r}.", advice="Put it into `properties`.")
    for field in SCHEMA:
        _check_column(rows, field)
    for field in SCHEMA:
        if field.type == INSTANT:
            _check_instants(rows, field.name)
    return rows.select(SCHEMA.names).cast(SCHEMA)


def _check_column(rows: pa.Table, field: pa.Field) -> None:
    if rows.column_names.count(field.name) != 1:
        raise InputError(
            f"The column {field.name!r} is missing or there twice.", expected=f"It is {field.type}."
        )
    column = rows[field.name]
    if column.type != field.type:
        raise InputError(f"The column {field.name!r} is {column.type}.", expected=f"It must be {field.type}.")
    if not field.nullable and column.null_count:
        raise InputError(
            f"The column {field.name!r} has {column.null_count} nulls.", expected="It must have none."
        )


def _check_instants(rows: pa.Table, name: str) -> None:
    bounds = pc.min_max(rows[name])
    low, high = bounds["min"], bounds["max"]
    if low.is_valid and (low.value < _EARLIEST.value or high.value > _LATEST.value):
        raise InputError(
            f"The column {name!r} has an instant that no calendar has.", expected="Years are 1 to 9999."
        )
