"""Servers and their supervisor: processes that serve one shop."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import threading
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Literal

import click

from parcours.errors import BusyError, InputError, ParcoursError

HOST, WEB_PORT, COLLECT_PORT = "127.0.0.1", 8000, 8001

host_option = click.option("--host", default=HOST, show_default=True, help="Address to listen at.")
supervised_option = click.option("--supervised", is_flag=True, hidden=True)

_GRACE = 10
_A_LITTLE = 100
_BEHIND = 5
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
    """Serve what ``target`` makes until told to stop.

    Raises
    ------
    ParcoursError
        Nothing can listen there; see `check_port`.
    """
    check_port(host, port)
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


def check_port(host: str, port: int) -> None:
    """Make sure that a server can listen at an address: one that cannot says so in nobody's words.

    Raises
    ------
    BusyError
        Another process listens there.
    InputError
        This machine has no such address, or keeps the port for its administrator.
    """
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as tried:
            if os.name == "posix":  # what a server that ended has left behind is no hindrance
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except OSError as error:
        raise _unusable(host, port, error) from error


def _unusable(host: str, port: int, error: OSError) -> ParcoursError:
    if error.errno == errno.EADDRINUSE:
        who = "Parcours itself" if _is_parcours(host, port) else "another program"
        return BusyError(
            f"Port {port} is taken: {who} answers at {host}:{port}.",
            advice="Stop it, or choose other ports with --port and --collect-port.",
        )
    return InputError(
        f"Nothing can listen at {host}:{port}: {error.strerror or error}.",
        advice="Choose an address of this machine with --host, and ports above 1023.",
    )


def _is_parcours(host: str, port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=1) as answer:
            return b'"alive"' in answer.read(_A_LITTLE)
    except (OSError, HTTPException):
        return False


def answers(address: str) -> bool:
    """Return whether an address answers, whatever it says: the first answer of a process takes longest."""
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=_GRACE):  # noqa: S310 - our own
        return True
    return False


def give_way() -> None:
    """Leave the processors to the intake where it wants them: what it does not take in is lost."""
    if hasattr(os, "nice"):
        os.nice(_BEHIND)


def end_with_parent() -> None:
    """End this process when the one that started it is gone: its end of our standard input closes."""

    def watch() -> None:
        # Not sys.stdin: whoever reads it holds a lock that a forked child waits for.
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="supervised", daemon=True).start()
