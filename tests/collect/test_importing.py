"""Importing: once and for all, in any order, across interruptions, within the memory there is."""

from __future__ import annotations

import csv
import json
import os

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcours.collect.importing import Counts, regroup
from parcours.collect.importing.ahead import ahead
from parcours.collect.importing.files import parquet
from parcours.errors import BusyError, InputError, StorageError
from parcours.shop import Settings, Shop, open_shop

EVENTS = "user,event,time,item id,price\n" + "".join(
    f"u{i % 7},{('view', 'add_to_cart')[i % 2]},2026-01-{i % 28 + 1:02},p{i % 5},{i}.50\n" for i in range(300)
)


def told(shop):
    """Return what the log holds, but for when and from where it was taken in."""
    rows = shop.rows()
    return sorted(
        (sorted((k, str(v)) for k, v in row.items() if k not in ("received_at", "source"))) for row in rows
    )


def test_the_same_rows_from_csv_parquet_and_ndjson_are_the_same_touchpoints(shop, write, tmp_path):
    import pyarrow.csv

    path = write(EVENTS)
    assert shop.take_in(path).counts.accepted == 300
    table = pyarrow.csv.read_csv(path)
    pq.write_table(table, tmp_path / "e.parquet")
    (tmp_path / "e.ndjson").write_text(
        table.to_pandas(date_as_object=False).to_json(orient="records", lines=True, date_format="iso")
    )
    assert shop.take_in(tmp_path / "e.parquet").counts == Counts(300, 0, 0, 300, 0, 0)
    assert shop.take_in(tmp_path / "e.ndjson").counts.duplicates == 300


def test_coded_texts_of_a_parquet_file_are_read_like_plain_ones(make_shop, write, tmp_path, monkeypatch):
    import pyarrow.csv

    monkeypatch.setattr(parquet, "ROWS", 70)
    table = pyarrow.csv.read_csv(write(EVENTS))
    spaced = [f"  {name} " if place % 3 else "" for place, name in enumerate(table["item id"].to_pylist())]
    table = table.append_column("variant", [spaced])
    logs = []
    for name, coded in (("coded", True), ("plain", False)):
        shop = make_shop(name)
        path = tmp_path / f"{name}.parquet"
        pq.write_table(table, path, use_dictionary=coded, row_group_size=45, store_schema=False)
        assert shop.take_in(path).counts.accepted == 300
        logs.append([sorted({**row, "message_id": "", "profile_id": 0}.items()) for row in shop.rows()])
    assert logs[0] == logs[1]


def test_no_nul_reaches_the_log_which_no_database_would_take(shop, write):
    row = {"user": "u\0 1", "event": "view", "time": "2026-01-05", "page_title": "a\0b", "gift": "c\0d"}
    row["properties"] = '{"note": "e\\u0000f"}'
    path = write(json.dumps(row) + "\n", "e.ndjson")
    shop.take_in(path, columns={"gift": "properties.gift"})
    (found,) = shop.rows()
    assert (found["user_id"], found["page_title"]) == ("u 1", "ab")
    assert json.loads(found["properties"]) == {"note": "ef", "gift": "cd"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.integers(0, 5), min_size=2, max_size=20), at=st.integers(0, 19), over=st.integers(0, 19)
)
def test_overlapping_exports_tell_the_same_in_any_order(tmp_path_factory, rows, at, over):
    folder = tmp_path_factory.mktemp("overlap")
    lines = [f"u{n},view,2026-01-0{n + 1}\n" for n in sorted(rows)]
    first, second = lines[: max(at, 1)], lines[min(over, at, len(lines) - 1) :]
    for name, part in (("a", first), ("b", second)):
        (folder / f"{name}.csv").write_text("user,event,time\n" + "".join(part))
    logs = [_imported(folder / order, [folder / f"{name}.csv" for name in order]) for order in ("ab", "ba")]
    assert logs[0] == logs[1]
    expected = {line: max(first.count(line), second.count(line)) for line in {*first, *second}}
    assert len(logs[0]) == sum(expected.values())


def _imported(folder, paths):
    from parcours.collect.importing import import_file

    shop = Shop.create(folder, Settings())
    (folder / "secret.key").write_text("00" * 16)
    shop = _with_secret(folder)
    for path in paths:
        import_file(shop, path, clock=lambda: 1_795_000_000_000_000)
    return sorted(
        (row["message_id"], str(row["timestamp"])) for b in shop.log.read() for row in b.to_pylist()
    )


def _with_secret(folder):
    import shutil

    from parcours.eventlog import EventLog

    shutil.rmtree(folder / "log")
    EventLog.create(folder / "log", secret=bytes(16))
    return open_shop(folder)


def test_orders_whose_lines_are_far_apart_are_put_together_on_disk_as_in_memory(
    make_shop, write, monkeypatch
):
    lines = [f"{i % 40},c{i % 40},2026-01-05,p{i},{i % 3 + 1},{i}.25" for i in range(400)]
    path = write("order,customer,date,product,quantity,unit price\n" + "\n".join(lines) + "\nx,c,bad,p,1,1\n")
    whole, parted = make_shop("whole"), make_shop("parted")
    assert whole.take_in(path).counts.orders == 40
    monkeypatch.setattr(regroup, "IN_MEMORY", 1_000)
    report = parted.take_in(path)
    assert (report.counts.orders, report.counts.accepted, report.counts.rejected) == (40, 400, 1)
    assert [row | {"profile_id": 0} for row in _by_id(parted)] == [
        row | {"profile_id": 0} for row in _by_id(whole)
    ]
    assert not list(parted.shop.imports.glob("*.parts"))


