"""Arrays on disk: one uncompressed Arrow IPC file each, mapped into memory without a copy."""

from __future__ import annotations

import contextlib
import mmap
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.journeys.lines import Lines

_FIELD = "values"


def save(path: Path, values: npt.NDArray[Any] | pa.Array) -> None:
    """Write one array whole or not at all, and wait until it is on the disk."""
    array = values if isinstance(values, pa.Array) else pa.array(values)
    with _whole(path) as file, pa.ipc.new_file(file, pa.schema([pa.field(_FIELD, array.type)])) as writer:
        writer.write_batch(pa.record_batch([array], [_FIELD]))


def save_text(path: Path, text: str) -> None:
    """Write a text whole or not at all, and wait until it is on the disk."""
    with _whole(path) as file:
        file.write(text.encode())


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    with draft.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def mapped(path: Path) -> npt.NDArray[Any]:
    """Return an array of numbers, mapped from disk."""
    return _numbers(*_opened(path))


def mapped_dictionary(path: Path) -> tuple[npt.NDArray[Any], pa.Array]:
    """Return the codes and the dictionary of a dictionary-coded array, mapped from disk."""
    memory, array = _opened(path)
    return _numbers(memory, array.indices), array.dictionary


def save_lines(path: Path, lines: Lines) -> None:
    """Write lines whole or not at all."""
    product = pa.DictionaryArray.from_arrays(pa.array(lines.product), pa.array(lines.names, pa.string()))
    columns = {"position": lines.position, "product": product, "pieces": lines.pieces, "price": lines.price}
    save(path, pa.StructArray.from_arrays(list(map(pa.array, columns.values())), list(columns)))


def mapped_lines(path: Path) -> Lines:
    """Return lines, mapped from disk."""
    memory, lines = _opened(path)
    position, product, pieces, price = (lines.field(number) for number in range(lines.type.num_fields))
    return Lines(
        position=_numbers(memory, position),
        product=_numbers(memory, product.indices),
        pieces=_numbers(memory, pieces),
        price=_numbers(memory, price),
        names=product.dictionary.to_numpy(zero_copy_only=False),
    )


def _opened(path: Path) -> tuple[mmap.mmap, pa.Array]:
    # A private mapping: several processes share its pages, and as nobody writes, none is copied. NumPy
    # takes it for writable, which is the only kind of array that kernels are compiled for.
    with path.open("rb") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    return memory, pa.ipc.open_file(pa.py_buffer(memory)).get_batch(0).column(0)


def _numbers(memory: mmap.mmap, array: pa.Array) -> npt.NDArray[Any]:
    kind = array.type.to_pandas_dtype()
    if not len(array):
        return np.empty(0, kind)
    start = array.buffers()[1].address - pa.py_buffer(memory).address
    return np.frombuffer(memory, kind, len(array), start)
