"""The journey map as one picture, for a wall, a slide or a report."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from parcours.charts.journey_map import cells
from parcours.charts.journey_map.blocks import Block, Line, draw_stack, stack_height
from parcours.charts.journey_map.model import Map, Pain, Stage
from parcours.charts.journey_map.speech import Speech
from parcours.charts.journey_map.tables import places_table
from parcours.charts.picture import Picture
from parcours.charts.svg import Canvas

WIDTH = 1440
_EDGE = 44
_NAMES = 124
_GUTTER = 22
_HEAD = 108
_NAME = 26
_LINE = 10
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
    headlines = [_causes(speech), _leaks(speech)]
    tops = list(accumulate((_band_height(blocks) for _, blocks in headlines), initial=float(_HEAD)))
    grid = [(name, [fill(speech, stage) for stage in drawn.stages]) for name, fill in _ROWS]
    heights = [max(stack_height(cell, _width()) for cell in row) + 2 * _PAD for _, row in grid]
    canvas = Canvas(WIDTH, tops[-1] + _RIVER + _STAGE + sum(heights) + _EDGE, language=language)
    _head(canvas, speech)
    for (name, blocks), y in zip(headlines, tops, strict=False):
        _band(canvas, name, blocks, y)
    _river(canvas, drawn, tops[-1])
    _stages(canvas, speech, tops[-1] + _RIVER)
    y = tops[-1] + _RIVER + _STAGE
    for (name, row), height in zip(grid, heights, strict=True):
        _row(canvas, speech.say(name), row, y)
        y += height
    return Picture(speech.say("title"), canvas.svg(speech.say("title")), places_table(speech), language)


def _width() -> float:
    return (WIDTH - 2 * _EDGE - _NAMES) / 5 - _GUTTER


def _x(stage: int) -> float:
    return _EDGE + _NAMES + stage * (_width() + _GUTTER)


def _head(canvas: Canvas, speech: Speech) -> None:
    canvas.text(_EDGE, 56, speech.say("title"), size=26, bold=True)
    canvas.text(_EDGE, 80, speech.scope(), size=13, fill="muted")


def _column() -> float:
    return (WIDTH - 2 * _EDGE - (_HEADLINES - 1) * _GUTTER) / _HEADLINES


def _band_height(blocks: list[Block]) -> float:
    """Return how high a row of headlines is; nothing where there are none."""
    if not blocks:
        return 0.0
    return _NAME + _LINE + max(block.height(_column()) for block in blocks) + 2 * _PAD


def _band(canvas: Canvas, name: str, blocks: list[Block], y: float) -> None:
    """Draw a row of headlines under its name."""
    if blocks:
        canvas.text(_EDGE, y + 14, name, size=14, bold=True)
    for at, block in enumerate(blocks):
        x = _EDGE + at * (_column() + _GUTTER)
        canvas.rect(x, y + _NAME, _column(), 3, "loss")
        block.draw(canvas, x, y + _NAME + _LINE, _column())


def _causes(speech: Speech) -> tuple[str, list[Block]]:
    worst = speech.map.causes[:_HEADLINES]
    return speech.say("causes"), [_cause(speech, pain) for pain in worst]


def _cause(speech: Speech, pain: Pain) -> Block:
    lines = [
        Line(speech.name(pain), 15, bold=True),
        Line(speech.cost(pain), 17, "loss", bold=True),
        Line(speech.cost_interval(pain), 12, "muted"),
        Line(speech.story(pain), 13, lines=3),
    ]
    beside = speech.beside(pain)
    return Block((*lines, *([Line(beside, 12, "muted")] if beside else [])))


def _leaks(speech: Speech) -> tuple[str, list[Block]]:
    name = speech.say("leaks")
    if not speech.map.leaks:
        return name, [Block((Line(speech.say("no_leaks"), 13, "muted"),))]
    return name, [
        Block(
            (
                Line(speech.risk(leak), 17, "loss", bold=True),
                Line(speech.interval(leak.at_risk), 12, "muted"),
                Line(speech.leak(leak), 13),
            )
        )
        for leak in speech.map.leaks[:_HEADLINES]
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
