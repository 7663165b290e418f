"""kill -9 at any moment: nothing acknowledged is lost, nothing is twice, the next writer mends the rest."""

from __future__ import annotations

import multiprocessing
import random
import runpy
import signal
import time
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

VICTIM = Path(__file__).with_name("victim.py")
ROWS = 8

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["parcours.eventlog"])


def _start(root, die_at=0):
    process = processes.Process(target=runpy.run_path, args=(str(VICTIM), {"root": root, "die_at": die_at}))
    process.start()
    return process


def _killed_after(root, seconds):
    process = _start(root)
    notes = root.parent / "notes"
    before = notes.stat().st_size if notes.exists() else 0
    while process.is_alive() and (not notes.exists() or notes.stat().st_size == before):
        time.sleep(0.001)
    time.sleep(seconds)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _notes(root) -> dict[str, set[int]]:
    notes: dict[str, set[int]] = {"appended": set(), "erasing": set(), "erased": set()}
    path = root.parent / "notes"
    for line in path.read_text().splitlines() if path.exists() else []:
        deed, number = line.split()
        notes[deed].add(int(number))
    return notes


def _check_promises(root, reopen):
    """What a reader finds is what the writer was told, whole batches, each touchpoint once."""
    log, notes = reopen(), _notes(root)
    times = Counter(name for rows in log.read(["message_id"]) for name in rows["message_id"].to_pylist())
    last = log.last("x")
    assert last >= max(notes["appended"], default=-1)
    expected = {
        f"m{version}-{i}"
        for version in range(last + 1)
        for i in range(ROWS)
        if i < ROWS - 1 or 1000 + version not in notes["erasing"]
    }
    in_question = {f"m{profile - 1000}-{ROWS - 1}" for profile in notes["erasing"] - notes["erased"]}
    assert set(times) - in_question == expected
    assert set(times.values()) <= {1}
    assert not [finding for finding in log.check() if not finding.harmless and "erasure" not in finding.name]


def _check_mended(root, reopen):
    """The next writer completes what was begun, and knows every id that was ever committed."""
    log = reopen()
    log.vacuum()
    assert log.check() == []
    last, started = log.last("x"), _notes(root)["erasing"]
    names = [f"m{version}-{i}" for version in range(last + 2) for i in range(ROWS)]
    seen = log.seen(pa.array(["x"] * len(names)), pa.array(names)).tolist()
    assert seen == [True] * ROWS * (last + 1) + [False] * ROWS
    assert set(log.erased.tolist()) <= started
    assert log.snapshot().rows == ROWS * (last + 1) - len(log.erased)


def _kill_at_random_times(root, reopen, kills, seed):
    moments = random.Random(seed)
    for _ in range(kills):
        _killed_after(root, moments.uniform(0, 0.4))
        _check_promises(root, reopen)
    _check_mended(root, reopen)


def _kill_at_lines(root, reopen, lines):
    for line in lines:
        process = _start(root, die_at=line)
        process.join()
        assert process.exitcode == -signal.SIGKILL
        _check_promises(root, reopen)
    _check_mended(root, reopen)


def test_a_writer_killed_at_random_times_loses_and_doubles_nothing(log, root, reopen):
    _kill_at_random_times(root, reopen, kills=5, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_hundred_and_fifty_random_kills(log, root, reopen, seed):
    _kill_at_random_times(root, reopen, kills=75, seed=seed + 100)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(4))
def test_a_kill_at_every_twentieth_line(log, root, reopen, start):
    _kill_at_lines(root, reopen, lines=range(1 + 20 * start, 4600, 80))
