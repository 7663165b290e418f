"""How kernels are compiled: once, cached on disk, without the interpreter lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any

import numba

_OPTIONS: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy"}


class Kernel:
    """A function for arrays that is compiled at its first call, for one signature and no other.

    Importing a kernel therefore costs nothing. The machine code is kept where ``NUMBA_CACHE_DIR``
    says, else beside the source or in the user's cache.
    """

    def __init__(self, function: Callable[..., Any], signature: str) -> None:
        self.signature = signature
        update_wrapper(self, function)

    def __call__(self, *arrays: Any) -> Any:
        """Run the compiled function."""
        return self.compiled(*arrays)

    @cached_property
    def compiled(self) -> Callable[..., Any]:
        """The machine code, read from the cache where it is there."""
        return numba.njit(self.signature, **_OPTIONS)(self.__wrapped__)  # type: ignore[attr-defined]


def kernel(
    signature: str | None = None, *, inline: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Compile a function for arrays.

    One declared signature each, so that a call never compiles anew; never ``parallel=True``, which
    aborts the process on some machines when several threads call. Helpers that only kernels call
    pass no signature; a kernel that has one is called from Python only.
    """
    if signature is None:
        return numba.njit(**_OPTIONS, inline="always" if inline else "never")
    return lambda function: Kernel(function, signature)
