"""Writing data files: small, fast, and without a value of a personal column outside its pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from parcours.errors import StorageError
from parcours.eventlog.place import Place, storing
from parcours.eventlog.snapshot import UNKNOWN_FIRST, UNKNOWN_LAST, DataFile
from parcours.touchpoints.schema import INSTANT, SCHEMA

BOUNDED = ("timestamp", "profile_id")
"""The only columns with statistics: a minimum of any other column would outlive the erasure of its row."""

ROW_GROUP = 1 << 16
_DELTAS = {field.name: "DELTA_BINARY_PACKED" for field in SCHEMA if field.type == INSTANT} | {
    "profile_id": "DELTA_BINARY_PACKED"
}
_MOSTLY_UNIQUE = {"message_id", "text", "properties"}
_REPEATING = [
    f"{field.name}.list.element.{part.name}" if pa.types.is_list(field.type) else part.name
    for field in SCHEMA
    if field.name not in _DELTAS and field.name not in _MOSTLY_UNIQUE
    for part in (field.type.value_type if pa.types.is_list(field.type) else [field])
]


def present(table: pa.Table) -> pa.Table:
    """Leave out the columns that are null throughout: a missing column reads as null at no cost."""
    return table.select([name for name in table.column_names if table[name].null_count < len(table)])


def write_files(
    place: Place, number: int, schema: pa.Schema, parts: Iterable[pa.Table], size: int
) -> list[DataFile]:
    """Write rows into files of about ``size`` bytes, durably; names sort by commit ``number``."""
    files: list[DataFile] = []
    rows = iter(parts)
    with storing("write touchpoints"):
        try:
            while (first := next(rows, None)) is not None:
                files.append(_begun(_name(number, len(files))))
                files[-1] = _write_file(place, files[-1].path, schema, _led_by(first, rows), size)
        except (OSError, pa.ArrowException, StorageError):
            place.discard(*(file.path for file in files))
            raise
        place.make_durable(*(file.path for file in files))
    return files


def _name(number: int, part: int) -> str:
    return f"part-{number:012d}-{part:04d}-{uuid.uuid4().hex[:12]}.parquet"


def _begun(path: str) -> DataFile:
    return DataFile(path, 0, 0, UNKNOWN_LAST, UNKNOWN_FIRST, UNKNOWN_LAST, UNKNOWN_FIRST)


def _led_by(first: pa.Table, rest: Iterator[pa.Table]) -> Iterator[pa.Table]:
    yield first
    yield from rest


def _write_file(place: Place, path: str, schema: pa.Schema, parts: Iterator[pa.Table], size: int) -> DataFile:
    file = _begun(path)
    with place.files.open_output_stream(path) as stream, _writer(stream, schema) as writer:
        for part in parts:
            writer.write_table(part, row_group_size=ROW_GROUP)
            file = _widened(file, part)
            if stream.tell() >= size:
                break
    return replace(file, size=place.files.get_file_info(path).size)


def _writer(stream: pa.NativeFile, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        stream,
        schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=_REPEATING,
        column_encoding=_DELTAS,
        write_statistics=list(BOUNDED),
    )


def _widened(file: DataFile, part: pa.Table) -> DataFile:
    times = pc.min_max(part["timestamp"].cast(pa.int64())).as_py()
    profiles = pc.min_max(part["profile_id"]).as_py()
    return replace(
        file,
        rows=file.rows + len(part),
        first=min(file.first, times["min"]),
        last=max(file.last, times["max"]),
        lowest=min(file.lowest, profiles["min"]),
        highest=max(file.highest, profiles["max"]),
    )
