"""One writer of an index at a time; a folder in use is not removed.

The operating system frees both locks when a process dies.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

_MARK = "in-use"


class Use:
    """Marks a folder as in use for as long as this object lives."""

    def __init__(self, folder: Path) -> None:
        """Raise FileNotFoundError where the folder is gone, or goes at this moment."""
        mark = folder / _MARK
        handle = os.open(mark, os.O_RDONLY)
        weakref.finalize(self, os.close, handle)
        _share(handle)
        mark.stat()


def mark(folder: Path) -> None:
    """Make a folder one that can be marked as in use."""
    (folder / _MARK).touch()


def remove(folder: Path, *, used: bool = False) -> None:
    """Remove a folder, but where somebody uses it only if told to."""
    with contextlib.suppress(FileNotFoundError), (folder / _MARK).open("rb") as file:
        if not _alone(file.fileno()) and not used:
            return
        (folder / _MARK).unlink()
    shutil.rmtree(folder, ignore_errors=True)


if sys.platform == "win32":
    import msvcrt

    def _share(handle: int) -> None:
        """Windows does not remove a folder whose files are mapped."""

    def _alone(_: int) -> bool:
        return True

    def _wait(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _share(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH)

    def _alone(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes in a folder, and keep others from writing."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)
