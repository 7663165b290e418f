"""A request as the door reads it: who sends, from where, and with what in its body."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

from parcours.collect.http.answers import RefusedError
from parcours.collect.http.calls import LARGEST_BODY

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]

_FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-real-ip"}
_NEAR = ("127.0.0.1", "::1")


class Request:
    """One request."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._scope = scope
        self._receive = receive
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers: dict[bytes, bytes] = dict(scope["headers"])

    def header(self, name: bytes) -> str:
        """Return a header as text, empty where there is none."""
        return self.headers.get(name, b"").decode("latin-1")

    @property
    def origin(self) -> str:
        """The site whose page sends this, where a browser says so."""
        return self.header(b"origin")

    @cached_property
    def secret(self) -> str:
        """The key beside the body: the user of Basic authentication, a Bearer, or in the address."""
        scheme, _, words = self.headers.get(b"authorization", b"").partition(b" ")
        if scheme.lower() == b"basic":
            return _user(words)
        if scheme.lower() == b"bearer":
            return words.decode("latin-1").strip()
        return self.asked("writeKey")

    def asked(self, name: str) -> str:
        """Return what the address says under a name, empty where it says nothing."""
        query = self._scope.get("query_string", b"")
        return parse_qs(query.decode("latin-1")).get(name, [""])[0] if query else ""

    @property
    def is_local(self) -> bool:
        """Whether the caller is on this machine itself: what a proxy passes on bears a mark."""
        client = self._scope.get("client")
        return client is not None and client[0] in _NEAR and _FORWARDED.isdisjoint(self.headers)

    async def body(self) -> bytes:
        """Return the body, whole and not too large."""
        parts, size = [], 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise RefusedError(400, "The body was cut off.")
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > LARGEST_BODY:
                raise RefusedError(
                    400, f"The body is larger than {LARGEST_BODY} bytes.", "Send less at once."
                )
            if not message.get("more_body"):
                return b"".join(parts)


def _user(coded: bytes) -> str:
    try:
        return base64.b64decode(coded, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""
