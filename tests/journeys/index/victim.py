"""A process that works on an index until it is killed."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np
from tests.journeys.index.logs import SECRET

from parcours.eventlog import EventLog
from parcours.journeys.index import Index, Roots

# The server imports once and forks before any thread is started: a victim is there in no time.
_SERVER = get_context("forkserver")
_SERVER.set_forkserver_preload([__name__])


def victim(folder: Path, *, rebuilding: bool) -> BaseProcess:
    """Start the process and wait until it works."""
    here, there = _SERVER.Pipe()
    process = _SERVER.Process(target=_work, args=(folder, rebuilding, there), daemon=True)
    process.start()
    assert here.recv() == "working"
    return process


def _work(folder: Path, rebuilding: bool, ready: Connection) -> None:
    index = Index(folder / "index", EventLog.open(folder / "log", secret=SECRET))
    ready.send("working")
    while True:
        for merged in ([100], [101], []):
            leaves = np.array(merged, np.int64)
            view = index.refresh(Roots(leaves, np.full_like(leaves, 7)))
            view.parts()[-1].column("channel")
        if rebuilding:
            index.rebuild()
