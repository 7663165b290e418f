"""Nested records as flat columns such as `context.page.url`, also lists of keys and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Flags

Record = Mapping[str, Any]


def flatten(record: Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the flat columns of a record; a list of objects stays a list."""
    for key, value in record.items():
        name = prefix + key
        if isinstance(value, Mapping):
            yield from flatten(value, f"{name}.")
        elif _is_pairs(value):
            yield from flatten({pair["key"]: _only(pair.get("value")) for pair in value}, f"{name}.")
        elif isinstance(value, bool):
            yield name, "true" if value else "false"
        elif isinstance(value, list):
            yield name, [dict(flatten(item)) for item in value if isinstance(item, Mapping)]
        elif value is not None:
            yield name, value


def explode(record: Record, path: str) -> Iterator[Record]:
    """Yield one record for each element of the list at ``path``, which shares the rest."""
    shared = {key: value for key, value in record.items() if key != path}
    for element in record.get(path) or ():
        yield {**shared, path: element}


def columns_of(records: list[dict[str, Any]]) -> dict[str, pa.Array]:
    """Return flat records as columns of text; lists of objects as lists of structs of text."""
    names = dict.fromkeys(name for record in records for name in record)
    return {name: _column([record.get(name) for record in records]) for name in names}


def _column(values: list[Any]) -> pa.Array:
    if not any(isinstance(value, list) for value in values):
        return pa.array([None if value == "" else value for value in values], pa.string())
    lists = [value if isinstance(value, list) else None for value in values]
    keys = dict.fromkeys(key for items in lists if items for item in items for key in item)
    plain = [
        items and [{k: v for k, v in item.items() if isinstance(v, str)} for item in items] for items in lists
    ]
    return pa.array(plain, pa.list_(pa.struct([(key, pa.string()) for key in keys])))


def _is_pairs(value: Any) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) and "key" in v for v in value)
    )


def _only(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return next((inner for inner in value.values() if inner is not None), None)


def flatten_arrow(names: Iterable[str], arrays: Iterable[pa.Array]) -> dict[str, pa.Array]:
    """Return the flat columns of nested Arrow columns."""
    columns: dict[str, pa.Array] = {}
    for name, array in zip(names, arrays, strict=True):
        columns.update(_flat(name, array))
    return columns


def _flat(name: str, array: pa.Array) -> dict[str, pa.Array]:
    kind = array.type
    if pa.types.is_struct(kind):
        inner = [f"{name}.{field.name}" for field in kind]
        return flatten_arrow(inner, array.flatten())
    if _holds_pairs(kind):
        return _spread(name, array)
    if pa.types.is_large_list(kind):
        return {name: array.cast(pa.list_(kind.value_type))}
    if pa.types.is_dictionary(kind):
        return _flat(name, array.dictionary_decode())
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return {name: array.cast(pa.string())}
    return {name: array}


def _holds_pairs(kind: pa.DataType) -> bool:
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)) or not pa.types.is_struct(
        kind.value_type
    ):
        return False
    return {"key", "value"} <= {field.name for field in kind.value_type}


def _spread(name: str, array: pa.Array) -> dict[str, pa.Array]:
    parents, pairs = pc.list_parent_indices(array).to_numpy(), array.flatten()
    keys, values = (
        pc.struct_field(pairs, "key").dictionary_encode(),
        _text_of(pc.struct_field(pairs, "value")),
    )
    codes = keys.indices.fill_null(-1).to_numpy()
    return {
        f"{name}.{key}": _scatter(parents, codes == code, values, len(array))
        for code, key in enumerate(keys.dictionary.to_pylist())
    }


def _scatter(parents: np.ndarray, chosen: Flags, values: pa.Array, size: int) -> pa.Array:
    where = np.full(size, -1, np.int64)
    where[parents[chosen]] = np.flatnonzero(chosen)
    return values.take(pa.array(where, mask=where < 0))


def _text_of(value: pa.Array) -> pa.Array:
    if not pa.types.is_struct(value.type):
        return value.cast(pa.string())
    return pc.coalesce(*[inner.cast(pa.string()) for inner in value.flatten()])
