"""One writer a folder: a lock that the operating system frees when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from parcours.errors import BusyError

_PID_WIDTH = 20


class FolderLock:
    """A lock file. The same object may be entered again by the thread that holds it.

    A killed process leaves the file behind but not the lock. The first bytes of the file name the
    holder; the locked byte lies behind them, so that others can read who it is on every system.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mutex = threading.RLock()
        self._depth = 0
        self._handle = -1

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock.

        Raises
        ------
        BusyError
            Another process, or another thread of this one, holds it.
        """
        if not self._mutex.acquire(blocking=False):
            raise self._busy(os.getpid())
        try:
            self._enter()
            try:
                yield
            finally:
                self._leave()
        finally:
            self._mutex.release()

    def _enter(self) -> None:
        if self._depth == 0:
            self._handle = self._acquire()
        self._depth += 1

    def _leave(self) -> None:
        self._depth -= 1
        if self._depth == 0:
            os.close(self._handle)

    def _acquire(self) -> int:
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            holder = os.pread(handle, _PID_WIDTH, 0) if hasattr(os, "pread") else b""
            os.close(handle)
            raise self._busy(int(holder.strip() or 0)) from error
        os.write(handle, str(os.getpid()).ljust(_PID_WIDTH).encode())
        return handle

    def _busy(self, holder: int) -> BusyError:
        who = f"process {holder}" if holder else "another process"
        return BusyError(
            f"{self.path.parent} is in use by {who}.",
            expected="Only one process at a time may change a shop.",
            advice="Wait until it has finished, or stop it, then try again.",
        )


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _PID_WIDTH, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
