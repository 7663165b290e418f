"""A process that imports a file until it is killed."""

from __future__ import annotations

import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from parcours.collect.importing import import_file
from parcours.collect.importing.files import delimited
from parcours.shop import open_shop

NOW = 1_795_000_000_000_000

# The server imports once and forks before any thread is started: a victim is there in no time.
_SERVER = get_context("forkserver")
_SERVER.set_forkserver_preload([__name__])


def victim(folder: Path, source: Path) -> tuple[BaseProcess, Connection]:
    """Start the process; it tells after each chunk how far it is, at the end the report."""
    here, there = _SERVER.Pipe()
    process = _SERVER.Process(target=_work, args=(folder, source, 4_000, there), daemon=True)
    process.start()
    there.close()
    return process, here


def _work(folder: Path, source: Path, block: int, tell: Connection | None = None) -> None:
    delimited.BLOCK = block
    watch = (lambda at: tell.send(at.counts.read)) if tell else None
    report = import_file(open_shop(folder), source, clock=lambda: NOW, progress=watch)
    if tell:
        tell.send(report)


def _peak() -> int:
    """Return the most memory this program has held, in kB; getrusage would count its parent's before exec."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    _work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    print(_peak())
