"""An index killed at any moment stays usable, and several processes share it."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from tests.journeys.index.logs import SECRET, append, indexed_rows, make_log, sorted_rows
from tests.journeys.index.victim import victim

from parcours.eventlog import EventLog
from parcours.journeys.index import Index

BULK = [
    {"profile_id": 100 + i % 40, "timestamp": i % 97, "event": "ABC"[i % 3], "channel": "email"}
    for i in range(800)
]


def kill_and_look(folder: Path, kills: int) -> None:
    log = make_log(folder)
    append(log, BULK)
    moments = np.random.default_rng(kills).uniform(0, 0.25, kills)
    for moment in moments:
        process = victim(folder, rebuilding=True)
        time.sleep(moment)
        process.kill()
        process.join()
        view = Index(folder / "index", EventLog.open(folder / "log", secret=SECRET)).refresh()
        assert indexed_rows(view.parts()) == sorted_rows(BULK, {})
        del view
    Index(folder / "index", log).rebuild()
    names = sorted(path.name for path in (folder / "index").iterdir() if not path.is_dir())
    assert names == ["current.json", "lock"]
    assert len(list((folder / "index").glob("*/manifest.json"))) == 1


def test_a_killed_refresh_leaves_a_usable_index_and_no_rubbish(tmp_path: Path) -> None:
    kill_and_look(tmp_path, 5)


@pytest.mark.slow
def test_an_index_outlives_two_hundred_kills(tmp_path: Path) -> None:
    kill_and_look(tmp_path, 200)


def test_processes_that_refresh_at_once_disturb_no_reader(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    append(log, BULK)
    others = [victim(tmp_path, rebuilding=False) for _ in range(2)]
    rows, index = list(BULK), Index(tmp_path / "index", log)
    try:
        for moment in range(6):
            more = [{"profile_id": moment, "timestamp": moment, "event": "D", "channel": "sms"}]
            append(log, more)
            rows += more
            assert indexed_rows(index.refresh().parts()) == sorted_rows(rows, {})
        assert all(process.is_alive() for process in others)
    finally:
        for process in others:
            process.kill()
            process.join()
