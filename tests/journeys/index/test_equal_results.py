"""However an index came about, it holds what a plain sort of the log's rows gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.index.logs import append, indexed_rows, make_log, roots_of, sorted_rows

from parcours.journeys import Sequences
from parcours.journeys.filters import keep
from parcours.journeys.index import Index
from parcours.journeys.index.build import Builder

PROFILES = st.integers(0, 9)
ROWS = st.fixed_dictionaries(
    {
        "profile_id": PROFILES,
        "timestamp": st.integers(0, 12),
        "event": st.sampled_from("ABC"),
        "origin": st.sampled_from(["customer", "system"]),
        "channel": st.sampled_from([None, "email", "sms", "direct"]),
    }
)
MERGES = st.dictionaries(st.integers(0, 5), st.integers(6, 9), max_size=4)
STEPS = st.lists(st.tuples(st.lists(ROWS, max_size=6), MERGES, st.booleans()), min_size=1, max_size=4)


@given(bulk=st.integers(0, 400), steps=STEPS)
@settings(max_examples=20, deadline=None)
def test_refreshed_step_by_step_is_sorted_at_once(bulk: int, steps: list) -> None:
    """A large bulk keeps the overlay an overlay, a small one makes it a new base each time."""
    with tempfile.TemporaryDirectory() as folder:
        log = make_log(Path(folder))
        rows = [{"profile_id": 20 + i % 50, "timestamp": i, "event": "A"} for i in range(bulk)]
        append(log, rows)
        index = Index(Path(folder) / "index", log)
        index.refresh()
        for added, merges, looked_at in steps:
            append(log, added)
            rows += added
            view = index.refresh(roots_of(merges))
            if looked_at:
                assert indexed_rows(view.parts()) == sorted_rows(rows, merges)
        assert indexed_rows(view.parts()) == sorted_rows(rows, merges)
        assert indexed_rows(index.rebuild(roots_of(merges)).parts()) == sorted_rows(rows, merges)


ITEMS = st.none() | st.lists(
    st.fixed_dictionaries(
        {
            "product_id": st.sampled_from([None, "a", "b", "c"]),
            "quantity": st.sampled_from([None, 1.0, 2.0]),
            "price": st.sampled_from([None, 500, 700]),
        }
    ),
    max_size=3,
)
LINED = st.fixed_dictionaries(
    {
        "profile_id": PROFILES,
        "timestamp": st.integers(0, 12),
        "event": st.sampled_from(["Order Completed", "Return Received", "Product Viewed"]),
        "origin": st.sampled_from(["customer", "system"]),
        "items": ITEMS,
    }
)


@given(steps=st.lists(st.lists(LINED, max_size=6), min_size=1, max_size=3), bulk=st.sampled_from([0, 300]))
@settings(max_examples=20, deadline=None)
def test_the_lines_of_orders_are_those_that_the_log_holds(steps: list, bulk: int) -> None:
    """In a base and an overlay, and in some days of them; asked after every refresh."""
    with tempfile.TemporaryDirectory() as folder:
        log = make_log(Path(folder))
        append(log, [{"profile_id": 20 + i % 50, "timestamp": i, "event": "A"} for i in range(bulk)])
        index = Index(Path(folder) / "index", log)
        for added in steps:
            append(log, added)
            for part in index.refresh().parts():
                for some in (part, keep(part, part.times > 4), part.slice(len(part) // 2, len(part))):
                    assert told(some) == held(some)


def told(part: Sequences) -> list[tuple]:
    """Return the lines that a part tells."""
    lines = part.lines()
    numbers = lines.position.tolist(), lines.pieces.tolist(), lines.price.tolist()
    return list(zip(lines.names[lines.product].tolist(), *numbers, strict=True))


def held(part: Sequences) -> list[tuple]:
    """Return the same line by line."""
    lined = part.codes("Order Completed", "Return Received")
    first, stop = int(part.offsets[0]), int(part.offsets[-1])
    at = [row for row in range(first, stop) if part.events[row] in lined]
    items = part.rows(np.array(at, np.int64), "items")["items"].to_pylist()
    lines = [(row, line) for row, some in zip(at, items, strict=True) for line in some or ()]
    return [
        (
            line["product_id"],
            row,
            *(1.0 if line[name] is None else line[name] for name in ("quantity", "price")),
        )
        for row, line in lines
        if line["product_id"] is not None
    ]


@given(batches=st.lists(st.lists(ROWS, min_size=1, max_size=5), min_size=2, max_size=4), erased=PROFILES)
@settings(max_examples=15, deadline=None)
def test_erased_profiles_are_gone_after_the_next_refresh(batches: list, erased: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = make_log(Path(folder))
        index = Index(Path(folder) / "index", log)
        for batch in batches:
            append(log, batch)
            index.refresh()
        log.erase(np.array([erased]))
        left = [row for batch in batches for row in batch if row["profile_id"] != erased]
        found = indexed_rows(index.refresh().parts())
        assert sorted(map(repr, found)) == sorted(map(repr, sorted_rows(left, {})))


@given(
    leaves=st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3), max_size=300),
    seed=st.integers(0, 99),
)
@settings(max_examples=60, deadline=None)
def test_the_builder_sorts_stably_whatever_the_order_and_the_ids(leaves: list[int], seed: int) -> None:
    who = np.array(leaves, np.int64)
    times = np.random.default_rng(seed).integers(-50, 50, len(who))
    builder = Builder(len(who))
    for start in range(0, len(who), 7):
        rows = slice(start, start + 7)
        builder.add(who[rows], times[rows], np.zeros(len(who[rows]), np.uint16))
    core = builder.finish()
    assert core.rows.tolist() == np.lexsort((times, who)).tolist()
    assert core.times.tolist() == times[core.rows].tolist()
    assert np.repeat(core.profiles, np.diff(core.offsets)).tolist() == who[core.rows].tolist()


def test_one_profile_with_very_many_touchpoints_out_of_order_is_sorted() -> None:
    times = np.random.default_rng(0).integers(0, 1000, 100_000)
    builder = Builder(len(times))
    builder.add(np.full(len(times), 5), times, np.zeros(len(times), np.uint16))
    assert builder.finish().rows.tolist() == np.argsort(times, kind="stable").tolist()


def test_very_many_profiles_outgrow_every_first_table() -> None:
    who = np.random.default_rng(0).permutation(300_000)
    builder = Builder(len(who))
    builder.add(who, who, np.zeros(len(who), np.uint16))
    core = builder.finish()
    assert core.profiles.tolist() == list(range(300_000))
    assert core.times.tolist() == list(range(300_000))
