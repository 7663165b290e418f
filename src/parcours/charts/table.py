"""A table of plain columns: what every chart has beside it and every result can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "count", "share", "number", "money", "duration", "instant"]


@dataclass(frozen=True)
class Field:
    """One column of a table.

    ``kind`` says how values read: ``share`` is 0..1, ``duration`` is seconds, ``money`` is minor
    units of the table's currency, ``instant`` is microseconds since 1970 UTC. ``None`` is unknown.

    ``name`` is for programs. People read ``label``, or the name without underscores where there is none.
    A ``detail`` is left to data frames and JSON: tables for people do not show it.

    Examples
    --------
    >>> Field("median_in_stage", "duration", [60]).heading
    'median in stage'
    """

    name: str
    kind: Kind
    values: Sequence[Any]
    label: str = ""
    detail: bool = False

    @property
    def heading(self) -> str:
        """The words at the head of the column."""
        return self.label or self.name.replace("_", " ")


@dataclass(frozen=True)
class Table:
    """Columns of equal length under a title."""

    title: str
    fields: tuple[Field, ...]
    currency: str = ""

    def __post_init__(self) -> None:
        lengths = {len(field.values) for field in self.fields}
        if len(lengths) > 1:
            raise ValueError(f"table {self.title!r} has columns of lengths {sorted(lengths)}")

    def __len__(self) -> int:
        return len(self.fields[0].values) if self.fields else 0

    @property
    def shown(self) -> tuple[Field, ...]:
        """The columns that people see."""
        return tuple(field for field in self.fields if not field.detail)

    def rows(self) -> list[dict[str, Any]]:
        """Return one plain dictionary a row."""
        names = [field.name for field in self.fields]
        return [
            dict(zip(names, row, strict=True)) for row in zip(*(f.values for f in self.fields), strict=True)
        ]
