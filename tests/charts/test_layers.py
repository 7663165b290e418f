"""Nodes of a graph stand along the road."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parcours.charts.layers import Edge, layered

steps = st.builds(Edge, st.integers(0, 7), st.integers(0, 7), st.integers(1, 1000))


def test_a_road_is_one_node_a_column_whatever_goes_back() -> None:
    edges = [Edge(0, 1, 100), Edge(1, 2, 50), Edge(2, 3, 20), Edge(3, 0, 10), Edge(2, 1, 30)]
    assert layered(4, edges) == [[0], [1], [2], [3]]


def test_a_node_stands_after_its_main_predecessor() -> None:
    edges = [Edge(0, 1, 90), Edge(0, 2, 80), Edge(1, 3, 10), Edge(2, 3, 70)]
    assert [sorted(layer) for layer in layered(4, edges)] == [[0], [1, 2], [3]]


@given(st.lists(steps, max_size=40))
def test_every_node_stands_once(edges: list[Edge]) -> None:
    layers = layered(8, edges)
    assert sorted(node for layer in layers for node in layer) == list(range(8))
    assert all(layers)
