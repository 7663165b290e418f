"""The edge of append: what is not a table of touchpoints is refused here, by the name of its column."""

from __future__ import annotations

import pyarrow as pa

from parcours.errors import InputError
from parcours.touchpoints.schema import SCHEMA


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
