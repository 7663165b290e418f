"""What was seen in files: looked at beside the requests, kept for a while."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooEarlyError
from functools import cache
from threading import Lock
from typing import Any

from parcours.web.design.place import this_shop
from parcours.web.imports.arriving import place_of

PATIENCE = 0.5
"""Seconds that a page waits."""

_MOST = 32
_LONGEST = 300
_lock = Lock()
_seen: OrderedDict[str, Future[dict[str, Any]]] = OrderedDict()


def look(token: str, options: Mapping[str, Any], *, patience: float = PATIENCE) -> dict[str, Any] | None:
    """Return what is in a file, read as the options say; None while it is being read."""
    asked = json.dumps(
        {"shop": str(this_shop().folder), "file": str(place_of(token)), "options": dict(options)},
        sort_keys=True,
    )
    with _lock:
        future = _seen.get(asked) or _pool().submit(_ask, asked)
        _seen[asked] = future
        _seen.move_to_end(asked)
        while len(_seen) > _MOST:
            _seen.popitem(last=False)
    try:
        return future.result(timeout=patience)
    except TooEarlyError:
        return None


def _ask(asked: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "parcours.web.imports.look"]
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=_LONGEST)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        return {"error": "heavy", "what": "", "columns": []}
    if done.returncode:  # it asked for more memory than it may have, or what reads it fell over the contents
        return {"error": "heavy", "what": "", "columns": []}
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="parcours-looking")
