"""Opening a file, whatever it is: kind by its bytes, never by its name."""

from __future__ import annotations

from pathlib import Path

from parcours.collect.importing.batch import Source
from parcours.collect.importing.files.delimited import open_delimited
from parcours.collect.importing.files.encoding import detect, without_mark
from parcours.collect.importing.files.json_records import looks_like_json, open_json
from parcours.collect.importing.files.parquet import open_parquet
from parcours.collect.importing.files.stream import PARQUET, Packed, Survey, survey, unpack
from parcours.collect.importing.files.workbook import open_worksheet
from parcours.errors import InputError

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FOREIGN = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite": "an SQLite database",
    b"\x7fELF": "a program",
    b"ORC": "an ORC file",
    b"Obj\x01": "an Avro file",
    b"<": "HTML or XML",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
}
_KNOWN = "CSV, XLSX, Parquet, NDJSON or JSON, plain or packed as gzip or zip."


def open_source(path: Path, *, encoding: str = "", sheet: str = "") -> tuple[Source, Survey]:
    """Open a file of any kind that can be imported; the survey identifies its contents.

    Raises
    ------
    InputError
        It is not there, is empty, or is of another kind.
    """
    packed = unpack(path)
    looked = survey(packed)
    return _source(packed, looked, encoding, sheet), looked


def _source(packed: Packed, looked: Survey, encoding: str, sheet: str) -> Source:
    with packed.open() as file:
        head = file.read(1 << 16)
    if head.startswith(PARQUET):
        return open_parquet(_plain(packed))
    if head.startswith((_ZIP, _OLD_EXCEL)):
        return open_worksheet(_plain(packed), looked.size, sheet)
    if kind := next((kind for mark, kind in _FOREIGN.items() if head.startswith(mark)), ""):
        raise InputError(f"{packed.path} is {kind}.", expected=f"Files that can be imported: {_KNOWN}")
    if looks_like_json(head):
        return open_json(packed, looked.size)
    name = detect(head, looked, encoding)
    if b"\0" in head and not name.startswith("utf-16"):
        raise InputError(
            f"{packed.path} is no text and of no known kind.",
            expected=f"Files that can be imported: {_KNOWN}",
        )
    return open_delimited(packed, looked.size, name, without_mark(head))


def _plain(packed: Packed) -> Path:
    if packed.packing:
        raise InputError(f"{packed.path} holds a packed file of a packed kind.", advice="Unpack it first.")
    return packed.path
