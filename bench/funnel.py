"""The funnel beside ClickHouse and DuckDB: the same sorted touchpoints, the same counts, one run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import chdb.session
import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from bench.data import NAMES, journeys
from bench.table import Row, seconds

from parcours.journeys import Sequences
from parcours.journeys.analysis import processors

STEPS = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")
WEEK = 7 * 86_400 * 1_000_000
CODES = [NAMES.index(step) for step in STEPS]
Counts = list[int]


def cases(size: int) -> Iterator[Row]:
    """Measure four steps within a week."""
    shop = journeys(size)
    ours = seconds(lambda: shop.funnel(STEPS, within="7d").counts)
    counts = shop.funnel(STEPS, within="7d").counts.tolist()
    yield Row(f"funnel of 4 steps, {size:,} touchpoints", ours, "s")
    yield Row("with the times to convert", seconds(lambda: shop.funnel(STEPS).median_seconds), "s")
    yield Row(
        "broken down by channel, with times", seconds(lambda: shop.funnel(STEPS, by="channel").table()), "s"
    )
    table = _sorted(shop.parts[0])
    for name, wanted, peer in (
        ("ClickHouse windowFunnel", 8, _clickhouse(table)),
        ("DuckDB SQL", 40, _duckdb(table)),
    ):
        assert peer() == counts, f"{name} counts otherwise"
        theirs = seconds(peer)
        yield Row(f"{name}, equal counts", theirs, "s", f"at least {wanted}x", theirs / ours)


def _sorted(shop: Sequences) -> pa.Table:
    profiles = np.repeat(shop.profiles, np.diff(shop.offsets))
    return pa.table({"profile": profiles, "time": shop.times, "event": shop.events})


def _clickhouse(table: pa.Table) -> Callable[[], Counts]:
    """Rows sorted by (profile, time) in a MergeTree of one part, filtered to the four events.

    The filter and the order of aggregation are those that were fastest of six tried.
    """
    session = chdb.session.Session()
    session.query("CREATE DATABASE bench")
    session.query(
        "CREATE TABLE bench.touchpoints (profile Int64, time Int64, event UInt16) "
        "ENGINE = MergeTree ORDER BY (profile, time)"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "touchpoints.parquet"
        pq.write_table(table, path)
        session.query(f"INSERT INTO bench.touchpoints SELECT * FROM file('{path}')")
    session.query("OPTIMIZE TABLE bench.touchpoints FINAL")
    conditions = ", ".join(f"event = {code}" for code in CODES)
    query = f"""
        SELECT countIf(level >= 1), countIf(level >= 2), countIf(level >= 3), countIf(level >= 4) FROM (
            SELECT windowFunnel({WEEK})(toUInt64(time), {conditions}) AS level FROM bench.touchpoints
            WHERE event IN ({", ".join(map(str, CODES))}) GROUP BY profile)"""
    return lambda: [int(count) for count in str(session.query(query)).strip().split(",")]


def _duckdb(table: pa.Table) -> Callable[[], Counts]:
    """The latest start of any chain per step, by window functions: exact, without a join."""
    connection = duckdb.connect()
    connection.execute(f"SET threads = {processors()}")
    connection.register("sorted", table)
    connection.execute("CREATE TABLE touchpoints AS SELECT * FROM sorted")
    first, second, third, fourth = CODES
    query = f"""
        WITH one AS (
            SELECT profile, time, event, max(CASE WHEN event = {first} THEN time END)
                OVER (PARTITION BY profile ORDER BY time) AS start1
            FROM touchpoints WHERE event IN ({first}, {second}, {third}, {fourth})
        ), two AS (
            SELECT *, max(CASE WHEN event = {second} AND time - start1 <= {WEEK} THEN start1 END)
                OVER (PARTITION BY profile ORDER BY time) AS start2 FROM one
        ), three AS (
            SELECT *, max(CASE WHEN event = {third} AND time - start2 <= {WEEK} THEN start2 END)
                OVER (PARTITION BY profile ORDER BY time) AS start3 FROM two
        ), levels AS (
            SELECT max(CASE WHEN event = {fourth} AND time - start3 <= {WEEK} THEN 4
                WHEN start3 IS NOT NULL THEN 3 WHEN start2 IS NOT NULL THEN 2
                WHEN start1 IS NOT NULL THEN 1 ELSE 0 END) AS level
            FROM three GROUP BY profile
        )
        SELECT count(*) FILTER (level >= 1), count(*) FILTER (level >= 2),
            count(*) FILTER (level >= 3), count(*) FILTER (level >= 4) FROM levels"""
    return lambda: list(connection.execute(query).fetchone() or ())
