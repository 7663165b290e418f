"""The journey map as one picture, for a wall, a slide or a report."""

from __future__ import annotations

from collections.abc import Callable

from parcours.charts.journey_map import cells
from parcours.charts.journey_map.blocks import Block, Line, draw_stack, stack_height
from parcours.charts.journey_map.model import Map, Stage
from parcours.charts.journey_map.speech import Speech
from parcours.charts.journey_map.tables import places_table
from parcours.charts.picture import Picture
from parcours.charts.svg import Canvas

WIDTH = 1440
_EDGE = 44
_NAMES = 124
_GUTTER = 22
_HEAD = 104
_RIVER = 96
_STAGE = 58
_PAD = 12
_HEADLINES = 3
_ROWS: tuple[tuple[str, Callable[[Speech, Stage], cells.Cell]], ...] = (
    ("steps", cells.steps),
    ("reach", cells.reach),
    ("onward", cells.onward),
    ("places", cells.places),
    ("pains", cells.pains),
    ("channels", cells.channels),
)


def map_picture(drawn: Map, language: str = "en") -> Picture:
    """Return the map as a picture, and its touchpoints as the table beside it."""
    speech = Speech(drawn, language)
    leaks = _leaks(speech)
    column = (WIDTH - 2 * _EDGE - 2 * _GUTTER) / _HEADLINES
    top = _HEAD + max((block.height(column) for block in leaks), default=0) + 2 * _PAD
    grid = [(name, [fill(speech, stage) for stage in drawn.stages]) for name, fill in _ROWS]
    heights = [max(stack_height(cell, _width()) for cell in row) + 2 * _PAD for _, row in grid]
    canvas = Canvas(WIDTH, top + _RIVER + _STAGE + sum(heights) + _EDGE, language=language)
    _head(canvas, speech, leaks, column)
    _river(canvas, drawn, top)
    _stages(canvas, speech, top + _RIVER)
    y = top + _RIVER + _STAGE
    for (name, row), height in zip(grid, heights, strict=True):
        _row(canvas, speech.say(name), row, y)
        y += height
    return Picture(speech.say("title"), canvas.svg(speech.say("title")), places_table(speech), language)


def _width() -> float:
    return (WIDTH - 2 * _EDGE - _NAMES) / 5 - _GUTTER


def _x(stage: int) -> float:
    return _EDGE + _NAMES + stage * (_width() + _GUTTER)


def _head(canvas: Canvas, speech: Speech, leaks: list[Block], column: float) -> None:
    canvas.text(_EDGE, 56, speech.say("title"), size=26, bold=True)
    canvas.text(_EDGE, 80, speech.scope(), size=13, fill="muted")
    for at, block in enumerate(leaks):
        x = _EDGE + at * (column + _GUTTER)
        canvas.rect(x, _HEAD - 8, column, 3, "loss")
        block.draw(canvas, x, _HEAD, column)


def _leaks(speech: Speech) -> list[Block]:
    if not speech.map.leaks:
        return [Block((Line(speech.say("no_leaks"), 13, "muted"),))]
    return [
        Block(
            (
                Line(speech.risk(pain), 17, "loss", bold=True),
                Line(speech.interval(pain), 12, "muted"),
                Line(speech.leak(pain), 13),
            )
        )
        for pain in speech.map.leaks[:_HEADLINES]
    ]


def _river(canvas: Canvas, drawn: Map, top: float) -> None:
    """Draw a bar a stage, as high as its profiles, and between two the part that goes on."""
    most = max((stage.profiles for stage in drawn.stages), default=0) or 1
    high = [(_RIVER - 16) * stage.profiles / most for stage in drawn.stages]
    foot, width = top + _RIVER, _width() * 0.62
    for at, stage in enumerate(drawn.stages):
        if at + 1 < len(high) and stage.onward.share is not None:
            after, before, flow = _x(at) + width, _x(at + 1), high[at] * stage.onward.share
            into = min(flow, high[at + 1])
            canvas.polygon(
                ((after, foot - flow), (before, foot - into), (before, foot), (after, foot)), "mark-soft"
            )
        canvas.rect(_x(at), foot - high[at], width, high[at], "mark")


def _stages(canvas: Canvas, speech: Speech, top: float) -> None:
    for at, stage in enumerate(speech.map.stages):
        canvas.rect(_x(at), top, _width(), 3, "mark" if stage.known else "line")
        canvas.text(_x(at), top + 26, speech.term(stage.name), size=16, bold=True, room=_width())
        canvas.text(_x(at), top + 45, speech.now(stage), size=12, fill="muted", room=_width())


def _row(canvas: Canvas, name: str, row: list[cells.Cell], y: float) -> None:
    canvas.rect(_EDGE, y, WIDTH - 2 * _EDGE, 1, "line")
    Line(name, 12, "muted", bold=True).draw(canvas, _EDGE, y + _PAD, _NAMES - 12)
    for at, cell in enumerate(row):
        draw_stack(canvas, cell, _x(at), y + _PAD, _width())
