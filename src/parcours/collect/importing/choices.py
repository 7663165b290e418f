"""A column of a file and the field that it fills."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

_MOST = 3


@dataclass(frozen=True)
class Choice:
    """One column, the field it fills (empty: none), why, and some of its values."""

    column: str
    field: str
    why: str
    examples: tuple[str, ...]


def examples(column: pa.Array) -> tuple[str, ...]:
    if is_nested(column):
        return ("a list",)
    return tuple(str(value)[:40] for value in column.drop_null().unique()[:_MOST].to_pylist())


def is_nested(column: pa.Array) -> bool:
    return bool(pa.types.is_nested(column.type))
