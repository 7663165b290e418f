"""A directed graph in columns, such as the directly-follows graph of touchpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from parcours.charts.formats import Formats
from parcours.charts.layers import Edge, layered
from parcours.charts.phrases import BOOK
from parcours.charts.picture import Picture
from parcours.charts.svg import Canvas, Point
from parcours.charts.table import Field, Table

_EDGE = 16
_COLUMN = 196
_LINE = 78
_BOX = (132.0, 46.0)
_THICKEST = 9.0
_LABELS = 14
_HEAD = 7


@dataclass(frozen=True)
class _Scene:
    canvas: Canvas
    names: Sequence[str]
    places: dict[int, Point]
    formats: Formats
    heaviest: int


def graph_picture(
    title: str, names: Sequence[str], sizes: Sequence[int], edges: Sequence[Edge], *, language: str = "en"
) -> Picture:
    """Draw nodes and the steps between them, thicker where more.

    Parameters
    ----------
    title
        What the picture is called.
    names, sizes
        The nodes and their counts.
    edges
        The steps, by positions in ``names``; draw the heaviest thirty or so.
    language
        Of words, numbers and direction.

    Examples
    --------
    >>> picture = graph_picture("Steps", ["View", "Cart"], [20, 8], [Edge(0, 1, 7, 60.0)])
    >>> picture.table.rows()
    [{'From': 'View', 'To': 'Cart', 'Count': 7, 'Median time': 60.0}]
    """
    layers = layered(len(names), edges)
    tallest = max(map(len, layers), default=1)
    width = max(len(layers), 1) * _COLUMN - (_COLUMN - _BOX[0]) + 2 * _EDGE
    places = _places(layers, tallest)
    canvas = Canvas(max(width, 240), _depth(edges, places), language=language)
    heaviest = max((e.count for e in edges), default=1)
    scene = _Scene(canvas, names, places, Formats(language), heaviest)
    if not names:
        canvas.text(_EDGE, 32, BOOK.say("empty", language), fill="muted")
    between = sorted((e for e in edges if e.source != e.target), key=lambda e: e.count)
    for edge in between:
        _draw_edge(scene, edge)
    for edge in between[-_LABELS:]:
        _label(scene, edge)
    again = {e.source: e.count for e in edges if e.source == e.target}
    for node in range(len(names)):
        _draw_node(scene, node, sizes[node], again.get(node, 0))
    return Picture(title, canvas.svg(title), _table(title, names, edges, language), language)


def _places(layers: Sequence[Sequence[int]], tallest: int) -> dict[int, Point]:
    places: dict[int, Point] = {}
    for column, layer in enumerate(layers):
        top = (tallest - len(layer)) / 2
        for at, node in enumerate(layer):
            places[node] = (_EDGE + column * _COLUMN, _EDGE + (top + at) * _LINE)
    return places


def _depth(edges: Sequence[Edge], places: dict[int, Point]) -> float:
    boxes = [y + _BOX[1] for _, y in places.values()]
    curves = [_route(places[e.source], places[e.target]).points for e in edges if e.source != e.target]
    # A cubic curve comes three quarters of the way to its handles.
    lowest = [0.25 * points[0][1] + 0.75 * points[1][1] for points in curves]
    return max(boxes + lowest, default=2 * _EDGE) + _EDGE


@dataclass(frozen=True)
class _Route:
    points: list[Point]
    arrow: list[Point]
    colour: str


def _draw_edge(scene: _Scene, edge: Edge) -> None:
    route = _route(scene.places[edge.source], scene.places[edge.target])
    with scene.canvas.mark(_said(scene, edge)):
        scene.canvas.curve(route.points, route.colour, width=max(_THICKEST * edge.count / scene.heaviest, 1))
        scene.canvas.polygon(route.arrow, route.colour)


def _route(source: Point, target: Point) -> _Route:
    if target[0] > source[0]:
        return _onward(source, target)
    if target[0] == source[0]:
        return _beside(source, target)
    return _back(source, target)


def _onward(source: Point, target: Point) -> _Route:
    (width, height), middle = _BOX, _BOX[1] / 2
    (x1, y1), (x2, y2) = (source[0] + width, source[1] + middle), (target[0] - _HEAD, target[1] + middle)
    bend = (x2 - x1) / 2
    # Past a column and on one line, it goes over the boxes between.
    lift = height * 1.2 if target[0] - source[0] > _COLUMN and y1 == y2 else 0.0
    points = [(x1, y1), (x1 + bend, y1 - lift), (x2 - bend, y2 - lift), (x2, y2)]
    return _Route(points, [(x2, y2 - 5), (x2 + _HEAD, y2), (x2, y2 + 5)], "mark")


def _beside(source: Point, target: Point) -> _Route:
    # Down on the far side, up on the near one: two ways between the same nodes stay apart.
    width, height = _BOX
    down = target[1] > source[1]
    x, out = (source[0] + width, 1) if down else (source[0], -1)
    y1, y2 = source[1] + height / 2, target[1] + height / 2
    tip = x + out * _HEAD
    points = [(x, y1), (x + out * 36, y1), (x + out * 36, y2), (tip, y2)]
    return _Route(points, [(tip, y2 - 5), (x, y2), (tip, y2 + 5)], "muted")


def _back(source: Point, target: Point) -> _Route:
    width, height = _BOX
    x1, y1 = source[0] + width * 0.6, source[1] + height
    x2, y2 = target[0] + width * 0.4, target[1] + height + _HEAD
    depth = max(y1, y2) + 24 + 0.12 * (x1 - x2)
    points = [(x1, y1), (x1, depth), (x2, depth), (x2, y2)]
    return _Route(points, [(x2 - 5, y2), (x2, y2 - _HEAD), (x2 + 5, y2)], "muted")


def _label(scene: _Scene, edge: Edge) -> None:
    text = scene.formats.count(edge.count)
    (a, b), (c, d), (e, f), (g, h) = _route(scene.places[edge.source], scene.places[edge.target]).points
    x, y = (a + 3 * c + 3 * e + g) / 8, (b + 3 * d + 3 * f + h) / 8
    wide = 7 * len(text) + 8
    scene.canvas.rect(x - wide / 2, y - 8, wide, 16, "surface", radius=4)
    scene.canvas.text(x, y + 4, text, size=11, fill="muted", anchor="middle")


def _draw_node(scene: _Scene, node: int, size: int, again: int) -> None:
    (x, y), (width, height) = scene.places[node], _BOX
    shown = scene.formats.count(size) + (f" · ↻\u00a0{scene.formats.count(again)}" if again else "")
    with scene.canvas.mark(f"{scene.names[node]}: {shown}"):
        scene.canvas.rect(x, y, width, height, "mark-soft", radius=6)
        write = partial(scene.canvas.text, x + width / 2, anchor="middle", room=width - 12)
        write(y + 19, scene.names[node], bold=True, size=12)
        write(y + 36, shown, size=11, fill="muted")


def _said(scene: _Scene, edge: Edge) -> str:
    time = "" if edge.seconds is None else f", {scene.formats.duration(edge.seconds)}"
    return f"{scene.names[edge.source]} → {scene.names[edge.target]}: {scene.formats.count(edge.count)}{time}"


def _table(title: str, names: Sequence[str], edges: Sequence[Edge], language: str) -> Table:
    heaviest = sorted(edges, key=lambda e: -e.count)
    fields = (
        Field(BOOK.say("from", language), "text", [names[e.source] for e in heaviest]),
        Field(BOOK.say("to", language), "text", [names[e.target] for e in heaviest]),
        Field(BOOK.say("count", language), "count", [e.count for e in heaviest]),
        Field(BOOK.say("median", language), "duration", [e.seconds for e in heaviest]),
    )
    return Table(title, fields)
