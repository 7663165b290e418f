"""Logs of older and newer versions, columns of other tools, and other tools as readers."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import deltalake
import duckdb
import polars as pl
import pyarrow as pa
import pytest
from deltalake import DeltaTable

from parcours.errors import NewerFormatError
from parcours.eventlog import EventLog
from parcours.touchpoints.schema import SCHEMA, SCHEMA_VERSION

SECRET = b"0123456789abcdef"
LATER = ("coupon", "items", "experiment_id")


@pytest.fixture
def older(log, root, touchpoints):
    """A log as a Parcours left it that did not know some columns yet."""
    log.append(touchpoints(["old"]), app="x", version=0)
    first = root / "_delta_log" / f"{0:020d}.json"
    entry = first.read_text()
    for line in entry.splitlines():
        action = json.loads(line)
        if "metaData" in action:
            schema = json.loads(action["metaData"]["schemaString"])
            schema["fields"] = [field for field in schema["fields"] if field["name"] not in LATER]
            action["metaData"]["schemaString"] = json.dumps(schema)
            action["metaData"]["configuration"]["parcours.schema_version"] = "0"
            entry = entry.replace(line, json.dumps(action))
    first.write_text(entry)
    return root


def _table_columns(root):
    return [field.name for field in DeltaTable(root).schema().fields]


def test_columns_that_an_older_log_lacks_read_as_null(older, reopen):
    assert not set(LATER) & set(_table_columns(older))

    (batch,) = reopen().read(["message_id", *LATER])

    assert batch.to_pylist() == [{"message_id": "old", "coupon": None, "items": None, "experiment_id": None}]


def test_an_append_brings_an_older_log_up_to_date(older, reopen, touchpoints):
    reopen().append(touchpoints(["new"], coupon="WELCOME"), app="x", version=1)

    assert set(_table_columns(older)) == set(SCHEMA.names)
    rows = pa.Table.from_batches(reopen().read(["message_id", "coupon"])).to_pylist()
    assert rows == [{"message_id": "old", "coupon": None}, {"message_id": "new", "coupon": "WELCOME"}]
    assert DeltaTable(older).metadata().configuration["parcours.schema_version"] == str(SCHEMA_VERSION)


def test_a_log_of_a_newer_schema_is_refused_with_advice(log, root):
    newer = {"parcours.schema_version": str(SCHEMA_VERSION + 1)}
    DeltaTable(root).alter.set_table_properties(newer, raise_if_not_exists=False)

    with pytest.raises(NewerFormatError, match=r"newer Parcours \(touchpoint schema 2\).*Upgrade Parcours"):
        EventLog.open(root, secret=SECRET)


def _add_feature(root, feature):
    versions = {"minReaderVersion": 3, "minWriterVersion": 7}
    protocol = {"protocol": versions | {"readerFeatures": [feature], "writerFeatures": [feature]}}
    (root / "_delta_log" / f"{1:020d}.json").write_text(json.dumps(protocol) + "\n")


@pytest.mark.parametrize("feature", ["deletionVectors", "columnMapping", "somethingOfTomorrow"])
def test_a_log_with_delta_features_that_we_do_not_read_is_refused(log, root, feature):
    _add_feature(root, feature)

    with pytest.raises(NewerFormatError, match=feature):
        EventLog.open(root, secret=SECRET)


@pytest.mark.parametrize("feature", ["deletionVectors", "somethingOfTomorrow"])
def test_a_feature_that_is_added_to_an_open_log_is_refused_too(log, root, feature):
    _add_feature(root, feature)

    with pytest.raises(NewerFormatError, match=feature):
        log.snapshot()


def test_rows_and_columns_of_another_writer_are_read_and_survive_rewriting(log, root, touchpoints, ids_in):
    log.append(touchpoints(["ours"], profiles=[1]), app="x", version=0)
    theirs = touchpoints(["theirs", "gone"], profiles=[2, 3], items=[[{"line": 1, "price": 3}], None])
    theirs = theirs.append_column("note", pa.array(["keep me", "erase me"]))
    deltalake.write_deltalake(root, theirs, mode="append", schema_mode="merge")

    assert ids_in(log) == ["ours", "theirs", "gone"] or ids_in(log) == ["theirs", "gone", "ours"]
    log.compact()
    log.erase([3])

    assert sorted(ids_in(log)) == ["ours", "theirs"]
    assert ids_in(log, profiles=[2]) == ["theirs"]
    dataset = DeltaTable(root).to_pyarrow_dataset()
    assert sorted(dataset.to_table(["note"])["note"].to_pylist(), key=str) == [None, "keep me"]
    (items,) = (batch["items"][0].as_py() for batch in log.read(["items"], profiles=[2]))
    assert items[0]["price"] == 3


@pytest.fixture
def mixed(log, touchpoints):
    log.append(touchpoints(["a", "b"], timestamp=[1, 2], total=[None, 500]), app="x", version=0)
    items = [[{"line": 1, "price": 9}]]
    log.append(touchpoints(["c"], timestamp=3_600_000_000, country="FR", items=items), app="x", version=1)
    return log


def test_duckdb_reads_the_table_as_it_is(mixed, root):
    touchpoints = DeltaTable(root).to_pyarrow_dataset()

    with duckdb.connect() as db:
        db.register("touchpoints", touchpoints)
        sums = db.execute("select count(*), sum(total) from touchpoints where timestamp > 'epoch'").fetchall()
        prices = db.execute("select items[1].price from touchpoints where country = 'FR'").fetchall()

    assert (sums, prices) == ([(3, 500)], [(9,)])


def test_polars_reads_the_table_as_it_is(mixed, root):
    frame = pl.scan_delta(str(root)).sort("timestamp").select("message_id", "country", "items").collect()

    assert frame["message_id"].to_list() == ["a", "b", "c"]
    assert frame["country"].to_list() == [None, None, "FR"]
    assert frame["items"][2][0]["price"] == 9


def test_delta_rs_itself_reads_and_skips_files_by_time(mixed, root):
    table = DeltaTable(root)

    assert table.count() == 3
    hour = datetime(1970, 1, 1, 1, tzinfo=UTC)
    assert len(table.file_uris(file_pruning_predicate=[("timestamp", ">=", hour)])) == 1


def test_a_log_at_a_url_works_like_one_in_a_folder(tmp_path, touchpoints, ids_in):
    """file:// goes the way of s3://: every byte of the table through the object store."""
    url, private = (tmp_path / "store").as_uri(), tmp_path / "private"
    (tmp_path / "store").mkdir()
    log = EventLog.create(url, secret=SECRET, private=private)
    log.append(touchpoints("ab", profiles=[1, 2]), app="x", version=0)
    log.append(touchpoints("bc", profiles=[1, 2]), app="x", version=1)
    log.compact()
    log.erase([1])
    log.vacuum()

    again = EventLog.open(url, secret=SECRET, private=private)
    assert ids_in(again) == ["b", "c"]
    assert again.check() == []
    assert len(list((tmp_path / "store").glob("*.parquet"))) == 1
    assert not (tmp_path / "store" / "_parcours").exists()
