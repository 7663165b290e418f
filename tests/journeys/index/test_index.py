"""An index tells what its log tells, profile by profile, in the order of time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.journeys.index.logs import append, indexed_rows, make_log, roots_of, sorted_rows

from parcours.errors import InputError, NewerFormatError, StorageError
from parcours.journeys import Journeys
from parcours.journeys.index import Index

FIRST = [
    {"profile_id": 7, "timestamp": 30, "event": "B", "channel": "email"},
    {"profile_id": 3, "timestamp": 20, "event": "A", "channel": None},
    {"profile_id": 7, "timestamp": 10, "event": "A", "channel": "direct"},
]
SECOND = [
    {"profile_id": 3, "timestamp": 15, "event": "C", "channel": "sms"},
    {"profile_id": 9, "timestamp": 5, "event": "A", "channel": "email", "origin": "system"},
]


def test_a_built_index_is_the_sorted_log(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    append(log, SECOND)
    view = Index(tmp_path / "index", log).refresh()
    assert indexed_rows(view.parts()) == sorted_rows(FIRST + SECOND, {})
    assert len(view.parts()) == 1


def test_added_touchpoints_come_with_the_whole_sequences_of_their_profiles(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    bulk = [{"profile_id": 100 + i, "timestamp": i, "event": "A"} for i in range(200)]
    append(log, FIRST + bulk)
    index = Index(tmp_path / "index", log)
    index.refresh()
    append(log, SECOND)
    base, overlay = index.refresh().parts()
    assert overlay.profiles.tolist() == [3, 9]
    assert base.profiles[base.hidden].tolist() == [3]
    assert base.names == overlay.names
    assert base.column("channel").values is overlay.column("channel").values
    assert indexed_rows([base, overlay]) == sorted_rows(FIRST + bulk + SECOND, {})


def test_merges_are_made_and_undone_without_reading_everything_anew(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    bulk = [{"profile_id": 100 + i, "timestamp": i, "event": "A"} for i in range(200)]
    append(log, FIRST + bulk)
    index = Index(tmp_path / "index", log)
    index.refresh()
    append(log, SECOND)
    rows = FIRST + bulk + SECOND
    for merges in ({7: 3}, {7: 3, 9: 3}, {9: 3}, {9: 7}, {}):
        view = index.refresh(roots_of(merges))
        assert indexed_rows(view.parts()) == sorted_rows(rows, merges)
        assert view.pointer.base == 1


def test_a_large_overlay_becomes_part_of_a_new_base_with_its_columns(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    index = Index(tmp_path / "index", log)
    (part,) = index.refresh().parts()
    assert part.column("channel").code("email") > 0
    append(log, SECOND)
    view = index.refresh()
    assert indexed_rows(view.parts()) == sorted_rows(FIRST + SECOND, {})
    assert len(view.parts()) == 1
    assert (view.columns.folder / "column-channel.arrow").exists()


def test_a_base_that_nobody_reads_is_removed_at_once(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    index = Index(tmp_path / "index", log)
    index.refresh()
    append(log, SECOND)
    assert index.refresh().pointer.base == 2
    assert not (tmp_path / "index" / "1").exists()


def test_a_base_in_use_stays_until_nobody_reads_it(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    index = Index(tmp_path / "index", log)
    old = index.refresh()
    append(log, SECOND)
    index.refresh()
    assert (tmp_path / "index" / "1").exists()
    assert indexed_rows(old.parts()) == sorted_rows(FIRST, {})
    del old
    append(log, [{"profile_id": 1, "timestamp": 1, "event": "A"}])
    index.refresh()
    assert not (tmp_path / "index" / "1").exists()


def test_the_files_of_an_older_log_stay_readable_while_the_index_names_them(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    append(log, SECOND)
    index = Index(tmp_path / "index", log)
    index.refresh()
    assert index.files() == {file.path for file in log.snapshot().files}
    log.compact(keep=index.files())
    log.vacuum(keep=index.files())
    assert indexed_rows(index.refresh().parts()) == sorted_rows(FIRST + SECOND, {})


def test_an_erased_profile_leaves_no_byte_in_a_rebuilt_index(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    append(log, [{"profile_id": 8, "timestamp": 1, "event": "A", "channel": "canary"}])
    index = Index(tmp_path / "index", log)
    held = index.refresh()
    indexed_rows(held.parts())
    assert any(b"canary" in path.read_bytes() for path in (tmp_path / "index").rglob("*.arrow"))
    log.erase(np.array([8]))
    view = index.rebuild()
    indexed_rows(view.parts())
    files = [path for path in (tmp_path / "index").rglob("*") if path.is_file()]
    assert files
    assert not any(b"canary" in path.read_bytes() for path in files)
    assert indexed_rows(view.parts()) == sorted_rows(FIRST, {})


def test_a_reader_of_an_index_made_anew_is_told_to_open_it_again(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    index = Index(tmp_path / "index", log)
    (part,) = index.refresh().parts()
    index.rebuild()
    assert part.times.tolist() == [20, 10, 30]
    with pytest.raises(StorageError, match="Open the journeys again") as caught:
        part.column("channel")
    assert caught.value.retryable


def test_an_index_is_made_anew_when_the_log_was_rewritten_or_the_index_damaged(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST + SECOND)
    index = Index(tmp_path / "index", log)
    index.refresh()
    log.erase(np.array([9]))
    assert indexed_rows(index.refresh().parts()) == sorted_rows(FIRST + SECOND[:1], {})
    for path in (tmp_path / "index").glob("*/times.arrow"):
        path.write_bytes(b"")
    assert indexed_rows(index.refresh().parts()) == sorted_rows(FIRST + SECOND[:1], {})


def test_an_index_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    index = Index(tmp_path / "index", log)
    index.refresh()
    (tmp_path / "index" / "current.json").write_text('{"format": 2, "tree": "oak"}')
    with pytest.raises(NewerFormatError, match="newer version"):
        index.refresh()


def test_an_empty_log_has_no_profiles(tmp_path: Path) -> None:
    journeys = Journeys.open(tmp_path / "index", make_log(tmp_path))
    assert (journeys.profiles, journeys.touchpoints) == (0, 0)
    assert journeys.where(channel="email").profiles == 0


def test_rows_fetches_further_columns_from_base_and_overlay(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    bulk = [{"profile_id": 100 + i, "timestamp": i, "event": "A"} for i in range(200)]
    items = [{"product_id": "p1", "line": 1}]
    append(log, [*FIRST, *bulk, {"profile_id": 5, "timestamp": 4, "event": "D", "items": items}])
    index = Index(tmp_path / "index", log)
    (part,) = index.refresh().parts()
    at = int(np.flatnonzero(part.profiles == 5)[0])
    found = part.rows(part.offsets[[at, at - 1]], "event", "items").to_pylist()
    assert [row["event"] for row in found] == ["D", "A"]
    assert found[0]["items"][0]["product_id"] == "p1"
    append(log, [{"profile_id": 5, "timestamp": 3, "event": "E", "text": "hello"}])
    _, overlay = index.refresh().parts()
    told = overlay.rows(np.array([1, 0]), "event", "text").to_pylist()
    assert told == [{"event": "D", "text": None}, {"event": "E", "text": "hello"}]


def test_a_column_that_does_not_exist_names_its_neighbours(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, FIRST)
    (part,) = Index(tmp_path / "index", log).refresh().parts()
    with pytest.raises(InputError, match="channel"):
        part.column("chanel")
