"""Delimited text: CSV with commas, semicolons, tabs or bars."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from parcours.collect.importing.batch import Batch, Flags, Ints, Unreadable, concat
from parcours.collect.importing.files.records import RECORD_LIMIT, Records, cut, joined
from parcours.collect.importing.files.stream import Packed
from parcours.errors import InputError

DELIMITERS = ",;\t|"
BLOCK = 8 << 20
NULLS = ["", "NULL", "null", "\\N", "NaN", "nan", "#N/A"]
_HEAD = 1 << 20
_SPOTS, _SPOT = 16, 1 << 16


@dataclass(frozen=True)
class Dialect:
    """How a delimited file is written; ``header`` is the number of bytes (in UTF-8) before its rows."""

    encoding: str
    delimiter: str
    names: tuple[str, ...]
    header: int
    header_lines: int


@dataclass(frozen=True)
class DelimitedFile:
    """A delimited text file."""

    packed: Packed
    size: int
    dialect: Dialect
    kind: str = field(default="CSV", init=False)

    def sample(self) -> Batch:
        """Return rows from the beginning and, where the file can be entered anywhere, from all over it."""
        with self.packed.open() as file:
            text = _decoded(file.read(_HEAD), self.dialect.encoding)[self.dialect.header :]
            head = self._rows(text, final=self.size <= _HEAD)
            if self.size <= _HEAD or self.packed.packing or self.dialect.encoding.startswith("utf-16"):
                return head
            return concat([head, *self._spots(file)])

    def batches(self) -> Iterator[Batch]:
        """Return the rows, some megabytes at a time."""
        line, rest = 1 + self.dialect.header_lines, b""
        for text, done, final in _texts(self.packed, self.dialect):
            text = rest + text
            batch, taken, line = self._batch(text, line, final=final)
            rest = text[taken:]
            if len(batch) or batch.unreadable:
                yield Batch(batch.columns, batch.lines, done, batch.unreadable)

    def _spots(self, file: IO[bytes]) -> Iterator[Batch]:
        """Yield rows from places all over the file, its end among them."""
        for start in np.linspace(_HEAD, max(self.size - _SPOT, _HEAD), _SPOTS).astype(int).tolist():
            file.seek(start)
            text = file.read(_SPOT).partition(b"\n")[2]
            yield self._rows(_decoded(text, self.dialect.encoding), final=start + _SPOT >= self.size)

    def _rows(self, text: bytes, *, final: bool) -> Batch:
        records = cut(text, self.dialect.delimiter, final=final)
        return self._parsed(text, records, np.ones(len(records), np.int64))

    def _batch(self, text: bytes, line: int, *, final: bool) -> tuple[Batch, int, int]:
        parts, at = [], 0
        while True:
            records = cut(text[at:], self.dialect.delimiter, final=final)
            starts = line + np.concatenate([[0], np.cumsum(records.lines)])
            parts.append(self._parsed(text[at:], records, starts[:-1]))
            at, line = at + records.end, int(starts[-1])
            if not records.unclosed:
                return concat(parts), at, line
            broken, _, _ = text[at:].partition(b"\n")
            parts.append(self._unclosed(broken, line))
            at, line = min(at + len(broken) + 1, len(text)), line + 1

    def _unclosed(self, text: bytes, line: int) -> Batch:
        row = Unreadable(
            line, "a quote is opened and not closed", text[:RECORD_LIMIT].decode(errors="replace")
        )
        return Batch(self._empty(), np.empty(0, np.int64), 0, (row,))

    def _parsed(self, text: bytes, records: Records, lines: Ints) -> Batch:
        filled = records.fields > 0
        right = records.fields == len(self.dialect.names)
        foreign = _not_utf8(text, records)
        good = right & ~foreign
        refused = tuple(
            Unreadable(int(lines[i]), self._reason(records, foreign, i), _text(text, records, i))
            for i in np.flatnonzero(filled & ~good).tolist()
        )
        columns = (
            self._columns(joined(text, records, good), lines=records.lines[good])
            if good.any()
            else self._empty()
        )
        return Batch(columns, lines[good], 0, refused)

    def _reason(self, records: Records, foreign: Flags, row: int) -> str:
        if foreign[row]:
            return "bytes that are not UTF-8"
        return f"{records.fields[row]} fields where the header has {len(self.dialect.names)}"

    def _empty(self) -> dict[str, pa.Array]:
        return {name: pa.array([], pa.string()) for name in self.dialect.names}

    def _columns(self, text: bytes, *, lines: Ints) -> dict[str, pa.Array]:
        names = list(self.dialect.names)
        table = arrow_csv.read_csv(
            pa.py_buffer(text),
            read_options=arrow_csv.ReadOptions(
                column_names=names, block_size=max(len(text) // 4, RECORD_LIMIT * 2)
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.dialect.delimiter, newlines_in_values=bool((lines > 1).any())
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=NULLS,
                strings_can_be_null=True,
                check_utf8=False,
            ),
        )
        return {name: _whole(table.column(name)) for name in names}


def open_delimited(packed: Packed, size: int, encoding: str, skip: int) -> DelimitedFile:
    """Find out how a delimited file is written.

    Raises
    ------
    InputError
        Its first lines are no table.
    """
    with packed.open() as file:
        head = file.read(_HEAD)
    text = _decoded(head[skip:], encoding)
    mark = len(codecs.BOM_UTF8) if skip else 0  # every mark becomes this one in UTF-8
    hint = text.partition(b"\n")[0] + b"\n" if text.lower().startswith(b"sep=") else b""
    body = text[len(hint) :]
    delimiter = _delimiter(body, final=len(head) < _HEAD)
    records = cut(body, delimiter, final=len(head) < _HEAD)
    first = int(np.flatnonzero(records.fields)[0])
    names = _names(_text(body, records, first), delimiter)
    before = len(hint) + mark + int(records.bounds[first + 1])
    dialect = Dialect(encoding, delimiter, names, before, bool(hint) + int(records.lines[: first + 1].sum()))
    return DelimitedFile(packed, size, dialect)


def _delimiter(text: bytes, *, final: bool) -> str:
    def regularity(delimiter: str) -> tuple[float, int]:
        fields = cut(text, delimiter, final=final).fields
        fields = fields[fields > 0][:200]
        if not len(fields) or fields[0] < 2:
            return 0.0, 0
        return float((fields == fields[0]).mean()), int(fields[0])

    best = max(DELIMITERS, key=regularity)
    if regularity(best) < (0.5, 2):
        raise InputError(
            "This is no table: its lines have no columns in common.",
            expected="CSV separated by commas, semicolons, tabs or bars, NDJSON, Parquet or XLSX.",
            advice="Open it in a text editor to see what it is.",
        )
    return best


def _names(header: str, delimiter: str) -> tuple[str, ...]:
    cells = next(csv.reader(io.StringIO(header), delimiter=delimiter))
    return unique_names(cells)


def unique_names(cells: list[str]) -> tuple[str, ...]:
    """Return column names as they stand in the header, made different where they are blank or repeated."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _texts(packed: Packed, dialect: Dialect) -> Iterator[tuple[bytes, int, bool]]:
    decoder = codecs.getincrementaldecoder(dialect.encoding)("replace")
    skip, done = dialect.header, 0
    with packed.open() as file:
        while True:
            block = file.read(BLOCK)
            done += len(block)
            plain = dialect.encoding == "utf-8"
            text = block if plain else decoder.decode(block, final=not block).encode()
            yield text[skip:], done, not block
            skip = max(skip - len(text), 0)
            if not block:
                return


def _decoded(block: bytes, encoding: str) -> bytes:
    if encoding == "utf-8":
        return block
    return codecs.getincrementaldecoder(encoding)("replace").decode(block).encode()


def _text(text: bytes, records: Records, row: int) -> str:
    return text[records.bounds[row] : records.bounds[row + 1]].decode(errors="replace").rstrip("\r\n")


def _not_utf8(text: bytes, records: Records) -> Flags:
    wrong = np.zeros(len(records), np.bool_)
    start = 0
    while start < records.end:
        try:
            str(memoryview(text)[start : records.end], "utf-8")
        except UnicodeDecodeError as error:
            row = int(np.searchsorted(records.bounds, start + error.start, side="right")) - 1
            wrong[row] = True
            start = int(records.bounds[row + 1])
        else:
            break
    return wrong


def _whole(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
