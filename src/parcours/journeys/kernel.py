"""How kernels are compiled: once, cached on disk, without the interpreter lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba


def kernel(signature: str | None = None, *, inline: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Compile a function for arrays.

    One declared signature each, so that a call never compiles anew; never ``parallel=True``, which
    aborts the process on some machines when several threads call. Helpers that only kernels call
    pass no signature.
    """
    options: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy"}
    if inline:
        options["inline"] = "always"
    if signature is None:
        return numba.njit(**options)
    return numba.njit(signature, **options)
