"""Worksheets: XLSX and its older and open relatives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from parcours.collect.importing.batch import Batch
from parcours.collect.importing.files.delimited import unique_names
from parcours.errors import InputError

ROWS = 100_000


@dataclass(frozen=True, eq=False)
class WorksheetFile:
    """One worksheet; its first row that has several filled cells is the header."""

    size: int
    names: tuple[str, ...]
    rows: list[list[Any]]
    first: int
    kind: str

    def sample(self) -> Batch:
        """Return all rows: a worksheet is never large."""
        return self._batch(0, len(self.rows))

    def batches(self) -> Iterator[Batch]:
        """Return all rows."""
        for start in range(0, len(self.rows), ROWS):
            yield self._batch(start, min(start + ROWS, len(self.rows)))

    def _batch(self, start: int, stop: int) -> Batch:
        filled = [i for i in range(start, stop) if any(cell != "" for cell in self.rows[i])]
        columns = {
            name: pa.array([_text(self.rows[i][place]) for i in filled], pa.string())
            for place, name in enumerate(self.names)
        }
        return Batch(columns, np.array(filled, np.int64) + self.first, self.size * stop // len(self.rows))


def open_worksheet(path: Path, size: int, sheet: str) -> WorksheetFile:
    """Read a worksheet.

    Raises
    ------
    InputError
        The file is damaged or protected, or has no such sheet, or its sheet has no rows.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        name = _chosen(path, book.sheet_names, sheet)
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise InputError(
            f"{path} cannot be read as a workbook: {error}.", advice="Save it anew, without a password."
        ) from error
    header = next((i for i, row in enumerate(cells) if sum(cell != "" for cell in row) > 1), None)
    if header is None or header + 1 == len(cells):
        raise InputError(
            f"The sheet '{name}' of {path} has no rows.", advice="Name another one with --sheet."
        )
    names = unique_names([str(_text(cell) or "") for cell in cells[header]])
    return WorksheetFile(size, names, cells[header + 1 :], header + 2, _kind(name, book.sheet_names))


def _kind(chosen: str, sheets: list[str]) -> str:
    return "XLSX" if len(sheets) == 1 else f"XLSX, sheet {chosen} of {', '.join(sheets)} (--sheet)"


def _chosen(path: Path, sheets: list[str], wanted: str) -> str:
    if not sheets or (wanted and wanted not in sheets):
        raise InputError(f"{path} has no sheet '{wanted}'.", expected=f"It has: {', '.join(sheets)}.")
    return wanted or sheets[0]


def _text(cell: Any) -> str | None:
    if cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, (dt.datetime, dt.date)):
        return cell.isoformat()
    return str(cell).strip() or None
