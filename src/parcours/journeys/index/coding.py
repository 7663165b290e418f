"""From a column of values to codes and a dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import InputError
from parcours.journeys.sequences import Column

_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
_MICROSECONDS = pa.timestamp("us", tz="UTC")


def coded(name: str, values: pa.ChunkedArray, order: npt.NDArray[np.uint32]) -> Column:
    """Dictionary-code a column of the log and bring it into the order of the index."""
    words = pc.dictionary_encode(_plain(name, values)).unify_dictionaries()
    dictionary = words.chunk(0).dictionary if words.num_chunks else pa.array([], words.type.value_type)
    codes = np.empty(len(values), smallest(len(dictionary)))
    start = 0
    for chunk in words.chunks:
        codes[start : start + len(chunk)] = pc.add(pc.fill_null(chunk.indices, -1), 1)
        start += len(chunk)
    return Column(codes[order], numpy_values(dictionary))


def smallest(values: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest type that counts from 0 to ``values``."""
    return next(kind for kind in (np.uint8, np.uint16, np.uint32) if values <= np.iinfo(kind).max)


def numpy_values(dictionary: pa.Array) -> npt.NDArray[Any]:
    """Return the dictionary with the missing value in front: None, NaN, False or 0 by type."""
    kind = dictionary.type
    if pa.types.is_boolean(kind):
        return np.array([False, *dictionary.to_pylist()], np.bool_)
    if pa.types.is_floating(kind):
        return np.concatenate([[np.nan], dictionary.to_numpy()])
    if pa.types.is_integer(kind) or pa.types.is_timestamp(kind):
        return np.concatenate([np.zeros(1, np.int64), dictionary.cast(pa.int64()).to_numpy()])
    return np.concatenate([np.array([None], object), dictionary.to_numpy(zero_copy_only=False)])


def _plain(name: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the values as text, integers, floats, flags or microseconds."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _plain(name, values.cast(kind.value_type))
    if pa.types.is_floating(kind):
        exact = values.cast(pa.float64())
        return pc.if_else(pc.is_nan(exact), pa.scalar(None, pa.float64()), exact)
    if pa.types.is_temporal(kind):
        return values.cast(_MICROSECONDS)
    if pa.types.is_boolean(kind):
        return values
    if pa.types.is_integer(kind):
        return values.cast(pa.int64())
    if any(is_text(kind) for is_text in _TEXTS):
        return values.cast(pa.large_string())
    raise InputError(
        f"Column {name!r} holds {kind}, which has no single value a touchpoint.",
        advice="Read such a column for the touchpoints you need with rows().",
    )


def unknown_column(name: str, known: Iterable[str]) -> InputError:
    """Return the error for a column that is nowhere, with the names nearest to it."""
    near = get_close_matches(name, sorted(set(known)))
    hint = f"Perhaps {' or '.join(near)} is meant." if near else "Columns are those of the touchpoint schema."
    return InputError(f"There is no column {name!r}.", expected=hint)
