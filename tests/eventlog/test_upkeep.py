"""Compaction and vacuum: fewer files, the same rows, no reader disturbed."""

from __future__ import annotations

import pyarrow as pa
import pytest

from parcours.errors import StorageError


def _paths(snapshot):
    return [file.path for file in snapshot.files]


@pytest.fixture
def in_five_files(log, touchpoints):
    for version, name in enumerate("abcde"):
        log.append(touchpoints([name], profiles=[version], timestamp=version), app="x", version=version)
    return log


def test_compaction_merges_small_files_in_order(in_five_files, ids_in, reopen):
    done = in_five_files.compact()

    assert (done.merged, done.written) == (5, 1)
    (file,) = in_five_files.snapshot().files
    assert (file.rows, file.first, file.last, file.lowest, file.highest) == (5, 0, 4, 0, 4)
    assert ids_in(reopen()) == list("abcde")


def test_compaction_keeps_every_value(log, touchpoints):
    log.append(touchpoints(["a"], country="FR"), app="x", version=0)
    log.append(touchpoints(["b"], items=[[{"line": 1, "price": 5}]], total=7), app="x", version=1)
    before = pa.Table.from_batches(log.read())

    log.compact()

    assert pa.Table.from_batches(log.read()).equals(before)


def test_a_single_small_file_is_left_alone(log, touchpoints):
    log.append(touchpoints(["a"]), app="x", version=0)
    before = log.snapshot()

    assert log.compact().merged == 0
    assert log.snapshot() == before


def test_a_reader_goes_on_through_a_compaction(in_five_files, ids_in):
    before = in_five_files.snapshot()
    reading = in_five_files.read(["message_id"], snapshot=before)
    first = next(reading)["message_id"].to_pylist()

    in_five_files.compact()

    assert first + [name for batch in reading for name in batch["message_id"].to_pylist()] == list("abcde")
    assert ids_in(in_five_files, snapshot=before) == list("abcde")


def test_a_later_compaction_drops_what_an_earlier_one_left_unless_kept(in_five_files, root, touchpoints):
    old = _paths(in_five_files.snapshot())
    in_five_files.compact()
    in_five_files.compact(keep=old[:2])

    assert [path for path in old if (root / path).exists()] == old[:2]


def test_vacuum_deletes_all_but_the_newest_version_and_what_is_kept(in_five_files, root, ids_in):
    old = _paths(in_five_files.snapshot())
    in_five_files.compact()
    (root / "part-crashed.parquet").write_bytes(b"half")

    gone = in_five_files.vacuum(keep=old[:1])

    assert sorted(gone) == sorted([*old[1:], "part-crashed.parquet"])
    assert not [path for path in gone if (root / path).exists()]
    assert ids_in(in_five_files) == list("abcde")


def test_reading_a_snapshot_whose_files_are_gone_says_so(in_five_files, ids_in):
    before = in_five_files.snapshot()
    in_five_files.compact()
    in_five_files.vacuum()

    with pytest.raises(StorageError, match="is gone") as error:
        ids_in(in_five_files, snapshot=before)
    assert error.value.retryable


def test_dedupe_and_batch_numbers_outlive_compaction(in_five_files, touchpoints, reopen):
    in_five_files.compact()
    in_five_files.vacuum()

    assert reopen().last("x") == 4
    assert reopen().append(touchpoints(["c"]), app="x", version=5).accepted == 0


def test_added_since_tells_the_files_of_later_appends(log, touchpoints):
    log.append(touchpoints(["a"]), app="x", version=0)
    before = log.snapshot()
    log.append(touchpoints(["b", "c"], profiles=[7], timestamp=5), app="x", version=1)
    between = log.snapshot()
    log.append(touchpoints(["d"]), app="x", version=2)

    assert log.added_since(before.version, between) == between.files[1:]
    assert log.added_since(before.version) == log.snapshot().files[1:]
    assert log.added_since(log.snapshot().version) == ()
    assert log.added_since(99) is None


def test_added_since_looks_through_a_compaction_while_the_files_last(log, touchpoints):
    log.append(touchpoints(["a"]), app="x", version=0)
    before = log.snapshot()
    log.append(touchpoints(["b"]), app="x", version=1)
    added = log.snapshot().files[1:]
    log.compact()

    assert log.added_since(before.version) == added
    log.vacuum()
    assert log.added_since(before.version) is None


def test_added_since_is_unknown_after_an_erasure(log, touchpoints):
    log.append(touchpoints(["a", "b"], profiles=[1, 2]), app="x", version=0)
    before = log.snapshot()

    log.erase([2])

    assert log.added_since(before.version) is None


def test_added_since_is_unknown_without_the_tables_entries_of_that_time(log, root, touchpoints):
    log.append(touchpoints(["a"]), app="x", version=0)
    before = log.snapshot()
    log.append(touchpoints(["b"]), app="x", version=1)
    after = log.snapshot()
    (root / "_delta_log" / f"{after.version:020d}.json").unlink()

    assert log.added_since(before.version, after) is None


@pytest.mark.slow
def test_after_a_hundred_appends_there_is_a_checkpoint_and_compaction_is_due(
    log, root, touchpoints, ids_in, reopen
):
    names = [f"m{version:03d}" for version in range(101)]
    for version, name in enumerate(names[:99]):
        log.append(touchpoints([name]), app="x", version=version)
    assert not log.compaction_due
    for version, name in enumerate(names[99:], start=99):
        log.append(touchpoints([name]), app="x", version=version)
    assert log.compaction_due

    for entry in root.glob("_delta_log/0000000000000000000*.json"):
        entry.unlink()
    assert reopen().last("x") == 100
    assert ids_in(reopen()) == names
    reopen().compact()
    assert not log.compaction_due
    assert ids_in(log) == names


def test_a_healthy_log_has_no_findings(in_five_files):
    in_five_files.compact()
    in_five_files.vacuum()

    assert in_five_files.check() == []


def test_findings_name_what_is_wrong(in_five_files, root, reopen, touchpoints, ids_in):
    missing, short, *_ = in_five_files.snapshot().files
    (root / missing.path).unlink()
    (root / short.path).write_bytes(b"PAR1")
    (root / "orphan.parquet").write_bytes(b"x" * 10)
    ids = root / "_parcours" / "ids"
    for run in ids.glob("*.ids"):
        run.unlink()

    found = {finding.name: finding for finding in in_five_files.check()}

    assert found.keys() == {"broken-file", "orphan-files", "missing-ids"}
    assert "1 files of 10 bytes" in found["orphan-files"].what
    (ids / "x@9.pending").write_bytes(b"")
    (ids / "000000000000.ids").write_bytes(b"nonsense")
    assert {finding.name for finding in reopen().check()} >= {"damaged-ids"}


def test_ids_that_were_lost_are_hashed_again_from_the_log(in_five_files, root, touchpoints, reopen):
    for run in (root / "_parcours" / "ids").glob("*.ids"):
        run.unlink()
    log = reopen()
    assert [finding.name for finding in log.check()] == ["missing-ids"]

    assert log.append(touchpoints("aez"), app="x", version=5).kept.tolist() == [False, False, True]
    assert log.check() == []
