"""What browsers ask before, and look for after, a page of another site has sent something."""

from __future__ import annotations

from parcours.collect.http.answers import Answer, Header, problem
from parcours.collect.http.keys import Keys
from parcours.collect.http.requests import Request

_DAY = b"86400"
_METHODS = b"GET, POST"


def preflight(request: Request, keys: Keys) -> Answer:
    """Answer whether a page may send: the key, which comes later, decides in the end."""
    if not keys.admit(request.origin):
        return problem(403, "No key admits pages of this site.", "Name the site when you make the key.")
    asked = request.headers.get(b"access-control-request-headers", b"")
    return Answer(
        204,
        headers=(
            (b"access-control-allow-methods", _METHODS),
            (b"access-control-allow-headers", asked),
            (b"access-control-max-age", _DAY),
        ),
    )


def readable(request: Request, status: int) -> tuple[Header, ...]:
    """Return the headers by which a page may read its answer, why it was refused above all."""
    origin = request.headers.get(b"origin")
    if origin is None or status == 403:
        return ()
    return (
        (b"access-control-allow-origin", origin),
        (b"access-control-expose-headers", b"Retry-After"),
        (b"vary", b"Origin"),
    )
