"""The file of rejected rows: line, reason, and the row as it stood."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from parcours.collect.importing.batch import Batch, Ints
from parcours.errors import StorageError
from parcours.shop.spreadsheets import harmless

SUFFIX = ".rejects.csv"


@dataclass(frozen=True)
class Rejected:
    """Rejected rows of one chunk: their lines, reasons and cells."""

    rows: tuple[tuple[int, str, tuple[str, ...]], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def reasons(self) -> Counter[str]:
        """Count the rows by reason."""
        return Counter(reason for _, reason, _ in self.rows)


def rejected(batch: Batch, rows: Ints, reasons: list[str], names: tuple[str, ...]) -> Rejected:
    """Return the refused rows of a batch, and those that could not be read."""
    part = batch.take(rows)
    columns = [_cells(part, name) for name in names]
    cells = zip(*columns, strict=True) if columns else iter([()] * len(part))
    refused = [
        (int(line), reason, tuple(row)) for line, reason, row in zip(part.lines, reasons, cells, strict=True)
    ]
    unreadable = [(row.line, row.reason, (row.text,)) for row in batch.unreadable]
    return Rejected(tuple(sorted([*refused, *unreadable])))


def _cells(batch: Batch, name: str) -> list[str]:
    column = batch.columns.get(name)
    if column is None:
        return [""] * len(batch)
    values = column.to_pylist() if pa.types.is_nested(column.type) else column.cast(pa.string()).to_pylist()
    return ["" if value is None else str(value) for value in values]


class RejectFile:
    """Appends rejected rows; can be cut back to a length that it had."""

    def __init__(self, path: Path, names: tuple[str, ...]) -> None:
        self.path = path
        self._names = names

    @property
    def size(self) -> int:
        """Its length in bytes; 0 when there is none."""
        return self.path.stat().st_size if self.path.exists() else 0

    def cut(self, size: int) -> None:
        """Cut it back to a length that it had."""
        with storing(self.path):
            if size == 0:
                self.path.unlink(missing_ok=True)
            elif self.size > size:
                os.truncate(self.path, size)

    def append(self, rows: Rejected) -> int:
        """Write rows; return the new length."""
        if len(rows):
            with storing(self.path), self.path.open("a", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                if file.tell() == 0:
                    writer.writerow(("line", "reason", *map(harmless, self._names)))
                writer.writerows((line, reason, *map(harmless, cells)) for line, reason, cells in rows.rows)
        return self.size


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into an error that says what to do."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written: {error.strerror}.",
            advice="Make room or correct the permissions, then import again: it goes on where it stopped.",
            retryable=True,
        ) from error
