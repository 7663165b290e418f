"""Where the nodes of a directed graph stand: in columns, each after its main predecessor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_SWEEPS = 4


@dataclass(frozen=True)
class Edge:
    """So many steps from one node to another, by their positions; median time in seconds."""

    source: int
    target: int
    count: int
    seconds: float | None = None


def layered(nodes: int, edges: Sequence[Edge]) -> list[list[int]]:
    """Return the nodes by column, each column in an order that crosses few edges.

    The order along the road is the greedy one of Eades, Lin and Smyth (1993), weighted by counts: it
    turns few steps back. A column is one after that of the heaviest step that leads forward.
    """
    between = [edge for edge in edges if edge.source != edge.target]
    columns: dict[int, list[int]] = defaultdict(list)
    for node, column in _columns(_order(nodes, between), between).items():
        columns[column].append(node)
    layers = [columns[at] for at in sorted(columns)]
    for _ in range(_SWEEPS):
        layers = _untangled(layers, between)
    return layers


def _order(nodes: int, edges: Sequence[Edge]) -> list[int]:
    left, right, rest = [], [], set(range(nodes))
    while rest:
        out, into = _weights(rest, edges)
        sink = next((n for n in sorted(rest) if not out[n] and into[n]), None)
        if sink is not None:
            right.append(sink)
            rest.remove(sink)
            continue
        best = max(sorted(rest), key=lambda n: (not into[n], out[n] - into[n]))
        left.append(best)
        rest.remove(best)
    return left + right[::-1]


def _weights(rest: set[int], edges: Sequence[Edge]) -> tuple[dict[int, int], dict[int, int]]:
    out: dict[int, int] = defaultdict(int)
    into: dict[int, int] = defaultdict(int)
    for edge in edges:
        if edge.source in rest and edge.target in rest:
            out[edge.source] += edge.count
            into[edge.target] += edge.count
    return out, into


def _columns(order: Sequence[int], edges: Sequence[Edge]) -> dict[int, int]:
    rank = {node: at for at, node in enumerate(order)}
    column: dict[int, int] = {}
    for node in order:
        before = [e for e in edges if e.target == node and rank[e.source] < rank[node]]
        main = max(before, key=lambda e: e.count, default=None)
        column[node] = 0 if main is None else column[main.source] + 1
    return column


def _untangled(layers: list[list[int]], edges: Sequence[Edge]) -> list[list[int]]:
    place = {node: at - len(layer) / 2 for layer in layers for at, node in enumerate(layer)}

    def pull(node: int) -> float:
        near = [
            (place[e.target if e.source == node else e.source], e.count)
            for e in edges
            if node in (e.source, e.target)
        ]
        weight = sum(count for _, count in near)
        return sum(at * count for at, count in near) / weight if weight else place[node]

    return [sorted(layer, key=pull) for layer in layers]
