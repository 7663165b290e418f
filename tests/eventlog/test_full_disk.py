"""A disk without room: a clear error, nothing half-written, and all is well once there is room again."""

from __future__ import annotations

import hashlib
import resource
import subprocess
from contextlib import contextmanager

import pyarrow as pa
import pytest

from parcours.errors import StorageError
from parcours.eventlog import EventLog

SECRET = b"0123456789abcdef"


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _noise(touchpoints, version, count):
    """Rows that do not compress."""
    names = [f"{version}-{i}" for i in range(count)]
    return touchpoints(names, profiles=(1, 2), text=[random_text(f"{name}-{version}") for name in names])


def random_text(seed):
    return hashlib.shake_128(seed.encode()).hexdigest(100)


def _fill(log, touchpoints, count=2_000):
    """Append until the disk is full; return the number of the batch that failed and its rows."""
    for version in range(100):
        rows = _noise(touchpoints, version, count)
        try:
            log.append(rows, app="x", version=version)
        except StorageError:
            return version, rows
    raise AssertionError("the disk never filled")


def test_a_full_disk_refuses_a_batch_whole_and_takes_it_later(small_disk, touchpoints):
    root = small_disk / "log"
    log = EventLog.create(root, secret=SECRET)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1 << 20))

    version, rows = _fill(log, touchpoints)

    with pytest.raises(StorageError, match="disk is full") as error:
        log.append(rows, app="x", version=version)
    assert error.value.retryable
    reader = EventLog.open(root, secret=SECRET)
    assert reader.last("x") == version - 1
    assert reader.snapshot().rows == 2_000 * version
    assert {finding.name for finding in reader.check()} <= {"pending-ids"}

    ballast.unlink()
    assert log.append(rows, app="x", version=version).accepted == 2_000
    log.vacuum()
    assert log.check() == []


def test_a_full_disk_lets_compaction_and_erasure_fail_without_a_trace(small_disk, touchpoints):
    root = small_disk / "log"
    log = EventLog.create(root, secret=SECRET)
    version, _ = _fill(log, touchpoints)
    before = log.snapshot()

    for deed in (log.compact, lambda: log.erase([1])):
        with pytest.raises(StorageError, match="disk is full"):
            deed()
        assert EventLog.open(root, secret=SECRET).snapshot() == before

    assert sum(len(batch) for batch in log.read(["text"])) == 2_000 * version
    assert [finding.name for finding in log.check()] == ["unfinished-erasure"]


@contextmanager
def _no_file_over(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("limit", [0, 1_000, 20_000, 60_000])
def test_a_file_that_may_not_grow_fails_the_batch_wherever_that_is(log, root, touchpoints, limit, ids_in):
    log.append(touchpoints(["first"]), app="x", version=0)
    rows = _noise(touchpoints, 1, 3_000)

    with _no_file_over(limit), pytest.raises(StorageError, match="disk is full"):
        log.append(rows, app="x", version=1)

    assert ids_in(log) == ["first"]
    assert len(list(root.glob("*.parquet"))) == 1
    assert log.append(rows, app="x", version=1).accepted == 3_000
    assert log.check() == []
    assert pa.Table.from_batches(log.read(["text"])).num_rows == 3_001
