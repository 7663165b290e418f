"""What follows what, by hand, by published counts, and however the profiles are cut."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, journeys_of

from parcours.errors import InputError
from parcours.journeys import Journeys
from parcours.journeys.quantiles import quantile
from parcours.journeys.transitions import Transitions, TransitionsResult

MINUTE = 60_000_000


def transitions(journeys: Journeys, **options: Any) -> TransitionsResult:
    return journeys.transitions(**options)


def rows(result: TransitionsResult) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["from"], row["to"]): row for row in result.table().rows()}


def test_twelve_profiles_counted_with_a_pencil() -> None:
    result = transitions(journeys_of(TWELVE))
    # Viewed, then added: profile 1 after 4 and 5 minutes, 2 after 2, 3 after 1, 6 after 5; 8 is backwards.
    edge = rows(result)["Product Viewed", "Product Added"]
    assert (edge["count"], edge["profiles"], edge["median_seconds"]) == (5, 4, 240.0)
    assert edge["p90_seconds"] == 300.0
    assert result.count("Payment Failed", "Payment Failed") == 1
    assert result.n == 11  # only the system speaks of the twelfth
    assert result.starts.sum() == result.ends.sum() == 11


def test_a_session_ends_with_a_pause_of_more_than_thirty_minutes() -> None:
    frame = pa.table(
        {
            "who": [1, 1, 1],
            "when": pa.array([0, 30 * MINUTE, 60 * MINUTE + 1], pa.timestamp("us", tz="UTC")),
            "what": ["A", "B", "C"],
        }
    )
    result = transitions(Journeys.from_frame(frame, profile="who", time="when", event="what"), by="session")
    assert result.n == 2
    assert (result.count("A", "B"), result.count("B", "C")) == (1, 0)
    assert rows(result)["(start)", "C"]["count"] == rows(result)["B", "(end)"]["count"] == 1


def test_events_that_are_not_named_are_passed_over() -> None:
    result = transitions(journeys_of(TWELVE), events=("Product Viewed", "Order Completed"))
    # 1 twice, 6, 9 and by way of eight days 3.
    assert result.count("Product Viewed", "Order Completed") == 5
    assert result.names == ("Product Viewed", "Order Completed")


def test_loops_are_told_apart() -> None:
    result = transitions(journeys_of(TWELVE), events=("Product Viewed",))
    assert result.edges.loops.tolist() == [True]
    assert result.edges.count.tolist() == [3]  # 1 once, 4 twice


@pytest.mark.parametrize(("by", "paths", "back"), [("profile", 3751, 2545), ("session", 6454, None)])
def test_published_counts(shared_data: Path, by: Any, paths: int, back: int | None) -> None:
    """Edges and sessions on which retentioneering 3.3.0, pm4py and pandas agree."""
    frame = pq.read_table(shared_data / "simple_shop/simple_shop.parquet")
    result = transitions(Journeys.from_frame(frame, profile="user_id", time="ts", event="event"), by=by)
    assert result.n == paths
    if back is not None:
        assert result.count("catalog", "catalog") == 4857
        assert result.count("main", "catalog") == 4064
        assert result.count("catalog", "main") == back


Rows = list[tuple[int, int, str]]


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 120), st.sampled_from("ABC")), min_size=1, max_size=40
    ),
    st.sampled_from(["profile", "session"]),
    st.integers(1, 15),
)
def test_any_cut_gives_what_plain_python_counts(touchpoints: Rows, by: Any, size: int) -> None:
    frame = pa.table(
        {
            "who": [who for who, _, _ in touchpoints],
            "when": pa.array([when * MINUTE for _, when, _ in touchpoints], pa.timestamp("us", tz="UTC")),
            "what": [what for _, _, what in touchpoints],
        }
    )
    journeys = Journeys.from_frame(frame, profile="who", time="when", event="what")
    analysis = Transitions(by=by)
    states = [analysis.partial(piece) for piece in journeys.parts[0].split(size)]
    result = analysis.result(reduce(analysis.merge, states))
    expected = _plainly(touchpoints, 30 if by == "session" else 10**9)
    edges = {k: v for k, v in rows(result).items() if "(start)" not in k and "(end)" not in k}
    assert edges.keys() == expected.keys()
    for edge, times in expected.items():
        assert edges[edge]["count"] == len(times)
        assert edges[edge]["profiles"] == len({who for who, _ in times})
        minutes = [60 * minutes for _, minutes in times]
        assert edges[edge]["median_seconds"] == pytest.approx(np.median(minutes))
        assert edges[edge]["p90_seconds"] == pytest.approx(np.quantile(minutes, 0.9))


def _plainly(touchpoints: Rows, longest: int) -> dict[tuple[str, str], list[tuple[int, int]]]:
    found = defaultdict(list)
    for who in {who for who, _, _ in touchpoints}:
        path = sorted((row for row in touchpoints if row[0] == who), key=lambda row: row[1])
        for (_, left, before), (_, came, after) in pairwise(path):
            if came - left <= longest:
                found[before, after].append((who, came - left))
    return dict(found)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30), st.floats(0, 1))
def test_quantiles_are_those_of_numpy(values: list[int], share: float) -> None:
    assert quantile(np.array(values), share) == pytest.approx(np.quantile(values, share))


@pytest.mark.parametrize("options", [{"by": "week"}, {"events": ()}, {"events": ("Product Vewed",)}])
def test_what_cannot_be_followed_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        transitions(journeys_of(TWELVE), **options)


def test_a_graph_of_too_many_events_is_refused() -> None:
    frame = pa.table(
        {
            "who": [1] * 1001,
            "when": pa.array(range(1001), pa.timestamp("us", tz="UTC")),
            "what": [f"event {number}" for number in range(1001)],
        }
    )
    with pytest.raises(InputError, match="1,001 different events"):
        transitions(Journeys.from_frame(frame, profile="who", time="when", event="what"))


def test_a_result_shows_itself() -> None:
    result = transitions(journeys_of(TWELVE))
    assert "Product Viewed" in result.chart().svg
    assert result.to_frame().num_rows == len(result.table())
    assert result.to_dict()["rows"][0]["from"]
    with pytest.raises(InputError, match="No node is called 'Lamp Rubbed'"):
        result.count("Lamp Rubbed", "Product Viewed")
