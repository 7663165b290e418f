"""The orders that no number counts: a file beside the index, which the app writes and analyses read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

FILE = "left-out.arrow"
COLUMNS = ("shop_id", "order_id")


def left_out(folder: Path) -> frozenset[tuple[str, str]]:
    """Return the orders of a shop that are left out, each as (shop_id, order_id); where no file is, none."""
    rows = read(folder)
    return (
        frozenset()
        if rows is None
        else frozenset(zip(*(rows[name].to_pylist() for name in COLUMNS), strict=True))
    )


def read(folder: Path) -> pa.Table | None:
    """Return the file's rows, None where there is no file."""
    import pyarrow.feather as feather

    try:
        return feather.read_table(folder / FILE, memory_map=False)
    except FileNotFoundError:
        return None


def put(folder: Path, rows: pa.Table) -> None:
    """Let these rows hold from now on; none need no file. What says the same already stays untouched."""
    import pyarrow.feather as feather

    path, before = folder / FILE, read(folder)
    if not len(rows):
        path.unlink(missing_ok=True)
    elif before is None or not before.equals(rows):
        fresh = path.with_suffix(".new")
        feather.write_feather(rows, fresh, compression="uncompressed")
        fresh.replace(path)
