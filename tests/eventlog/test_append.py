"""Appending: each touchpoint once for ever, each batch exactly once, nothing else accepted."""

from __future__ import annotations

import shutil

import pyarrow as pa
import pytest

from parcours.errors import InputError, StorageError
from parcours.eventlog import EventLog
from parcours.touchpoints.schema import SCHEMA


def test_the_first_of_equal_ids_in_a_batch_wins(log, touchpoints):
    done = log.append(touchpoints(["a", "b", "a"], event=["first", "other", "second"]), app="x", version=0)

    assert (done.accepted, done.duplicates, done.kept.tolist()) == (2, 1, [True, True, False])
    assert [row["event"] for batch in log.read(["event"]) for row in batch.to_pylist()] == ["first", "other"]


def test_an_id_is_taken_once_for_ever(log, touchpoints, ids_in, reopen):
    log.append(touchpoints(["a", "b"]), app="x", version=0)
    done = reopen().append(touchpoints(["b", "c"]), app="y", version=0)

    assert done.kept.tolist() == [False, True]
    assert ids_in(log) == ["a", "b", "c"]


def test_the_same_id_from_another_source_is_another_touchpoint(log, touchpoints):
    log.append(touchpoints(["a"], source="shop"), app="x", version=0)

    assert log.append(touchpoints(["a"], source="pixel"), app="x", version=1).accepted == 1


def test_a_source_and_an_id_never_run_together(log, touchpoints):
    rows = touchpoints(["bc", "c"], source=["a", "ab"])

    assert log.append(rows, app="x", version=0).accepted == 2


def test_a_batch_number_that_was_committed_changes_nothing(log, touchpoints, ids_in, reopen):
    log.append(touchpoints(["a"]), app="x", version=4)
    again = reopen().append(touchpoints(["b"]), app="x", version=4)

    assert again.already
    assert (again.accepted, again.duplicates, again.kept.tolist()) == (0, 0, [False])
    assert ids_in(log) == ["a"]


def test_each_application_counts_its_own_batches(log, touchpoints, reopen):
    log.append(touchpoints(["a"]), app="stream", version=7)
    log.append(touchpoints(["b"]), app="import:shop/été@1.csv", version=0)

    assert [reopen().last(app) for app in ("stream", "import:shop/été@1.csv", "nobody")] == [7, 0, -1]


def test_a_batch_of_duplicates_only_still_counts_as_committed(log, touchpoints, ids_in):
    log.append(touchpoints(["a"]), app="x", version=0)
    log.append(touchpoints(["a"]), app="x", version=1)
    log.append(touchpoints([]), app="x", version=2)

    assert log.last("x") == 2
    assert ids_in(log) == ["a"]


def test_many_batches_keep_every_id_in_few_runs(log, root, touchpoints, reopen):
    names = [f"m{i}" for i in range(240)]
    for version in range(24):
        log.append(touchpoints(names[version * 10 : version * 10 + 10]), app="x", version=version)

    seen = reopen().seen(pa.array(["test"] * 242), pa.array([*names, "m240", ""]))
    assert seen.tolist() == [True] * 240 + [False] * 2
    assert len(list((root / "_parcours" / "ids").iterdir())) <= 5


def test_asking_for_ids_changes_nothing_and_counts_what_a_killed_writer_committed(
    log, root, touchpoints, reopen
):
    log.append(touchpoints(["a"]), app="x", version=0)
    ids = root / "_parcours" / "ids"
    (ids / "000000000000.ids").rename(ids / "x@0.pending")
    shutil.copy(ids / "x@0.pending", ids / "x@1.pending")

    assert reopen().seen(pa.array(["test"] * 2), pa.array(["a", "b"])).tolist() == [True, False]
    assert sorted(path.name for path in ids.iterdir()) == ["x@0.pending", "x@1.pending"]
    assert reopen().append(touchpoints(["a", "b"]), app="x", version=1).kept.tolist() == [False, True]
    assert not list(ids.glob("*.pending"))


def test_two_open_logs_that_write_in_turn_know_of_each_other(log, touchpoints, reopen, ids_in):
    other = reopen()
    log.append(touchpoints(["a"]), app="x", version=0)

    assert other.append(touchpoints(["a", "b"]), app="y", version=0).kept.tolist() == [False, True]
    assert other.append(touchpoints(["c"]), app="x", version=0).already
    assert log.append(touchpoints(["b", "c"]), app="x", version=1).kept.tolist() == [False, True]
    assert (log.last("y"), ids_in(log)) == (0, ["a", "b", "c"])


def test_another_secret_is_refused(log, root):
    with pytest.raises(StorageError, match="not that of the log"):
        EventLog.open(root, secret=b"fedcba9876543210")


def test_a_short_secret_is_refused(tmp_path):
    with pytest.raises(InputError, match="5 bytes"):
        EventLog.create(tmp_path, secret=b"short")


def test_a_second_log_in_one_folder_is_refused(log, root):
    with pytest.raises(StorageError, match="create the log"):
        EventLog.create(root, secret=b"0123456789abcdef")


def test_a_folder_without_a_log_is_refused_with_advice(tmp_path):
    with pytest.raises(StorageError, match=r"There is no log.*parcours init"):
        EventLog.open(tmp_path / "nothing", secret=b"0123456789abcdef")
    assert not (tmp_path / "nothing").exists()


def _without(rows: pa.Table) -> pa.Table:
    return rows.drop_columns(["channel"])


def _extra(rows: pa.Table) -> pa.Table:
    return rows.append_column("shoe_size", pa.array([42] * len(rows)))


def _wrong_type(rows: pa.Table) -> pa.Table:
    return rows.set_column(rows.schema.get_field_index("total"), "total", pa.array([1.5] * len(rows)))


def _with_null(rows: pa.Table) -> pa.Table:
    return rows.set_column(0, rows.schema.field("message_id"), pa.array([None] * len(rows), pa.string()))


def _after_all_time(rows: pa.Table) -> pa.Table:
    field = SCHEMA.field("sent_at")
    late = pa.array([2**62] * len(rows), pa.int64()).cast(field.type)
    return rows.set_column(SCHEMA.get_field_index("sent_at"), field, late)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_without, "'channel' is missing"),
        (_extra, "no column 'shoe_size'"),
        (_wrong_type, "'total' is double"),
        (_after_all_time, "'sent_at' has an instant that no calendar has"),
        (_with_null, "'message_id' has 1 nulls"),
    ],
)
def test_other_tables_are_refused_by_the_name_of_the_column(log, touchpoints, spoil, complaint):
    with pytest.raises(InputError, match=complaint):
        log.append(spoil(touchpoints(["a"])), app="x", version=0)

    assert log.last("x") == -1


def test_columns_may_come_in_any_order(log, touchpoints, ids_in):
    rows = touchpoints(["a"])

    log.append(rows.select(list(reversed(SCHEMA.names))), app="x", version=0)

    assert ids_in(log) == ["a"]
