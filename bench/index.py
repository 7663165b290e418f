"""The index: built from a log, on disk, and brought up to date.

python -m bench index
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
from bench.data import NAMES, VALUES, sequences
from bench.table import Row, seconds

from parcours.eventlog import EventLog
from parcours.journeys import Sequences
from parcours.journeys.index import Index, View
from parcours.touchpoints.schema import SCHEMA

SECRET = b"0123456789abcdef"
BATCH = 1_000_000
NEW = 100_000
VISIT = 8
CORE = ("profiles", "offsets", "times", "events", "rows")


def cases(size: int) -> Iterator[Row]:
    """Measure an index of so many touchpoints."""
    folder = Path(tempfile.mkdtemp(prefix="parcours-bench-"))
    try:
        log = write_log(folder / "log", sequences(size))
        index = Index(folder / "index", log)
        yield from building(index, size)
        yield from refreshing(index, log)
    finally:
        shutil.rmtree(folder)


def building(index: Index, size: int) -> Iterator[Row]:
    """Build it, and look at what that took."""
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        peak = fresh.submit(peak_of_build, index.folder.parent).result()
    built = seconds(index.rebuild)
    yield Row(f"index of {size:,} touchpoints built from the log", built, "s", "under 10")
    yield Row("memory at the peak of the build", peak / size, "bytes a touchpoint", "under 60")
    view = index.refresh()
    disk = sum((view.columns.folder / f"{name}.arrow").stat().st_size for name in CORE)
    yield Row("core columns on disk", disk / size, "bytes a touchpoint", "under 16")
    yield Row("a text column on its first use", timed(lambda: channel(view)), "s")
    yield Row("an index opened, nothing new", seconds(index.refresh), "s")


def refreshing(index: Index, log: EventLog) -> Iterator[Row]:
    """Add touchpoints until the overlay becomes part of a new base."""
    overlays, merges, base = [], [], index.refresh().pointer.base
    for number in range(8):
        append_visits(log, index.refresh(), number)
        took = timed(index.refresh)
        now = index.refresh().pointer.base
        (overlays if now == base else merges).append(took)
        base = now
    if overlays:
        yield Row(f"{NEW:,} new touchpoints visible", statistics.median(overlays), "s", "under 0.5")
    if merges:
        yield Row("the same where the overlay becomes a new base", statistics.median(merges), "s")


def write_log(folder: Path, shop: Sequences) -> EventLog:
    """Write a shop's touchpoints into a log, in the order of time."""
    log = EventLog.create(folder, secret=SECRET)
    order = np.argsort(shop.times, kind="stable")
    profiles = np.repeat(shop.profiles, np.diff(shop.offsets))
    # Real ids are hashes: neighbours in the log are none in the index.
    leaves = profiles * np.int64(-7046029254386353131)
    for version, start in enumerate(range(0, len(order), BATCH)):
        rows = order[start : start + BATCH]
        codes = {name: shop.column(name).codes[rows] for name in VALUES}
        batch = table(version, leaves[rows], shop.times[rows], shop.events[rows], codes)
        log.append(batch, app="bench", version=version)
    return log


def append_visits(log: EventLog, view: View, seed: int) -> None:
    """Append visits, half of them of profiles known before, half of new ones."""
    draw = np.random.default_rng(seed)
    visits = NEW // VISIT
    known = draw.choice(view.base.core.profiles, visits // 2)
    leaves = np.repeat(np.concatenate([known, draw.integers(-(2**63), 2**63, visits - len(known))]), VISIT)
    times = view.state.manifest.last + np.sort(draw.integers(1, 3_600_000_000, len(leaves)))
    codes = {name: draw.integers(0, len(values) + 1, len(leaves)) for name, values in VALUES.items()}
    version = log.last("bench") + 1
    rows = table(version, leaves, times, draw.integers(0, len(NAMES), len(leaves)), codes)
    log.append(rows, app="bench", version=version)


def table(version: int, leaves: np.ndarray, times: np.ndarray, events: np.ndarray, codes: dict) -> pa.Table:
    """Return touchpoints as the log takes them."""
    size = len(leaves)
    own = {
        "message_id": pa.array(np.char.add(f"{version}-", np.arange(size).astype("U8"))),
        "profile_id": pa.array(leaves),
        "timestamp": pa.array(times).cast(SCHEMA.field("timestamp").type),
        "received_at": pa.array(times).cast(SCHEMA.field("received_at").type),
        "event": pa.array(NAMES).take(pa.array(events)),
    }
    constant = {"source": "bench", "type": "track", "origin": "customer", "trust": "server"}
    own |= {name: pa.repeat(value, size) for name, value in constant.items()}
    own |= {name: pa.array([None, *VALUES[name]]).take(pa.array(code)) for name, code in codes.items()}
    columns = [own[field.name] if field.name in own else pa.nulls(size, field.type) for field in SCHEMA]
    return pa.table(columns, schema=SCHEMA)


def channel(view: View) -> None:
    """Use a column."""
    for part in view.parts():
        part.column("channel")


def timed(work: Callable[[], object]) -> float:
    """Return how long work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_of_build(folder: Path) -> int:
    """Return how far a build makes a fresh process's own memory (mapped files apart) grow."""
    index = Index(folder / "index", EventLog.open(folder / "log", secret=SECRET))
    start, seen, done = own_memory(), [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            seen.append(own_memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    index.rebuild()
    done.set()
    watcher.join()
    return max(seen) - start


def own_memory() -> int:
    """Return this process's anonymous memory in bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) * 1024
