"""Rows and columns; on a phone, a card a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from parcours.web.design.components.component import Component
from parcours.web.design.components.places import Pager
from parcours.web.design.components.states import Empty

Cell = str | Component


@dataclass(frozen=True)
class Column:
    """What one column holds.

    Parameters
    ----------
    label
        Its heading.
    kind
        Numbers stand in line at their end.
    sort
        Its name in the address where rows can be sorted by it; empty where they cannot.
    """

    label: str
    kind: Literal["text", "number"] = "text"
    sort: str = ""


@dataclass(frozen=True)
class Row:
    """One line: as many cells as there are columns, and where it leads (through its first cell)."""

    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True)
class Heading:
    """A column's heading under the order of now."""

    column: Column
    order: Literal["ascending", "descending", "none"]

    @property
    def then(self) -> str:
        """The order that a press on it asks for: descending first, as the most matters most."""
        return self.column.sort if self.order == "descending" else f"-{self.column.sort}"


@dataclass(frozen=True)
class Table:
    """A list of things.

    Parameters
    ----------
    caption
        What it lists.
    sort
        The order of now, as the address says it: ``spent`` or ``-spent``.
    empty
        What stands there without rows.
    pager
        The pages beside this one.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    empty: Empty
    sort: str = ""
    pager: Pager | None = None
    template: ClassVar[str] = "table"

    @property
    def headings(self) -> list[Heading]:
        """The columns with their order."""
        return [Heading(column, self._order(column)) for column in self.columns]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """The rows, each cell beside its column."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]

    def _order(self, column: Column) -> Literal["ascending", "descending", "none"]:
        if not column.sort or column.sort != self.sort.removeprefix("-"):
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"
