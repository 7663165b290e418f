"""A new shop is made ready beside the requests: its tables take seconds, and another process."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

_LONGEST = 300


class Making:
    """The one shop that is being made ready by this process."""

    def __init__(self) -> None:
        self._folder = Path()
        self._future: Future[str] | None = None

    def begin(self, folder: Path) -> None:
        """Begin to make a shop ready."""
        self._folder, self._future = folder, _pool().submit(_owners_path, folder)

    @property
    def is_under_way(self) -> bool:
        """Whether a shop is being made ready, or is."""
        return self._future is not None

    def ready(self) -> tuple[Path, str] | None:
        """Return the shop and where its owner makes their account; None before that."""
        if self._future is None or not self._future.done():
            return None
        return self._folder, self._future.result()


MAKING = Making()


def _owners_path(folder: Path) -> str:
    command = [sys.executable, "-m", "parcours.cli", "owner", "--json", "--shop", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_LONGEST)  # noqa: S603 - our own
    return urlsplit(json.loads(done.stdout)["link"]).path


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="parcours-making")
