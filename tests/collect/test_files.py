"""Opening files: kinds, packings, encodings, dialects, and records however they are broken."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.collect.importing.batch import concat
from parcours.collect.importing.files import delimited, open_source
from parcours.collect.importing.files.records import cut, joined
from parcours.errors import InputError

ORDERS = "order,customer,date,total\nA1,c1,2026-01-05,12.50\nA2,c2,2026-01-06,7\n"


def read(path, **options):
    source, _ = open_source(path, **options)
    return source, concat(list(source.batches()))


def cells(batch):
    return {name: column.to_pylist() for name, column in batch.columns.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_with_and_without_a_mark(write, encoding):
    source, batch = read(write("nom,prix\nÉté,1\nnoël,2\n".encode(encoding)))
    assert cells(batch) == {"nom": ["Été", "noël"], "prix": ["1", "2"]}
    assert batch.lines.tolist() == [2, 3]
    assert cells(source.sample()) == cells(batch)


def test_hebrew_of_windows_is_told_from_french_by_its_runs_of_letters(write):
    _, hebrew = read(write("שם,מחיר\nשלום,1\n".encode("cp1255")))
    _, french = read(write("prénom,âge\nrené,1\nélève,2\n".encode("cp1252"), "b.csv"))
    assert cells(hebrew)["שם"] == ["שלום"]
    assert cells(french)["prénom"] == ["rené", "élève"]


def test_an_accent_far_down_the_file_still_decides_the_encoding(write):
    text = b"name,price\n" + b"plain,1\n" * 400_000 + "Été,2\n".encode("cp1252")
    _, batch = read(write(text))
    assert cells(batch)["name"][-1] == "Été"


def test_a_few_broken_bytes_cost_their_rows_only(write):
    good = "\n".join(f"é{i},{i}" for i in range(50))
    _, batch = read(write(f"name,n\n{good}\n".encode() + b"bad\xff,9\nlast,1\n"))
    assert len(batch) == 51
    assert [(row.line, row.reason) for row in batch.unreadable] == [(52, "bytes that are not UTF-8")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(write, delimiter):
    _, batch = read(write(delimiter.join("abc") + "\n" + delimiter.join("123") + "\n"))
    assert cells(batch) == {"a": ["1"], "b": ["2"], "c": ["3"]}


def test_the_hint_that_excel_writes_is_no_header(write):
    _, batch = read(write("sep=;\na;b\n1,5;2\n"))
    assert (cells(batch), batch.lines.tolist()) == ({"a": ["1,5"], "b": ["2"]}, [3])


def test_quotes_hold_delimiters_quotes_and_line_breaks(write):
    source, batch = read(write('a,b\r\n"x, ""y""\r\nz",1\r\n\r\nlast,2\r\n'))
    assert cells(batch) == {"a": ['x, "y"\r\nz', "last"], "b": ["1", "2"]}
    assert batch.lines.tolist() == [2, 5]
    assert source.dialect.delimiter == ","


def test_rows_of_another_width_are_refused_with_their_line(write):
    _, batch = read(write("a,b\n1,2\n1,2,3\n\n4\n5,6\n"))
    assert cells(batch)["a"] == ["1", "5"]
    assert [(row.line, row.text) for row in batch.unreadable] == [(3, "1,2,3"), (5, "4")]


def test_a_quote_that_nobody_closes_costs_one_row(write):
    _, batch = read(write('a,b\n1,2\n"open,3\n4,5\n'))
    assert cells(batch)["a"] == ["1", "4"]
    assert [row.line for row in batch.unreadable] == [3]


def test_blank_and_repeated_headers_get_names_of_their_own(write):
    _, batch = read(write("a,,a\n1,2,3\n"))
    assert list(batch.columns) == ["a", "column 2", "a (3)"]


def test_blocks_cut_records_anywhere_and_lose_nothing(write, monkeypatch):
    text = "a,b\n" + "".join(f'"line {i}\nof two, ""quoted""",{i}\r\n' for i in range(500))
    path = write(text)
    _, whole = read(path)
    monkeypatch.setattr(delimited, "BLOCK", 37)
    _, parts = read(path)
    assert cells(parts) == cells(whole)
    assert parts.lines.tolist() == whole.lines.tolist() == list(range(2, 1002, 2))


@given(st.lists(st.lists(st.text('ab",;\n\r x', max_size=6), min_size=3, max_size=3), min_size=1, max_size=8))
def test_records_are_cut_as_the_csv_module_writes_them(table):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(table)
    data = out.getvalue().encode()
    records = cut(data, ",", final=True)
    assert records.fields.tolist() == [3] * len(table)
    assert joined(data, records, records.fields == 3) == data
    assert not records.unclosed


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_packed_files(tmp_path, pack):
    path = tmp_path / f"file.{pack}"
    if pack == "gzip":
        path.write_bytes(gzip.compress(ORDERS.encode()))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("__MACOSX/x", "x")
            archive.writestr("orders.csv", ORDERS)
    _, batch = read(path)
    assert cells(batch)["total"] == ["12.50", "7"]


