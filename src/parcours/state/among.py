"""Rows of many keys at once: one statement, however many keys."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from django.db import connection
from django.db.models import Model

Ints = npt.NDArray[np.int64]
_TYPES = {
    "BigIntegerField": pa.int64(),
    "IntegerField": pa.int64(),
    "BooleanField": pa.bool_(),
    "CharField": pa.string(),
    "TextField": pa.string(),
}


def among(model: type[Model], names: tuple[str, ...], column: str, keys: Ints) -> pa.Table:
    """Return columns of the rows in which one column holds one of the keys: numbers, flags and texts."""
    table, listed = _quoted(model._meta.db_table), ", ".join(map(_quoted, names))
    wanted, value = _wanted(column, keys)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {listed} FROM {table} WHERE {wanted}", [value])  # noqa: S608 names of ours
        rows = cursor.fetchall()
    turned = zip(*rows, strict=True) if rows else ((),) * len(names)
    kinds = {field.column: field.get_internal_type() for field in model._meta.concrete_fields}
    return pa.table(
        {name: _array(values, _TYPES[kinds[name]]) for name, values in zip(names, turned, strict=True)}
    )


def delete_among(model: type[Model], column: str, keys: Ints) -> None:
    """Delete the rows in which a column holds one of the keys."""
    wanted, value = _wanted(column, keys)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {wanted}", [value])  # noqa: S608 names of ours


def _wanted(column: str, keys: Ints) -> tuple[str, Any]:
    listed = np.unique(keys).tolist()
    if connection.vendor == "sqlite":
        return f"{_quoted(column)} IN (SELECT value FROM json_each(%s))", json.dumps(listed)  # noqa: S608 names of ours
    return f"{_quoted(column)} = ANY(%s::bigint[])", listed


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    if pa.types.is_boolean(kind):  # which SQLite holds as numbers
        values = tuple(None if value is None else bool(value) for value in values)
    return pa.array(values, kind)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