def _by_id(shop):
    return sorted(shop.rows(), key=lambda row: row["message_id"])


def test_rejected_rows_compute_nothing_in_a_spreadsheet(shop, write):
    path = write(
        "user,event,time,price,=cell\nu1,view,never,-5.00,=HYPERLINK(1)\nu1,view,2026-01-05,7,fine\n"
    )
    with shop.take_in(path).rejects.open(encoding="utf-8", newline="") as file:
        heading, rejected = csv.reader(file)
    assert heading[-1] == "'=cell"
    assert rejected[-2:] == ["-5.00", "'=HYPERLINK(1)"]


def test_rejected_rows_are_kept_with_line_reason_and_cells(shop, write):
    path = write('user,event,time\nu1,view,2026-01-05\n,view,2026-01-06\nu2,"a, b",never\nu3,view\n')
    report = shop.take_in(path)
    assert report.counts == Counts(read=4, accepted=1, rejected=3, duplicates=0, touchpoints=1, orders=0)
    with report.rejects.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["line", "reason", "user", "event", "time"],
            ["3", "nobody is named", "", "view", "2026-01-06"],
            ["4", "timestamp is not a date", "u2", "a, b", "never"],
            ["5", "2 fields where the header has 3", "u3,view"],
        ]


def test_an_order_loses_its_bad_line_only(shop, write):
    path = write(
        "order,customer,date,product,quantity,unit price\n1,c,2026-01-05,a,1,5\n1,c,2026-01-05,b,x,5\n"
    )
    report = shop.take_in(path)
    assert (report.counts.accepted, report.reasons) == (1, {"quantity is not a number": 1})
    assert shop.rows("total") == [{"total": 500}]


def test_counts_that_do_not_add_up_are_refused():
    with pytest.raises(StorageError, match="lost count"):
        Counts(read=3, accepted=1, rejected=1)


def test_an_import_that_its_watcher_stops_goes_on_where_it_stopped(shop, write, monkeypatch):
    from parcours.collect.importing.files import delimited

    monkeypatch.setattr(delimited, "BLOCK", 700)
    path = write(EVENTS + "nobody\n,view,2026-01-05,p,1\n")
    seen = []

    def stop(progress):
        seen.append(progress.counts.read)
        if len(seen) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shop.take_in(path, progress=stop)
    partly = len(shop.rows())
    assert 0 < partly < 300
    report = shop.take_in(path, progress=lambda progress: seen.append(progress.counts.read))
    assert report.resumed
    assert report.counts == Counts(302, 300, 2, 0, 300, 0)
    assert seen == sorted(seen)
    assert len(report.rejects.read_text().splitlines()) == 3
    assert shop.take_in(path).counts == Counts(302, 0, 2, 300, 0, 0)
    assert len(shop.rows()) == 300


def test_a_lost_state_counts_everything_as_known(shop, write):
    path = write(EVENTS)
    report = shop.take_in(path)
    for file in shop.shop.imports.iterdir():
        file.unlink()
    assert shop.take_in(path).counts == Counts(300, 0, 0, 300, 0, 0)
    assert report.fingerprint


def test_a_damaged_state_is_no_state(shop, write):
    path = write(EVENTS)
    report = shop.take_in(path)
    (shop.shop.imports / f"{report.fingerprint}.json").write_text('{"format": 1, "pa')
    assert shop.take_in(path).counts.duplicates == 300


def test_a_file_that_changes_while_it_is_read_is_an_error_and_costs_nothing(shop, write, monkeypatch):
    from parcours.collect.importing.files import delimited

    monkeypatch.setattr(delimited, "BLOCK", 700)
    path = write(EVENTS)

    def grow(_):
        with path.open("a") as file:
            file.write("u9,view,2026-01-09,p,1\n")

    with pytest.raises(InputError, match="changed while it was read"):
        shop.take_in(path, progress=grow)
    shop.take_in(path)
    assert len({row["message_id"] for row in shop.rows("message_id")}) == len(shop.rows("message_id"))


def test_other_options_are_another_import(shop, write):
    path = write("user,event,time\nu1,view,03/04/2026\n")
    assert shop.take_in(path, dates="day-first").counts.accepted == 1
    assert shop.take_in(path, dates="month-first").counts.accepted == 1


def test_only_one_process_imports_at_a_time(shop, write):
    other = open_shop(shop.shop.folder)
    with other.lock(), pytest.raises(BusyError):
        shop.take_in(write(EVENTS))
    assert shop.rows() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(shop, write):
    path = write(EVENTS)
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        shop.take_in(path)


def test_work_ahead_stops_when_its_consumer_does():
    closed = []

    def numbers():
        try:
            yield from range(10**9)
        finally:
            closed.append(True)

    for number in ahead(numbers()):
        if number == 3:
            break
    assert closed == [True]


def test_work_ahead_hands_on_errors():
    def broken():
        yield 1
        raise InputError("no")

    with pytest.raises(InputError, match="no"):
        list(ahead(broken()))
