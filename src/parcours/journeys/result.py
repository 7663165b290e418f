"""What every result carries: its parameters, its definition, its table."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pyarrow as pa

from parcours.charts.table import Field, Kind, Table

if TYPE_CHECKING:
    from parcours.charts import Picture

Exactness = Literal["exact", "approximate", "estimated"]

_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "count": pa.int64(),
    "share": pa.float64(),
    "number": pa.float64(),
    "money": pa.int64(),
    "duration": pa.float64(),
    "instant": pa.timestamp("us", tz="UTC"),
}


@dataclass(frozen=True)
class Definition:
    """How a number is computed, in words that stand beside it.

    ``exactness``: *exact* counts what the log holds; *approximate* trades exactness for speed;
    *estimated* says something of what the log does not hold, with an interval.
    """

    what: str
    formula: str
    exactness: Exactness
    source: str = ""


@dataclass(frozen=True)
class Result(ABC):
    """The answer of an analysis. Each analysis adds its numbers, `table` and `chart`.

    Parameters
    ----------
    params
        The analysis itself, with every parameter.
    definition
        How the numbers are computed.
    """

    params: Any
    definition: Definition

    @abstractmethod
    def table(self) -> Table:
        """Return the numbers as one table."""

    @abstractmethod
    def chart(self) -> Picture:
        """Return the numbers as a picture."""

    def to_frame(self, backend: Literal["pyarrow", "pandas", "polars"] = "pyarrow") -> Any:
        """Return the table as a dataframe: an Arrow table, or one of pandas or Polars.

        Money stays in minor units, durations are seconds, instants are timestamps in UTC.
        """
        import narwhals as nw

        table = self.table()
        arrow = pa.table({field.name: _arrow(field) for field in table.fields})
        return arrow if backend == "pyarrow" else nw.from_arrow(arrow, backend=backend).to_native()

    def to_dict(self) -> dict[str, Any]:
        """Return parameters, definition and rows, ready for JSON."""
        table = self.table()
        told = {"title": table.title, "params": plain(self.params), "definition": plain(self.definition)}
        return {**told, "rows": plain(table.rows())}

    def _repr_html_(self) -> str:
        told = f"{self.definition.what} {self.definition.formula}"
        return f"{self.chart()._repr_html_()}<p><small>{html.escape(told)}</small></p>"

    def __rich__(self) -> Any:
        from parcours.charts import rich_table

        return rich_table(self.table())


def _arrow(field: Field) -> pa.Array:
    return pa.array([plain(value) for value in field.values], _ARROW[field.kind])


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: dataclasses become dictionaries, arrays lists, NaN None.

    Examples
    --------
    >>> plain({"n": np.int64(3), "shares": np.array([0.5, np.nan])})
    {'n': 3, 'shares': [0.5, None]}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