def test_worksheets_with_titles_dates_numbers_and_empty_rows(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Orders of 2026"],
        [],
        ["order", "date", "total", "paid"],
        ["A1", dt.datetime.fromisoformat("2026-01-05T10:00"), 12.5, True],
        [],
        [1002, dt.date(2026, 1, 6), 7, False],
    ):
        book.active.append(row)
    book.save(tmp_path / "orders.xlsx")
    source, batch = read(tmp_path / "orders.xlsx")
    assert source.kind == "XLSX"
    assert cells(batch)["order"] == ["A1", "1002"]
    assert cells(batch)["date"][0] == "2026-01-05T10:00:00"
    assert cells(batch)["total"] == ["12.5", "7"]
    assert batch.lines.tolist() == [4, 6]


def test_another_worksheet_by_name(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("second").append(["a", "b"])
    book["second"].append([1, 2])
    book.save(tmp_path / "book.xlsx")
    assert cells(read(tmp_path / "book.xlsx", sheet="second")[1]) == {"a": ["1"], "b": ["2"]}
    with pytest.raises(InputError, match="no rows"):
        open_source(tmp_path / "book.xlsx")
    with pytest.raises(InputError, match="no sheet 'third'"):
        open_source(tmp_path / "book.xlsx", sheet="third")


def test_json_lines_and_arrays_read_alike(write):
    records = [{"a": {"b": 1}, "c": [{"d": 1.50}]}, {"a": {"b": "x"}, "e": True}]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    _, plain = read(write(lines, "a.ndjson"))
    _, array = read(write(json.dumps(records, indent=2), "b.json"))
    _, packed = read(write(gzip.compress(lines.encode()), "c.ndjson.gz"))
    assert cells(plain) == cells(array) == cells(packed)
    assert cells(plain) == {"a.b": ["1", "x"], "c": [[{"d": "1.5"}], None], "e": [None, "true"]}


def test_lines_that_are_no_json_objects_cost_themselves_only(write):
    _, batch = read(write('{"a": 1}\nnonsense\n[1]\n{"a": 2}\n'))
    assert cells(batch) == {"a": ["1", "2"]}
    assert [(row.line, row.reason) for row in batch.unreadable] == [(2, "not JSON"), (3, "not an object")]


def test_an_array_that_is_cut_off_is_an_error(write):
    with pytest.raises(InputError, match="Element 2"):
        read(write('[{"a": 1}, {"a": '))


def test_nested_parquet_becomes_flat(tmp_path):
    pair = pa.struct([("key", pa.string()), ("value", pa.struct([("s", pa.string()), ("i", pa.int64())]))])
    table = pa.table(
        {
            "who": pa.array([{"id": "u1", "deep": {"x": 1}}, None]),
            "params": pa.array(
                [[{"key": "page", "value": {"s": "/a"}}, {"key": "n", "value": {"i": 7}}], []], pa.list_(pair)
            ),
            "kind": pa.array(["a", "b"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "f.parquet")
    _, batch = read(tmp_path / "f.parquet")
    assert cells(batch) == {
        "who.deep.x": [1, None],
        "who.id": ["u1", None],
        "params.page": ["/a", None],
        "params.n": ["7", None],
        "kind": ["a", "b"],
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (gzip.compress(b"a,b\n1,2\n" * 9, mtime=0)[:-12], "cannot be unpacked"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"SQLite format 3\x00", "is an SQLite database"),
        (b"<html><body>Sign in</body></html>", "is HTML or XML"),
        (b"PAR1 but no more", "damaged Parquet"),
        (b"just words\nand more words\n", "no table"),
        (b"\x01\x02\x00\x03\x04\x05\x06\x07" * 9, "of no known kind"),
    ],
)
def test_what_cannot_be_imported_is_named(write, content, said):
    with pytest.raises(InputError, match=said):
        read(write(content, "file.bin"))


def test_paths_that_lead_to_no_file(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        open_source(tmp_path)
    with pytest.raises(InputError, match="There is no file"):
        open_source(tmp_path / "nowhere.csv")


def test_an_archive_of_several_files_names_them(tmp_path):
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "y")
    with pytest.raises(InputError, match=r"2 files: a\.csv, b\.csv"):
        open_source(tmp_path / "two.zip")


def test_an_unknown_encoding_names_usual_ones(write):
    with pytest.raises(InputError, match="cp1255"):
        open_source(write(ORDERS), encoding="klingon")


def test_a_file_with_nothing_but_a_header_says_so(shop, write):
    for look in (shop.preview, shop.take_in):
        with pytest.raises(InputError, match="not a single row"):
            look(write("order,customer,date,total\n"))


def test_a_column_of_broken_dates_is_named_as_what_it_is_not(shop, write):
    with pytest.raises(InputError, match=r"date \(soon\), but its values are no dates"):
        shop.take_in(write("order,customer,date,total\n1,a,soon,5\n"))


def test_a_field_that_does_not_exist_is_answered_with_those_alike(shop, write):
    path = write("order,customer,date,total\n1,a,2026-01-05,5\n")
    with pytest.raises(InputError, match="Fields are total"):
        shop.take_in(path, columns={"total": "totl"})
