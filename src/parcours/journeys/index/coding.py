"""From a column of values to codes and a dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import InputError
from parcours.journeys.sequences import Codes, Column

_MICROSECONDS = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True, eq=False)
class Dictionary:
    """The values of a column by code; the first, null, is the missing one."""

    arrow: pa.Array

    @classmethod
    def of(cls, kind: pa.DataType) -> Dictionary:
        """Return a dictionary without values."""
        return cls(pa.nulls(1, kind))

    def __len__(self) -> int:
        return len(self.arrow)

    @cached_property
    def values(self) -> npt.NDArray[Any]:
        """The values for NumPy; the missing one is None, NaN, False or 0 by type."""
        kind, known = self.arrow.type, self.arrow[1:]
        if pa.types.is_boolean(kind):
            return self.arrow.fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003 - a value
        if pa.types.is_floating(kind):
            return np.concatenate([[np.nan], known.to_numpy()])
        if pa.types.is_integer(kind) or pa.types.is_timestamp(kind):
            return np.concatenate([np.zeros(1, np.int64), known.cast(pa.int64()).to_numpy()])
        return self.arrow.to_numpy(zero_copy_only=False)

    def extended(self, values: pa.ChunkedArray) -> tuple[Dictionary, Codes]:
        """Return the dictionary with what these values add to it, and the code of each value."""
        words = values.dictionary_encode()
        local = words.chunk(0).dictionary.cast(self.arrow.type) if words.num_chunks else self.arrow[:0]
        known = pc.index_in(local, value_set=self.arrow)
        new = local.filter(known.is_null())
        whole = Dictionary(pa.concat_arrays([self.arrow, new])) if len(new) else self
        codes = np.zeros(1 + len(local), smallest(len(whole)))
        codes[1:] = known.fill_null(0)
        codes[1:][known.is_null()] = np.arange(len(self), len(whole))
        # A null has no index: it takes the place before the first, whose code is that of the missing.
        chunks = [codes[chunk.indices.fill_null(-1).to_numpy() + 1] for chunk in words.chunks]
        return whole, np.concatenate([codes[:0], *chunks])


class CodedColumn(Column):
    """A column whose values become NumPy's only when somebody looks at them."""

    dictionary: Dictionary

    def __init__(self, codes: Codes, dictionary: Dictionary) -> None:
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "dictionary", dictionary)

    @property
    def values(self) -> npt.NDArray[Any]:
        """The value of each code."""
        return self.dictionary.values

    @property
    def is_missing(self) -> bool:
        """Whether no touchpoint has a value."""
        return len(self.dictionary) <= 1

    def of(self, codes: Codes) -> CodedColumn:
        """Return the column of other touchpoints, of the same values."""
        return CodedColumn(codes, self.dictionary)


def coded(name: str, values: pa.ChunkedArray) -> tuple[Dictionary, Codes]:
    """Dictionary-code a column."""
    plain = plain_values(name, values)
    return Dictionary.of(pa.large_string() if _is_text(plain.type) else plain.type).extended(plain)


def smallest(values: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest type that tells so many values apart."""
    return next(kind for kind in (np.uint8, np.uint16, np.uint32) if values <= np.iinfo(kind).max + 1)


def plain_values(name: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the values as text of any kind, 64-bit integers, floats, flags or microseconds."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        return plain_values(name, values.cast(kind.value_type))
    if pa.types.is_floating(kind):
        exact = values.cast(pa.float64())
        return pc.if_else(pc.is_nan(exact), pa.scalar(None, pa.float64()), exact)
    if pa.types.is_temporal(kind):
        return values.cast(_MICROSECONDS)
    if pa.types.is_boolean(kind):
        return values
    if pa.types.is_integer(kind):
        return values.cast(pa.int64())
    if _is_text(kind):
        return values
    if pa.types.is_string_view(kind) or pa.types.is_null(kind):
        return values.cast(pa.large_string())
    raise InputError(
        f"Column {name!r} holds {kind}, which has no single value a touchpoint.",
        advice="Read such a column for the touchpoints you need with rows().",
    )


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def unknown_column(name: str, known: Iterable[str]) -> InputError:
    """Return the error for a column that is nowhere, with the names nearest to it."""
    near = get_close_matches(name, sorted(set(known)))
    hint = f"Perhaps {' or '.join(near)} is meant." if near else "Columns are those of the touchpoint schema."
    return InputError(f"There is no column {name!r}.", expected=hint)
