"""Reading: what was written, by time, columns and profiles, from the files that can hold it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from parcours.errors import InputError
from parcours.touchpoints.schema import ITEM, SCHEMA

SECOND = 1_000_000


def _full_row(touchpoints):
    items = [
        {field.name: None for field in ITEM} | {"line": 1, "product_id": "p", "quantity": 2.5, "price": 990}
    ]
    return touchpoints(
        ["a"],
        **{field.name: "é" for field in SCHEMA if field.type == pa.string() and field.name != "message_id"},
        **{field.name: -3 for field in SCHEMA if field.type in (pa.int64(), pa.int32())},
        **{field.name: 1_768_000_000_123_456 for field in SCHEMA if pa.types.is_timestamp(field.type)},
        is_guest=True,
        score=4.5,
        items=[items],
    )


def test_every_column_comes_back_as_it_went_in(log, touchpoints):
    rows = _full_row(touchpoints)
    assert not any(column.null_count for column in rows.columns)

    log.append(rows, app="x", version=0)

    assert pa.Table.from_batches(log.read()).equals(rows)


def test_columns_that_a_batch_left_empty_are_null(log, touchpoints):
    log.append(touchpoints(["a"]), app="x", version=0)
    log.append(touchpoints(["b"], country="FR", items=[[]]), app="x", version=1)

    assert pa.Table.from_batches(log.read(["country", "items"])).to_pylist() == [
        {"country": None, "items": None},
        {"country": "FR", "items": []},
    ]


def test_time_is_from_since_to_before_until(log, touchpoints, ids_in):
    log.append(touchpoints("abcdef"), app="x", version=0)

    assert ids_in(log, since=2 * SECOND) == ["c", "d", "e", "f"]
    assert ids_in(log, since=2 * SECOND, until=4 * SECOND) == ["c", "d"]
    assert ids_in(log, until=0) == []


def test_profiles_select_rows(log, touchpoints, ids_in):
    log.append(touchpoints("abcdef", profiles=(5, -9, 2**62)), app="x", version=0)

    assert ids_in(log, profiles=[-9, 77]) == ["b", "e"]
    assert ids_in(log, profiles=[2**62, 5], until=3 * SECOND) == ["a", "c"]
    assert ids_in(log, profiles=[]) == []


def test_files_that_cannot_hold_a_wanted_row_are_not_opened(log, root, touchpoints, ids_in):
    log.append(touchpoints(["a"], profiles=[1], timestamp=10), app="x", version=0)
    log.append(touchpoints(["b"], profiles=[9], timestamp=20), app="x", version=1)
    early, late = log.snapshot().files
    (root / late.path).unlink()

    assert ids_in(log, until=20) == ["a"]
    assert ids_in(log, profiles=[1, 5]) == ["a"]
    assert (early.first, early.last, late.lowest, late.highest) == (10, 10, 9, 9)


def test_rows_keep_their_order_over_files_and_row_groups(log, touchpoints, ids_in):
    names = [f"m{i:06d}" for i in range(300_000)]
    log.append(touchpoints(names[:200_000]), app="x", version=0)
    log.append(touchpoints(names[200_000:]), app="x", version=1)

    assert ids_in(log) == names


def test_a_snapshot_reads_the_same_after_later_appends(log, touchpoints, ids_in):
    log.append(touchpoints(["a"]), app="x", version=0)
    before = log.snapshot()
    log.append(touchpoints(["b"]), app="x", version=1)

    assert (before.rows, log.snapshot().rows) == (1, 2)
    assert ids_in(log, snapshot=before) == ["a"]
    assert ids_in(log, snapshot=log.snapshot().only(log.snapshot().files[1:])) == ["b"]


def test_a_reader_sees_what_a_writer_in_another_process_appends(log, touchpoints, ids_in, reopen):
    reader = reopen()
    log.append(touchpoints(["a"]), app="x", version=0)

    assert ids_in(reader) == ["a"]


def test_an_unknown_column_is_refused_by_name(log):
    with pytest.raises(InputError, match="no column 'colour'"):
        list(log.read(["colour"]))
