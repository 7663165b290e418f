"""Files that are wrong, odd, or made to do harm: clear words, and nothing comes of them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from tests.web.imports.conftest import waited

pytestmark = pytest.mark.django_db(transaction=True)

BOMB = 4 << 30
SHEET = "xl/worksheets/sheet1.xml"


def bomb() -> bytes:
    """A workbook of some megabytes that unpacks to four gigabytes."""
    plain, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in book.namelist():
            if name != SHEET:
                archive.writestr(name, book.read(name))
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            )
            text = b"a" * (1 << 20)
            for row in range(1, (BOMB >> 20) + 1):
                cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
                sheet.write(cell % (row, row, text))
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02\xff" * 5_000, "of no kind that Parcours knows"),
        (b"%PDF-1.7 and so on", "of another kind"),
        (b"PAR1 and then nothing that one can read", "damaged"),
        (b"only one line without any columns", "It is no table"),
        (b"order,date,total\n", "It has no rows"),
    ],
)
def test_what_cannot_be_read_is_told(owner, bring, content, words):
    text = waited(owner, bring(content))
    assert "The file cannot be imported like this" in text
    assert words in text


def test_an_empty_file_is_not_taken(owner, shop):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = owner.post("/imports/", {"file": SimpleUploadedFile("a.csv", b"")})
    assert answer.status_code == 422
    assert "The file is empty" in answer.content.decode()
    assert list((shop.folder / "uploads").glob("*")) == []


def test_names_are_shown_and_never_used(owner, bring, shop):
    address = bring(
        b"order,date,total\n1,2026-01-05,3\n", name="../../evil\u202egpj.<script>alert(1)</script>.csv"
    )
    text = waited(owner, address)
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert not list(shop.folder.parent.glob("*evil*"))
    assert all(len(path.name) == 32 for path in (shop.folder / "uploads").iterdir())


def test_formulas_and_scripts_in_cells_are_text(owner, bring):
    content = (
        b'order,date,total,"<img src=x onerror=alert(1)>"\n=1+1,2026-01-05,3,<script>alert(2)</script>\n'
    )
    text = waited(owner, bring(content))
    assert "=1+1" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1255", "latin-1"])
def test_a_file_in_another_encoding_is_read_or_told(owner, bring, encoding):
    name = "חולצה" if encoding == "cp1255" else "Théière"
    marked = "\ufeff" if encoding == "utf-16-le" else ""
    text = waited(owner, bring(f"{marked}order,date,total,product\n1,2026-01-05,3,{name}\n".encode(encoding)))
    assert name in text or "The file cannot be imported like this" in text
    assert "\x00" not in text


@pytest.mark.slow
def test_a_line_of_a_gigabyte_ends_its_reader_alone(owner, tmp_path):
    file = tmp_path / "line.csv"
    with file.open("wb") as opened:
        opened.write(b"order,date,total\n")
        for _ in range(1 << 10):
            opened.write(b"7" * (1 << 20))
    with file.open("rb") as opened:
        answer = owner.post("/imports/", {"file": opened})
    file.unlink()
    text = waited(owner, answer.url)
    assert "The file cannot be imported like this" in text


@pytest.mark.slow
def test_a_workbook_that_unpacks_to_gigabytes_ends_its_reader_alone(owner, bring):
    text = waited(owner, bring(bomb(), name="orders.xlsx"))
    assert "more memory or time" in text


@pytest.mark.slow
def test_a_gigabyte_of_nothing_is_told_from_data(owner, tmp_path, shop):
    file = tmp_path / "sparse.csv"
    with file.open("wb") as opened:
        opened.truncate(1 << 30)
    with file.open("rb") as opened:
        answer = owner.post("/imports/", {"file": opened})
    assert "It is no table" in waited(owner, answer.url)


def test_a_file_without_room_for_it_is_refused_in_words(owner, shop, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from parcours.web.imports import arriving

    monkeypatch.setattr(arriving, "room", lambda: 10)
    answer = owner.post("/imports/", {"file": SimpleUploadedFile("a.csv", b"a" * 1_000)})
    assert answer.status_code == 422
    assert "larger than there is room for" in answer.content.decode()
    assert not (shop.folder / "uploads").exists()
