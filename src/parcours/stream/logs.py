"""Logs of the processes: lines to read on a terminal, JSON elsewhere; never personal data.

What an exception says may quote a row, so only its kind and its places in the code are told.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_QUIET = ("django.server", "django.request", "granian.access")


class _Lines(logging.Formatter):
    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def told(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return what a record says, by name."""
        more = {name: value for name, value in vars(record).items() if name not in _OWN}
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "process": self._process,
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **more,
        }
        return told | (_thrown(record.exc_info) if record.exc_info and record.exc_info[0] else {})


class _Json(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(self.told(record), ensure_ascii=False, default=str)


class _Readable(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        told = self.told(record)
        head = f"{told.pop('at')[11:19]} {told.pop('process'):<7} {told.pop('message')}"
        told.pop("level")
        return "  ".join([head, *(f"{name}={value}" for name, value in told.items())])


def configure(process: str) -> None:
    """Send the logs of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Readable(process) if sys.stderr.isatty() else _Json(process))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


def _thrown(info: Any) -> dict[str, Any]:
    kind, _, trace = info
    places = [f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in traceback.extract_tb(trace)]
    return {"error": kind.__name__, "in": places[-6:]}
