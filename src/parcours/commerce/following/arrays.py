"""Arrow and NumPy, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import QuerySet

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEVER = int(np.iinfo(np.int64).max)
_CHUNK = 10_000


def ints(column: pa.Array | pa.ChunkedArray, missing: int = 0) -> Ints:
    """Return a column as integers."""
    return np.asarray(pc.fill_null(column, missing).cast(pa.int64()).to_numpy(), np.int64)


def flags(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return a column of booleans; missing is False."""
    return np.asarray(pc.fill_null(column, fill_value=False).to_numpy(zero_copy_only=False), np.bool_)


def there(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return where a column has a value."""
    return np.asarray(column.is_valid().to_numpy(zero_copy_only=False), np.bool_)


def known(values: Ints, missing: int = NEVER) -> pa.Array:
    """Return integers, null where they are missing."""
    return pa.array(values, pa.int64(), mask=values == missing)


def starts_of(sorted_keys: Ints) -> Ints:
    """Return where each run of equal keys begins."""
    new = np.ones(len(sorted_keys), np.bool_)
    new[1:] = sorted_keys[1:] != sorted_keys[:-1]
    return np.flatnonzero(new)


def place_of(sorted_keys: Ints, wanted: Ints) -> Ints:
    """Return where each wanted key stands; -1 where it does not."""
    if not len(sorted_keys):
        return np.full(len(wanted), -1)
    place = np.minimum(np.searchsorted(sorted_keys, wanted), len(sorted_keys) - 1)
    return np.where(sorted_keys[place] == wanted, place, -1)


def chunks(keys: Ints) -> Iterator[list[int]]:
    """Yield keys in pieces that a statement takes."""
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK].tolist()


def rows_of(rows: QuerySet[Any], schema: pa.Schema, key: str, keys: Ints) -> pa.Table:
    """Return columns of the rows whose key is one of those."""
    parts = [
        rows.filter(**{f"{key}__in": chunk}).values_list(*schema.names).iterator() for chunk in chunks(keys)
    ]
    values = list(zip(*(row for part in parts for row in part), strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
    return pa.table(arrays, schema=schema)
