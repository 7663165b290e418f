"""A writer that is killed: it goes on where the log stands and notes what it was told is done.

Run by path in a process of its own with the globals ``root`` and ``die_at``: the number of the line
of the event log's code before which it kills itself, 0 to work until somebody else does.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa

from parcours.eventlog import EventLog
from parcours.touchpoints.schema import SCHEMA

SECRET = b"0123456789abcdef"
OWN_CODE = str(Path("/parcours/eventlog/"))
ROWS = 8


def batch(version: int) -> pa.Table:
    """Eight new touchpoints, the last of a profile of its own, and two of the batch before."""
    new = [(f"m{version}-{i}", 5 if i < ROWS - 1 else 1000 + version) for i in range(ROWS)]
    old = [(f"m{version - 1}-{i}", 5) for i in range(2 if version else 0)]
    count = len(new) + len(old)
    given: dict[str, list[Any]] = {
        "message_id": [name for name, _ in new + old],
        "profile_id": [profile for _, profile in new + old],
        "timestamp": [version] * count,
        "received_at": [version] * count,
    }
    text = ["x"] * count
    return pa.table(
        [pa.array(given.get(f.name, [None] * count if f.nullable else text), f.type) for f in SCHEMA],
        schema=SCHEMA,
    )


def work(root: Path) -> None:
    """Append, compact, erase and vacuum; note each deed before and after."""
    notes = os.open(root.parent / "notes", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    log = EventLog.open(root, secret=SECRET)
    for version in itertools.count(log.last("x") + 1):
        log.append(batch(version), app="x", version=version)
        os.write(notes, f"appended {version}\n".encode())
        if version % 3 == 2:
            os.write(notes, f"erasing {1000 + version}\n".encode())
            log.erase([1000 + version])
            os.write(notes, f"erased {1000 + version}\n".encode())
        if version % 4 == 3:
            log.compact()
        if version % 5 == 4:
            log.vacuum()


def die_before_line(number: int) -> None:
    """Kill this process before the given line of the event log's own code runs."""
    left = number

    def at_line(frame: Any, event: str, _: Any) -> Any:
        nonlocal left
        if OWN_CODE not in frame.f_code.co_filename:
            return None
        left -= event == "line"
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return at_line

    sys.settrace(at_line)


if "root" in globals():
    if die_at:  # type: ignore[name-defined]  # noqa: F821  given by runpy
        die_before_line(die_at)  # type: ignore[name-defined]  # noqa: F821  given by runpy
    work(root)  # type: ignore[name-defined]  # noqa: F821  given by runpy
