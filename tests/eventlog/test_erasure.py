"""Erasure: no row, no file and no byte of an erased profile is left, and it stays so."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parcours.touchpoints.schema import COLUMNS

CANARY = "zz-canary-ana@example.org-zz"
PERSONAL = [column.name for column in COLUMNS if column.personal]
ITEM = {"line": 1, "product_id": CANARY, "variant": CANARY, "sku": CANARY, "category": CANARY}


def _bytes_under(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _values_under(root):
    """Everything that the remaining Parquet files say when they are unpacked, footers included."""
    for path in root.rglob("*.parquet"):
        file = pq.ParquetFile(path)
        yield path, f"{file.metadata}{file.metadata.row_group(0).to_dict()}{file.read().to_pylist()}"


@pytest.fixture
def with_canaries(log, touchpoints):
    planted = dict.fromkeys(PERSONAL, CANARY) | {"items": [[ITEM]], "event": CANARY}
    for version in range(3):
        log.append(
            touchpoints([f"{CANARY}-{version}"], profiles=[13], **planted), app="x", version=2 * version
        )
        others = [f"other-{version}-{i}" for i in range(20)]
        log.append(
            touchpoints(others, profiles=range(20), user_id="someone"), app="x", version=2 * version + 1
        )
    return log


def test_no_byte_is_left(with_canaries, root):
    assert any(CANARY in text for _, text in _values_under(root))

    done = with_canaries.erase([13])

    assert (done.rows, done.files) == (6, 6)
    assert not [path for path, data in _bytes_under(root).items() if CANARY.encode() in data]
    assert not [path for path, text in _values_under(root) if CANARY in text]
    assert with_canaries.snapshot().rows == 57
    assert 13 not in pa.Table.from_batches(with_canaries.read())["profile_id"].to_pylist()


def test_files_that_an_index_keeps_lose_their_erased_rows_too(with_canaries, root, ids_in):
    kept = [file.path for file in with_canaries.snapshot().files]
    with_canaries.compact(keep=kept)

    with_canaries.erase([13], keep=kept)

    assert not [path for path, text in _values_under(root) if CANARY in text]
    assert len(ids_in(with_canaries)) == 57


def test_files_without_an_erased_row_stay_as_they_are(log, root, touchpoints):
    log.append(touchpoints(["a"], profiles=[1]), app="x", version=0)
    log.append(touchpoints(["b", "c"], profiles=[1, 9]), app="x", version=1)
    untouched = log.snapshot().files[0]
    log.append(touchpoints(["d"], profiles=[5]), app="x", version=2)
    log.compact(keep=[untouched.path])

    log.erase([9], keep=[untouched.path])

    assert (root / untouched.path).exists()


def test_importing_an_old_file_again_brings_nothing_back(with_canaries, touchpoints, reopen):
    with_canaries.erase([13])

    again = reopen().append(touchpoints([f"{CANARY}-0", "other-0-13"], profiles=[13]), app="x", version=9)

    assert (again.accepted, again.duplicates) == (0, 2)


def test_the_erased_are_remembered_for_a_restore(with_canaries, reopen):
    with_canaries.erase([13, 4])
    with_canaries.erase([-7])

    assert reopen().erased.tolist() == [-7, 4, 13]


def test_erasing_somebody_unknown_changes_no_row(with_canaries):
    before = with_canaries.snapshot()

    assert with_canaries.erase([10**12]).rows == 0
    assert with_canaries.snapshot() == before


def test_the_last_profile_may_be_erased(log, touchpoints, reopen):
    log.append(touchpoints(["a"], profiles=[1]), app="x", version=0)

    log.erase([1])

    assert reopen().snapshot().rows == 0
    assert reopen().append(touchpoints(["b"]), app="x", version=1).accepted == 1


def test_only_time_and_profile_have_statistics(with_canaries, root):
    with_canaries.compact()

    for path in root.glob("*.parquet"):
        group = pq.ParquetFile(path).metadata.row_group(0)
        columns = [group.column(i) for i in range(group.num_columns)]
        bounded = {column.path_in_schema for column in columns if column.is_stats_set}
        assert bounded == {"timestamp", "profile_id"}
        assert not any(column.has_column_index or column.has_offset_index for column in columns)
