"""JSON as careless senders write it: one bad number or half a letter must not cost a whole batch."""

from __future__ import annotations

import json
import math

from parcours.errors import InputError


def mended(body: bytes) -> bytes:
    """Return a body that is not quite JSON as JSON: numbers that are none are null, half letters marked.

    >>> mended(b'[NaN, 1e999, "half \\\\ud83d"]')
    b'[null, null, "half ?"]'

    Raises
    ------
    InputError
        It is beyond mending.
    """
    try:
        told = json.loads(
            body.decode("utf-8-sig", "replace"), parse_constant=lambda _: None, parse_float=_finite
        )
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError) as error:
        raise InputError(f"The body is not JSON: {error}.") from error


def _finite(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) else None
