"""How kernels are compiled: once, kept on disk, without the interpreter lock.

Kernels allocate nothing: the caller passes the arrays that they write. Numba then counts no references,
which made calls that pass arrays three times as slow, and takes half as long to compile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from parcours.kernels.cache import folder, is_usable

_settings: Any = numba.config  # typed for nobody: its names are made when it is imported
Table = npt.NDArray[np.int64]

_compiling = threading.Lock()


class Kernel:
    """A function for arrays that is compiled at its first call, for one signature and no other.

    Importing a kernel therefore costs nothing. The machine code is kept in `cache.folder`.
    """

    def __init__(self, function: Callable[..., Any], signature: str, *, allocates: bool) -> None:
        self.signature = signature
        self._allocates = allocates
        self._code: Any = None
        update_wrapper(self, function)

    def __call__(self, *arrays: Any) -> Any:
        """Run the compiled function."""
        return self.compiled(*arrays)

    @property
    def compiled(self) -> Any:
        """Numba's dispatcher; read from disk where it is kept, and only by the first of several threads."""
        if self._code is None:
            with _compiling:
                self._code = self._code or self._compile()
        return self._code

    def _compile(self) -> Any:
        function: Any = self.__wrapped__  # type: ignore[attr-defined]
        with _keeping() as kept:
            return numba.njit(self.signature, **_options(self._allocates), cache=kept)(function)


def kernel(
    signature: str | None = None, *, inline: bool = False, allocates: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Compile a function for arrays.

    One declared signature each, so that a call never compiles anew; never ``parallel=True``, which
    aborts the process on some machines when several threads call. Helpers that only kernels call
    pass no signature; a kernel that has one is called from Python only. One that makes arrays says so.
    """
    if signature is None:
        return numba.njit(**_options(allocates), inline="always" if inline else "never")
    return lambda function: Kernel(function, signature, allocates=allocates)


def filled(work: Callable[[Table], int], table: Table, profiles: int) -> Table:
    """Let a kernel write rows, profile by profile, until all of them have found room.

    ``work`` goes on where it stopped and returns how many profiles are done; it stops before the first
    one that may not find room.
    """
    while work(table) < profiles:
        table = np.concatenate([table, np.empty_like(table)])
    return table


def _options(allocates: bool) -> dict[str, Any]:  # noqa: FBT001 - a single flag
    return {"nogil": True, "error_model": "numpy", "_nrt": allocates}


@contextmanager
def _keeping() -> Iterator[bool]:
    """Tell Numba where to keep what is compiled next; false where nothing can be kept."""
    before = _settings.CACHE_DIR
    _settings.CACHE_DIR = str(folder())
    try:
        yield is_usable()
    finally:
        _settings.CACHE_DIR = before
