"""A new shop is made ready beside the requests: its tables take seconds, and another process."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from parcours.web.accounts.services.carrying import Carried

_LONGEST = 300


class Making:
    """The one shop that is being made ready by this process."""

    def __init__(self) -> None:
        self._folder = Path()
        self._future: Future[str] | None = None

    def begin(self, folder: Path, owner: Carried | None) -> None:
        """Begin to make a shop ready, for an owner who is known already, or one who is not."""
        self._folder, self._future = folder, _pool().submit(owners_path, folder, owner)

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


def owners_path(folder: Path, owner: Carried | None) -> str:
    """Make a shop's tables and its owner's account, or the link for one; return where the owner begins."""
    command = [sys.executable, "-m", "parcours.cli", "owner", "--json", "--shop", str(folder)]
    if owner:
        told = json.dumps(asdict(owner)).encode()
        subprocess.run([*command, "--carried"], input=told, check=True, timeout=_LONGEST)  # noqa: S603 - our own
        return "/"
    done = subprocess.run(command, capture_output=True, check=True, timeout=_LONGEST)  # noqa: S603 - our own
    return urlsplit(json.loads(done.stdout)["link"]).path


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="parcours-making")
