"""The storefront as it is served, in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 30.0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Serve a shop until the end of the block."""
    port = _free_port()
    words = ["storefront", "--port", str(port), "--folder", str(folder), *options]
    process = subprocess.Popen([sys.executable, "-m", "parcours.cli", *words])
    try:
        home = f"http://127.0.0.1:{port}"
        _wait_for(home, process)
        yield home
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(home: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{home}/robots.txt", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the storefront did not start")
