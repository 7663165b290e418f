"""A dataframe becomes journeys, whatever library made it."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.journeys.shops import TWELVE, journeys_of

from parcours.errors import InputError
from parcours.journeys import Journeys

ROWS = {
    "user": ["bob", "ann", "bob", "ann"],
    "ts": [datetime(2026, 1, day, tzinfo=UTC) for day in (2, 3, 1, 3)],
    "name": ["B", "A", "A", "C"],
    "country": ["FR", None, "IL", "FR"],
}
ARROW = pa.table(ROWS)
MAKERS = {
    "pyarrow": lambda: ARROW,
    "pandas": lambda: pd.DataFrame(ROWS),
    "polars": lambda: pl.DataFrame(ROWS),
    "polars-lazy": lambda: pl.LazyFrame(ROWS),
    "duckdb": lambda: duckdb.from_arrow(ARROW),
}


def read(frame: object, **options: str) -> Journeys:
    return Journeys.from_frame(frame, profile="user", time="ts", event="name", **options)


@pytest.mark.parametrize("library", MAKERS)
def test_rows_of_any_library_come_out_by_profile_and_time(library: str) -> None:
    journeys = read(MAKERS[library]())
    (part,) = journeys.parts
    assert journeys.labels.tolist() == ["ann", "bob"]
    assert part.profiles.tolist() == [0, 1]
    assert part.offsets.tolist() == [0, 2, 4]
    assert [part.names[code] for code in part.events] == ["A", "C", "A", "B"]
    assert part.column("country").at(np.arange(4)).tolist() == [None, "FR", "IL", "FR"]


def test_times_without_a_zone_are_the_shops() -> None:
    frame = pa.table({"user": [1], "ts": ["2026-07-01 12:00"], "name": ["A"]})
    (part,) = read(frame, zone="Asia/Jerusalem").parts
    assert part.times[0] == datetime(2026, 7, 1, 9, tzinfo=UTC).timestamp() * 1_000_000


def test_system_touchpoints_have_codes_of_their_own() -> None:
    (part,) = journeys_of([(1, "2026-01-01", "A"), (1, "2026-01-02", "A", {"origin": "system"})]).parts
    assert part.codes("A").tolist() == [0]
    assert part.events.tolist() == [0, 1]
    assert part.names == ("A", "A")


def test_further_columns_of_a_few_touchpoints_include_lists() -> None:
    items = [{"product_id": "p1"}, {"product_id": "p2"}]
    journeys = journeys_of([(2, "2026-01-02", "A", {"items": items}), (1, "2026-01-01", "B")])
    (part,) = journeys.parts
    assert [len(value or []) for value in part.rows(np.array([1, 0]), "items")["items"].to_pylist()] == [2, 0]
    with pytest.raises(InputError, match="no single value"):
        part.column("items")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ({"user": [1], "ts": [1], "name": ["A"]}, "seconds cannot be told from milliseconds"),
        ({"user": [None, 1], "ts": ["2026-01-01"] * 2, "name": ["A", "B"]}, "empty in 1 of 2 rows"),
        ({"user": [1], "when": ["2026-01-01"], "name": ["A"]}, "no column 'ts'"),
    ],
)
def test_a_frame_that_cannot_be_read_says_why(frame: dict[str, list[object]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(pa.table(frame))


def test_a_frame_without_rows_has_no_journeys() -> None:
    journeys = read(ARROW.slice(0, 0))
    assert (journeys.profiles, journeys.touchpoints, journeys.as_of) == (0, 0, 0)


def test_the_twelve_customers_are_as_told() -> None:
    journeys = journeys_of(TWELVE)
    assert journeys.profiles == 12
    assert journeys.touchpoints == len(TWELVE)
    assert journeys.where(event="Order Completed").profiles == 7
