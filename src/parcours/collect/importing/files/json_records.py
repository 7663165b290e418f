"""JSON: one object a line (NDJSON), or one array of objects."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import IO, Any

import numpy as np

from parcours.collect.importing.batch import Batch, Unreadable
from parcours.collect.importing.files.nested import columns_of, explode, flatten
from parcours.collect.importing.files.stream import BLOCK, Packed
from parcours.errors import InputError

ROWS = 50_000
_SAMPLE = 2_000
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)
_BETWEEN = re.compile(r"[\[\s,]*")
_LARGEST = 64 << 20
Numbered = tuple[int, Any]


@dataclass(frozen=True)
class JsonFile:
    """A file of JSON objects; ``list_path`` names a list in each whose elements are the rows."""

    packed: Packed
    size: int
    is_array: bool
    list_path: str = ""
    kind: str = field(default="JSON", init=False)

    def exploded(self, list_path: str) -> JsonFile:
        """Return the same file with the elements of a list as its rows."""
        return replace(self, list_path=list_path)

    def sample(self) -> Batch:
        """Return the first rows."""
        return next(self._batches(_SAMPLE), Batch({}, np.empty(0, np.int64), 0))

    def batches(self) -> Iterator[Batch]:
        """Return all rows."""
        return self._batches(ROWS)

    def _batches(self, rows: int) -> Iterator[Batch]:
        with self.packed.open() as file:
            records = _elements(file) if self.is_array else _lines(file)
            while part := list(islice(records, rows)):
                yield self._batch(part, file)

    def _batch(self, records: list[Numbered], file: IO[bytes]) -> Batch:
        good = [(line, record) for line, record in records if isinstance(record, dict)]
        wrong = tuple(_unreadable(line, record) for line, record in records if not isinstance(record, dict))
        if self.list_path:
            good = [(line, dict(part)) for line, record in good for part in explode(record, self.list_path)]
        columns = columns_of([dict(flatten(record)) for _, record in good])
        return Batch(columns, np.array([line for line, _ in good], np.int64), file.tell(), wrong)


def open_json(packed: Packed, size: int) -> JsonFile:
    """Find out whether a JSON file is an array or one object a line."""
    with packed.open() as file:
        head = file.read(BLOCK).lstrip(b"\xef\xbb\xbf \t\r\n")
    return JsonFile(packed, size, is_array=head.startswith(b"["))


def looks_like_json(head: bytes) -> bool:
    """Return whether text begins as JSON objects do."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _unreadable(line: int, record: Any) -> Unreadable:
    reason = "not JSON" if isinstance(record, str) else "not an object"
    return Unreadable(line, reason, str(record))


def _lines(file: IO[bytes]) -> Iterator[Numbered]:
    for number, line in enumerate(file, 1):
        text = line.decode("utf-8-sig", "replace").strip()
        if text:
            yield number, _decoded(text)


def _decoded(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        return text


def _elements(file: IO[bytes]) -> Iterator[Numbered]:
    """Yield the elements of one big array, numbered, without holding it."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    text, at, number = "", 0, 0
    while True:
        at = _after(text, at)
        if text[at : at + 1] == "]":
            return
        try:
            element, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            block = file.read(BLOCK)
            if not block or len(text) - at > _LARGEST:
                raise _broken_array(number + 1) from error
            text, at = text[at:] + decoder.decode(block), 0
        else:
            number += 1
            yield number, element


def _after(text: str, at: int) -> int:
    """Return where the next element begins, past brackets, commas and space."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _broken_array(number: int) -> InputError:
    return InputError(
        f"Element {number} of the JSON array is broken or cut off.",
        advice="Export the file again, or as NDJSON: one object a line.",
    )
