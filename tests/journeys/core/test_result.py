"""Results carry their parameters and definition, and become frames and JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from parcours.charts import Picture, bars
from parcours.charts.table import Field, Table
from parcours.journeys import Definition, Result


@dataclass(frozen=True)
class Params:
    """What was asked."""

    steps: tuple[str, ...]
    since: np.int64


@dataclass(frozen=True)
class Counted(Result):
    """A result as analyses make them."""

    counts: tuple[int, ...]

    def table(self) -> Table:
        """Return the counts."""
        shares = np.array(self.counts) / max(self.counts)
        instants = [0, None]
        return Table(
            "Counts",
            (
                Field("step", "text", self.params.steps),
                Field("count", "count", self.counts),
                Field("share", "share", np.where(shares < 1, np.nan, shares)),
                Field("last", "instant", instants),
            ),
        )

    def chart(self) -> Picture:
        """Return the counts as bars."""
        return bars(self.table(), value="count")


COUNTED = Counted(Params(("A", "B"), np.int64(5)), Definition("Counted.", "n", "exact"), (4, 2))


def test_a_result_is_an_arrow_table_unless_another_is_asked_for() -> None:
    frame = COUNTED.to_frame()
    assert frame.column_names == ["step", "count", "share", "last"]
    assert frame["share"].to_pylist() == [1.0, None]
    assert frame.schema.field("last").type == pa.timestamp("us", tz="UTC")
    assert isinstance(COUNTED.to_frame("pandas"), pd.DataFrame)
    assert isinstance(COUNTED.to_frame("polars"), pl.DataFrame)


def test_a_result_is_json_with_its_definition() -> None:
    told = json.loads(json.dumps(COUNTED.to_dict(), allow_nan=False))
    assert told["params"] == {"steps": ["A", "B"], "since": 5}
    assert told["definition"]["exactness"] == "exact"
    assert told["rows"][1] == {"step": "B", "count": 2, "share": None, "last": None}


def test_a_notebook_shows_the_picture_and_how_it_was_computed() -> None:
    shown = COUNTED._repr_html_()
    assert "<svg" in shown
    assert "<small>Counted. n</small>" in shown


def test_a_result_without_table_or_chart_is_none() -> None:
    with pytest.raises(TypeError, match="abstract"):
        Result(None, COUNTED.definition)
