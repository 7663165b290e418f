"""Servers and their supervisor: processes that serve one shop."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import urllib.request
from pathlib import Path
from typing import Literal

import click

HOST, WEB_PORT, COLLECT_PORT = "127.0.0.1", 8000, 8001

host_option = click.option("--host", default=HOST, show_default=True, help="Address to listen at.")
supervised_option = click.option("--supervised", is_flag=True, hidden=True)

_GRACE = 10
_QUIET = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {"propagate": True}}}


def serve(
    target: str,
    interface: Literal["asgi", "wsgi"],
    folder: Path,
    *,
    host: str,
    port: int,
    threads: int | None,
) -> None:
    """Serve what ``target`` makes until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["PARCOURS_SHOP"] = str(folder)
    server = Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces(interface),
        factory=True,
        websockets=False,
        blocking_threads=threads,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.warning,
        log_dictconfig=_QUIET,
    )
    server.serve()


def answers(address: str) -> bool:
    """Return whether an address answers, whatever it says: the first answer of a process takes longest."""
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=_GRACE):  # noqa: S310 - our own
        return True
    return False


def end_with_parent() -> None:
    """End this process when the one that started it is gone: its end of our standard input closes."""

    def watch() -> None:
        # Not sys.stdin: whoever reads it holds a lock that a forked child waits for.
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="supervised", daemon=True).start()
