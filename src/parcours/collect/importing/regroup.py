"""Puts all rows of an order into one batch, however far apart they stand in the file."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Batch, concat
from parcours.collect.importing.mapping import Plan
from parcours.collect.importing.values.words import text_of
from parcours.eventlog.siphash import hash64

IN_MEMORY = 64 << 20
"""A larger batch of orders is parted on disk."""
_LINE = "\0line"
_KEY = bytes(16)


def regrouped(batches: Iterator[Batch], plan: Plan, folder: Path, size: int) -> Iterator[Batch]:
    """Yield batches that hold every row of their orders.

    A file of ``size`` bytes is parted by a hash of the order number into temporary files under
    ``folder``, each small enough for memory.
    """
    filled = _filled_down((batch.decoded() for batch in batches), plan)
    parts = -(-size // IN_MEMORY)
    if not plan.lines or "order_id" not in plan.columns:
        yield from filled
        return
    if parts == 1:
        yield from _whole(filled)
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        done = yield from _spread(filled, plan, folder, parts)
        for number in range(parts):
            yield from _collected(folder / f"{number}.arrow", done)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _whole(batches: Iterator[Batch]) -> Iterator[Batch]:
    everything = list(batches)
    if everything:
        yield concat(everything)


def _filled_down(batches: Iterator[Batch], plan: Plan) -> Iterator[Batch]:
    """Give rows without an order number that of the row above, where the export leaves it out."""
    above: str | None = None
    for batch in batches:
        name = next((c for c in plan.columns.get("order_id", ()) if c in batch.columns), None)
        if not plan.format.fill_down or name is None or not len(batch):
            yield batch
            continue
        numbers = pa.concat_arrays([pa.array([above], pa.string()), text_of(batch.columns[name])])
        numbers = pc.fill_null_forward(numbers)
        above = numbers[-1].as_py()
        yield replace(batch, columns={**batch.columns, name: numbers[1:]})


def _spread(batches: Iterator[Batch], plan: Plan, folder: Path, parts: int) -> Generator[Batch, None, int]:
    """Write the rows to their parts; hand on what could not be read; return where the file ends."""
    writers: list[pa.RecordBatchFileWriter] = []
    done = 0
    with contextlib.ExitStack() as stack:
        for batch in batches:
            done = batch.done
            if batch.unreadable:
                yield replace(batch.take(np.empty(0, np.int64)), unreadable=batch.unreadable)
            table = pa.table({**batch.columns, _LINE: batch.lines})
            if not writers:
                writers = [
                    stack.enter_context(
                        pa.ipc.new_file(str(folder / f"{n}.arrow"), table.schema, options=_packed())
                    )
                    for n in range(parts)
                ]
            which = _part_of(batch, plan, parts)
            for number, writer in enumerate(writers):
                writer.write_table(table.filter(pa.array(which == number)))
    return done


def _part_of(batch: Batch, plan: Plan, parts: int) -> np.ndarray:
    names = [c for c in plan.columns["order_id"] if c in batch.columns]
    keys = pc.coalesce(*[text_of(batch.columns[name]) for name in names])
    return hash64(pc.fill_null(keys, ""), _KEY).view(np.uint64) % np.uint64(parts)


def _packed() -> pa.ipc.IpcWriteOptions:
    return pa.ipc.IpcWriteOptions(compression="lz4")


def _collected(path: Path, done: int) -> Iterator[Batch]:
    if not path.exists():
        return
    with pa.memory_map(str(path)) as file:
        table = pa.ipc.open_file(file).read_all().combine_chunks()
    if len(table):
        columns = {name: pa.concat_arrays(table[name].chunks) for name in table.column_names}
        lines = columns.pop(_LINE).to_numpy().copy()
        order = np.argsort(lines, kind="stable")
        yield Batch(columns, lines, done).take(order)
