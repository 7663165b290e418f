"""Tables as HTML and for terminals."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from parcours.charts.formats import Formats
from parcours.charts.table import Field, Table

if TYPE_CHECKING:
    import rich.table


def html_table(table: Table, language: str = "en") -> str:
    """Return a table as HTML: a caption, column heads, and row heads where the first field is text."""
    written = _written(table, language)
    heads = "".join(
        f'<th scope="col"{_number_class(field)}>{escape(field.heading)}</th>' for field in table.shown
    )
    rows = "".join(f"<tr>{_row(table, cells)}</tr>" for cells in zip(*written, strict=True))
    return (
        f'<table class="pc-table"><caption>{escape(table.title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def rich_table(table: Table, language: str = "en") -> rich.table.Table:
    """Return a table that Rich prints in a terminal; numbers stand right-aligned."""
    import rich.table
    from rich.text import Text

    shown = rich.table.Table(title=Text(table.title), title_justify="left")
    for field in table.shown:
        shown.add_column(Text(field.heading), justify="left" if field.kind == "text" else "right")
    for cells in zip(*_written(table, language), strict=True):
        shown.add_row(*map(Text, cells))
    return shown


def _written(table: Table, language: str) -> list[list[str]]:
    formats = Formats(language, currency=table.currency)
    return [[formats.value(field.kind, value) for value in field.values] for field in table.shown]


def _row(table: Table, cells: tuple[str, ...]) -> str:
    return "".join(
        _cell(field, cell, first=not at)
        for at, (field, cell) in enumerate(zip(table.shown, cells, strict=True))
    )


def _cell(field: Field, cell: str, *, first: bool) -> str:
    tag = 'th scope="row"' if first and field.kind == "text" else "td"
    return f"<{tag}{_number_class(field)}><bdi>{escape(cell)}</bdi></{tag[:2]}>"


def _number_class(field: Field) -> str:
    return "" if field.kind == "text" else ' class="pc-number"'
