"""A heat table: shares in a grid, darker where more; every number written in its cell."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.charts.formats import Formats
from parcours.charts.phrases import BOOK
from parcours.charts.picture import Picture
from parcours.charts.svg import Canvas
from parcours.charts.table import Field, Table

_NAMES = 170
_CELL = 74
_ROW = 30
_HEAD = 34
# A bar along the cell's foot shows the share: text keeps its contrast on every cell.
_FOOT = 5


def heat_picture(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    shares: Sequence[Sequence[float | None]],
    *,
    language: str = "en",
) -> Picture:
    """Draw a grid of shares, 0..1, ``shares[row][column]``; None stays empty."""
    formats = Formats(language)
    canvas = Canvas(
        _NAMES + max(len(columns), 1) * _CELL + 8, _HEAD + max(len(rows), 1) * _ROW + 8, language=language
    )
    if not rows:
        canvas.text(12, 24, BOOK.say("empty", language), fill="muted")
    for at, name in enumerate(columns):
        canvas.text(
            _NAMES + (at + 0.5) * _CELL, 22, name, size=12, fill="muted", anchor="middle", room=_CELL - 6
        )
    for at, name in enumerate(rows):
        y = _HEAD + at * _ROW
        canvas.text(_NAMES - 12, y + 19, name, size=12, anchor="end", room=_NAMES - 20)
        for column, share in enumerate(shares[at]):
            if share is not None:
                with canvas.mark(f"{name}, {columns[column]}: {formats.share(share)}"):
                    _cell(canvas, _NAMES + column * _CELL, y, share, formats)
    fields = [Field(name, "share", [row[at] for row in shares]) for at, name in enumerate(columns)]
    return Picture(
        title, canvas.svg(title), Table(title, (Field(title, "text", list(rows)), *fields)), language
    )


def _cell(canvas: Canvas, x: float, y: float, share: float, formats: Formats) -> None:
    canvas.rect(x + 1, y + 1, _CELL - 2, _ROW - 2, "panel")
    canvas.rect(x + 1, y + _ROW - 1 - _FOOT, (_CELL - 2) * share, _FOOT, "mark")
    canvas.text(x + _CELL / 2, y + 17, formats.share(share), size=12, anchor="middle")
