"""Killed at any moment, an import goes on where it was: nothing lost, nothing twice, the counts right."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.collect.victim import victim

from parcours.collect.importing import Counts
from parcours.errors import StorageError
from parcours.shop import Settings, Shop, open_shop

VICTIM = Path(__file__).parent / "victim.py"
ROWS, BROKEN = 6_000, 60


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("kill") / "events.csv"
    dice = random.Random(1)
    users = ["" if i % (ROWS // BROKEN) == 0 else f"u{dice.randrange(50)}" for i in range(ROWS)]
    lines = [f"{user},view,2026-01-{i % 28 + 1:02},p{i % 9}\n" for i, user in enumerate(users)]
    path.write_text("user,event,time,product\n" + "".join(lines))
    return path


def killed(folder, source, chunks, pause):
    """Kill an import after some chunks and a little more."""
    process, told = victim(folder, source)
    with contextlib.suppress(EOFError):
        for _ in range(chunks):
            told.recv()
    time.sleep(pause)
    process.kill()
    process.join()


def finished(folder, source):
    process, told = victim(folder, source)
    while isinstance(report := told.recv(), int):
        pass
    process.join()
    assert process.exitcode == 0
    return report


def check(folder, report):
    shop = open_shop(folder)
    ids = [row["message_id"] for b in shop.log.read(["message_id"]) for row in b.to_pylist()]
    assert len(ids) == len(set(ids)) == ROWS - BROKEN
    new = 0 if report.complete_before else ROWS - BROKEN  # killed when all was done but the process
    assert report.counts == Counts(ROWS, new, BROKEN, ROWS - BROKEN - new, new)
    (rejects,) = shop.imports.glob("*.rejects.csv")
    lines = [int(line.split(",")[0]) for line in rejects.read_text().splitlines()[1:]]
    assert lines == sorted(set(lines))
    assert len(lines) == BROKEN


def kill_and_finish(folder, source, seed, times):
    Shop.create(folder, Settings())
    dice = random.Random(seed)
    for _ in range(times):
        killed(folder, source, dice.randrange(1, 8), dice.random() * 0.03)
    check(folder, finished(folder, source))


@pytest.mark.slow
def test_an_import_killed_twice_goes_on_where_it_was(tmp_path, source):
    kill_and_finish(tmp_path / "shop", source, seed=1, times=2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 42))
def test_imports_killed_two_hundred_times_lose_nothing(tmp_path, source, seed):
    kill_and_finish(tmp_path / "shop", source, seed=seed, times=5)


def test_a_crash_between_commit_and_state_keeps_the_counts(tmp_path, source, monkeypatch):
    """The log has the chunk, and nothing after it was written: the next run knows what was in it."""
    from parcours.collect.importing import import_file
    from parcours.collect.importing.files import delimited
    from parcours.eventlog import EventLog

    monkeypatch.setattr(delimited, "BLOCK", 20_000)
    shop = Shop.create(tmp_path / "shop", Settings())
    append = EventLog.append

    def crash(log, rows, *, app, version):
        append(log, rows, app=app, version=version)
        if version == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EventLog, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            import_file(shop, source, clock=lambda: 1_795_000_000_000_000)
    report = import_file(open_shop(shop.folder), source, clock=lambda: 1_795_000_000_000_000)
    check(shop.folder, report)


@pytest.mark.slow
def test_a_full_disk_is_an_error_that_says_so_and_the_import_goes_on_later(tmp_path, source):
    folder = tmp_path / "shop"
    Shop.create(folder, Settings())
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000));"
        "sys.argv = ['victim', *sys.argv[1:]];"
        "exec(compile(open(sys.argv.pop(1)).read(), 'victim', 'exec'))"
    )
    process = subprocess.run(
        [sys.executable, "-c", code, str(VICTIM), str(folder), str(source), "4000"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode != 0
    assert StorageError.__name__ in process.stderr
    check(folder, finished(folder, source))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a program held")
def test_a_large_file_needs_little_memory(tmp_path):
    path, folder = tmp_path / "large.csv", tmp_path / "shop"
    Shop.create(folder, Settings())
    block = "".join(
        f"u{i % 99_991},view,2026-01-{i % 28 + 1:02} 10:00:{i % 60:02},product-{i % 5_003}\n"
        for i in range(500_000)
    )
    with path.open("w") as file:
        file.write("user,event,time,product\n")
        for part in range(8):
            file.write(block.replace("product-", f"product-{part}-"))
    command = [sys.executable, str(VICTIM), str(folder), str(path), str(8 << 20)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert int(told) / 1024 < 1_100  # some 320 MB are libraries; how far the reader runs ahead varies
