"""Bars: one row of a table each, with an interval where the table has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parcours.charts.formats import Formats
from parcours.charts.phrases import BOOK
from parcours.charts.picture import Picture
from parcours.charts.svg import Canvas
from parcours.charts.table import Field, Table

WIDTH = 720
_NAMES = 200
_VALUES = 130
_ROW = 32
_BAR = 18


@dataclass(frozen=True)
class _Bar:
    name: str
    value: float | None
    low: float | None
    high: float | None
    shown: str


def bars(table: Table, *, value: str, low: str = "", high: str = "", language: str = "en") -> Picture:
    """Draw one horizontal bar a row.

    Parameters
    ----------
    table
        Its first field names the bars; it stands beside the picture as it is.
    value
        The field to draw. Negative and unknown values have no bar, only their text.
    low, high
        The fields of an interval around the value.
    language
        Of numbers and direction.

    Examples
    --------
    >>> stages = Table("Stages", (Field("stage", "text", ["awareness"]), Field("profiles", "count", [12])))
    >>> bars(stages, value="profiles").title
    'Stages'
    """
    rows = _bars(table, _field(table, value), low, high, language)
    canvas = Canvas(WIDTH, max(len(rows), 1) * _ROW + 16, language=language)
    if not rows:
        canvas.text(12, 28, BOOK.say("empty", language), fill="muted")
    scale = _scale(rows)
    for at, bar in enumerate(rows):
        _draw(canvas, bar, 8 + at * _ROW, scale)
    return Picture(table.title, canvas.svg(table.title), table, language)


def _bars(table: Table, field: Field, low: str, high: str, language: str) -> list[_Bar]:
    formats = Formats(language, currency=table.currency)
    names = [formats.value("text", name) for name in table.fields[0].values]
    lows, highs = _values(table, low), _values(table, high)
    shown = [formats.value(field.kind, v) for v in field.values]
    return [_Bar(*bar) for bar in zip(names, field.values, lows, highs, shown, strict=True)]


def _draw(canvas: Canvas, bar: _Bar, y: float, scale: float) -> None:
    middle = y + _ROW / 2
    length = max(bar.value or 0, 0) * scale
    end = length if bar.high is None else max(length, bar.high * scale)
    with canvas.mark(f"{bar.name}: {bar.shown}"):
        canvas.text(_NAMES - 12, middle + 4, bar.name, anchor="end", room=_NAMES - 24)
        canvas.rect(_NAMES, middle - _BAR / 2, max(length, 1 if bar.value else 0), _BAR, "mark", radius=2)
        if bar.low is not None and bar.high is not None:
            _whisker(canvas, middle, _NAMES + max(bar.low, 0) * scale, _NAMES + bar.high * scale)
        canvas.text(_NAMES + end + 8, middle + 4, bar.shown, fill="muted")


def _whisker(canvas: Canvas, y: float, low: float, high: float) -> None:
    canvas.line([(low, y), (high, y)], "ink", width=1.5)
    for x in (low, high):
        canvas.line([(x, y - 4), (x, y + 4)], "ink", width=1.5)


def _scale(rows: Sequence[_Bar]) -> float:
    top = max((v for bar in rows for v in (bar.value, bar.high) if v is not None), default=0)
    return (WIDTH - _NAMES - _VALUES) / top if top > 0 else 0.0


def _values(table: Table, name: str) -> Sequence[float | None]:
    return _field(table, name).values if name else [None] * len(table)


def _field(table: Table, name: str) -> Field:
    return next(field for field in table.fields if field.name == name)
